import { logger } from './logger';
import { store, mailer } from './ports';

logger.info('started');

export async function one(order: Order) {
  try {
    await store.save(order);
  } catch {}
//  ^^^^^ violated
}

export async function two(order: Order) {
  try {
    await store.save(order);
    await mailer.send(order.email);
  } catch (e) {
//  ^^^^^ violated
    return;
  }
}

export function three(order: Order) {
  mailer.send(order.email).catch(() => {});
//                         ^^^^^ violated
}

export function four(order: Order) {
  store.load(order.id, (err, found) => {
//      ^^^^ violated
    order.found = found;
  });
}
