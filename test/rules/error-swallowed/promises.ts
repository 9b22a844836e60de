import { readFile, access } from 'node:fs/promises';
import { log } from './log';
import { mailer, orders, noop, tracker } from './ports';

mailer.send('a').catch(() => {});
//               ^^^^^ violated: ports.mailer.send is caught

mailer.send('b').catch(noop);
//               ^^^^^ violated: rejection from ports.mailer.send

mailer.send('c').catch(function () {});
//               ^^^^^ violated: rejection from ports.mailer.send

mailer
  .send('d')
  .then(() => orders.confirm('d'))
  .catch((error) => {});
// ^^^^^ violated: rejection from ports.mailer.send

orders.load('e').then(
//               ^^^^ violated
  (order) => order.ship(),
  () => {},
);

orders.load('f').then((order) => order.ship(), () => {});
//               ^^^^ violated: rejection from ports.orders.load

mailer.send('g').catch(() => {
//               ^^^^^ violated: rejection from ports.mailer.send
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
//                                           ^^^^^ cannot tell: value
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
//                      ^^^^^ shown: best effort
}

tracker.track('seen').catch(() => {});

export function caught(schema: Schema) {
  return schema.catch('default');
}

export function handsOn(done: (error: unknown) => void) {
  mailer.send('k').catch(done);
}
