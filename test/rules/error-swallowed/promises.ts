import { readFile, access } from 'node:fs/promises';
import { log } from './log';
import { mailer, orders, noop, tracker } from './ports';

mailer.send('a').catch(() => {});
//               ^^^^^ violated: the rejection of ports.mailer.send is caught and nothing is done with it

mailer.send('b').catch(noop);
//               ^^^^^ violated: nothing is done with it

mailer.send('c').catch(function () {});
//               ^^^^^ violated: nothing is done with it

mailer
  .send('d')
  .then(() => orders.confirm('d'))
  .catch((error) => {});
// ^^^^^ violated: nothing is done with it

orders.load('e').then(
//               ^^^^ violated
  (order) => order.ship(),
  () => {},
);

orders.load('f').then((order) => order.ship(), () => {});
//               ^^^^ violated: nothing is done with it

mailer.send('g').catch(() => {
//               ^^^^^ violated: ends the work here without a trace
  return;
});

mailer.send('h').catch((error) => log.warn('mail not sent', error));
//               ^^^^^ shown: is logged or counted

mailer.send('i').catch(() => {
//               ^^^^^ shown: why the error
  // The nightly run sends what was not sent.
});

// Best effort: the tracker is not part of the order.
orders.track('j').catch(() => {});

export const name = readFile('name', 'utf8').catch(() => null);
//                                           ^^^^^ cannot tell: a value takes the place
export const list = orders.list().catch(() => []);
export const exists = access('x').then(() => true, () => false);

export async function early(id: string) {
  const order = orders.load(id);
  order.catch(() => {});
  await orders.lock(id);
  return order;
}

export async function stop(stream: Stream) {
  await stream.cancel().catch(() => {});
//                      ^^^^^ shown: is a best effort
}

tracker.track('seen').catch(() => {});

export function caught(schema: Schema) {
  return schema.catch('default');
}

export function handsOn(done: (error: unknown) => void) {
  mailer.send('k').catch(done);
}
