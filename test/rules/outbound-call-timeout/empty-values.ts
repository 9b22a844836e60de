import axios from 'axios';
import { request } from 'undici';
import superagent from 'superagent';

const fromOutside = process.env.STOCK_WAIT;
const { ORDERS_WAIT } = process.env;
const settings = { wait: process.env.WAIT ? Number(process.env.WAIT) : undefined };

export async function stock(url: string, id: string) {
  await axios.get(url, { timeout: process.env.WAIT });
  //          ^^^ cannot tell: may be empty
  await axios.get(url, { timeout: Number(process.env.WAIT) });
  //          ^^^ cannot tell: may be empty
  await axios.get(url, { timeout: fromOutside });
  //          ^^^ cannot tell
  await axios.get(url, { timeout: ORDERS_WAIT });
  //          ^^^ cannot tell
  await axios.get(url, { timeout: settings.wait });
  //          ^^^ cannot tell
  await axios.get(url, { timeout: Number(process.env.WAIT ?? 4000) });
  //          ^^^ shown
  await axios.get(url, { timeout: parseInt(process.env.WAIT || '4000', 10) });
  //          ^^^ shown
  await axios.get(url, { timeout: Number(process.env.WAIT) || 4000 });
  //          ^^^ shown
  await axios.get(url, { timeout: Infinity });
  //          ^^^ violated: timeout
  await axios.get(url, { timeout: Number.POSITIVE_INFINITY });
  //          ^^^ violated
  await fetch(url + id, { signal: AbortSignal.timeout(0) });
  //    ^^^^^ cannot tell
  await fetch(url + id, { signal: AbortSignal.timeout(Number(process.env.WAIT)) });
  //    ^^^^^ cannot tell: may be empty
  await fetch(url + id, { signal: AbortSignal.timeout(Number(process.env.WAIT ?? 800)) });
  //    ^^^^^ shown
  await request(url, { bodyTimeout: 0 });
  //    ^^^^^^^ cannot tell: 0` removes the limit
  await request(url, { bodyTimeout: 0, signal: AbortSignal.timeout(800) });
  //    ^^^^^^^ shown
  await request(url, { bodyTimeout: 0, headersTimeout: 0 });
  //    ^^^^^^^ violated
  await superagent.get(url).timeout({ response: 500, deadline: 4000 });
  //               ^^^ shown
  await superagent.get(url).timeout({ deadline: 0 });
  //               ^^^ violated
}

const seconds = 4;

export const monitored = (url: string, monitor: { wait?: number }) => axios.get(url, { timeout: monitor.wait * 1000 });
//                                                                          ^^^ cannot tell: may be empty

export const fixed = (url: string) => axios.get(url, { timeout: seconds * 1000 });
//                                          ^^^ shown
