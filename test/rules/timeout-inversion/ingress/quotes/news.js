import axios from 'axios';
import axiosRetry from 'axios-retry';

const client = axios.create({ timeout: 9_000 });
axiosRetry(client, { retries: 3 });
const slow = axios.create({ timeout: 12_000 });
const tuned = axios.create({ timeout: Number(process.env.NEWS_TIMEOUT ?? 9_000) });

export async function news() {
  const today = await client.get('http://news/today');
  //                         ^^^ shown: waits up to 9 s
  const week = await slow.get('http://news/week');
  //                      ^^^ violated: waits up to 12 s
  const year = await tuned.get('http://news/year');
  //                       ^^^ cannot tell: timeout
  return [today.data, week.data, year.data];
}
