export function settings(base: string) {
  return fetch(`${base}/api/config`);
  //     ^^^^^ cannot tell: runs in a browser
}
