import { got } from 'got';
import { fetch as crossFetch } from 'cross-fetch';
import { request } from 'undici';

export const all = async (url: string) => {
  await got.get(url);
  //        ^^^ violated
  await got(url, { timeout: { request: 1000 } });
  //    ^^^ shown
  const api = got.extend({ timeout: { request: 1000 } });
  //              ^^^^^^ shown
  await api.get(url);
  //        ^^^ shown
  await crossFetch(url);
  //    ^^^^^^^^^^ violated
  await request(url);
  //    ^^^^^^^ shown
};
