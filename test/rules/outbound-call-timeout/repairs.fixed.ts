import axios from 'axios';
import got from 'got';
import * as https from 'node:https';
import superagent from 'superagent';

export async function all(url: string, headers: Record<string, string>, data: unknown) {
  await fetch(url, { signal: AbortSignal.timeout(5000) });
  await fetch(url, { signal: AbortSignal.timeout(5000), headers });
  await fetch(url, {signal: AbortSignal.timeout(5000), headers});
  await fetch(url, {
    signal: AbortSignal.timeout(5000),
    headers,
    method: 'PUT',
  });
  await axios.get(url, { timeout: 5000 });
  await axios.post(url, undefined, { timeout: 5000 });
  await axios.post(url, data, { timeout: 5000 });
  await axios.post(url, { headers }, { timeout: 5000, headers });
  await axios({ timeout: 5000, url });
  const options = { headers };
  await axios.get(url, { ...options, timeout: 5000 });
  await got(url, { timeout: { request: 5000 } });
  https.get(url, { signal: AbortSignal.timeout(5000) }, (answer) => answer.resume());
  https.get(url, { signal: AbortSignal.timeout(5000) }, () => undefined).on('error', () => undefined);
  await superagent.get(url).timeout(5000).set('accept', 'application/json');
}

export const client = axios.create({ timeout: 5000 });
