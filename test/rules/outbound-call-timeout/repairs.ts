import axios from 'axios';
import got from 'got';
import * as https from 'node:https';
import superagent from 'superagent';

export async function all(url: string, headers: Record<string, string>, data: unknown) {
  await fetch(url);
  //    ^^^^^ violated
  await fetch(url, { headers });
  //    ^^^^^ violated
  await fetch(url, {headers});
  //    ^^^^^ violated
  await fetch(url, {
    //  ^^^^^ violated
    headers,
    method: 'PUT',
  });
  await axios.get(url);
  //          ^^^ violated
  await axios.post(url);
  //          ^^^^ violated
  await axios.post(url, data);
  //          ^^^^ violated
  await axios.post(url, { headers }, { headers });
  //          ^^^^ violated
  await axios({ url });
  //    ^^^^^ violated
  const options = { headers };
  await axios.get(url, options);
  //          ^^^ violated
  await got(url, {});
  //    ^^^ violated
  https.get(url, (answer) => answer.resume());
  //    ^^^ violated
  https.get(url, () => undefined).on('error', () => undefined);
  //    ^^^ violated
  await superagent.get(url).set('accept', 'application/json');
  //               ^^^ violated
}

export const client = axios.create();
//                          ^^^^^^ violated
