export function settings(base: string) {
  return fetch(`${base}/api/config`);
  //     ^^^^^ cannot tell: this runs in a browser
}
