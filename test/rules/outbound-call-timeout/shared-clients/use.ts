import client, { bounded, each, open } from './lib/api';
import { cache } from './lib/cache';
import * as all from '~/lib/api';

export async function prices() {
  await bounded.get('/a');
  //            ^^^ shown: its client has one
  await client.get('/b');
  //           ^^^ shown
  await open.get('/c');
  //         ^^^ cannot tell: client
  await each.get('/d', { timeout: 30_000 });
  //         ^^^ shown: each.get sets its own
  await all.bounded.post('/e', {});
  //                ^^^^ shown
  return cache.get('f');
}
