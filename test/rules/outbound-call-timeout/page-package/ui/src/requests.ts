import { root } from './root';

export function get(path: string) {
  return fetch(`${root()}${path}`);
  //     ^^^^^ cannot tell: runs in a browser
}

export function rates() {
  return fetch('https://rates.example/today');
  //     ^^^^^ violated
}
