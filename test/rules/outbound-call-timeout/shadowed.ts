import { fetch } from './stub';
import axios from './our-axios';
import { get } from 'lodash';

export async function all(url: string) {
  await fetch(url);
  await axios.get(url);
  get({ a: 1 }, 'a');
}

export function local() {
  const got = (path: string) => path;
  return got('/x');
}
