import { logger } from './logger';
import { store, mailer } from './ports';

logger.info('started');

export async function one(order: Order) {
  try {
    await store.save(order);
  } catch (error) {
    logger.error('save failed', error);
  }
}

export async function two(order: Order) {
  try {
    await store.save(order);
    await mailer.send(order.email);
  } catch (e) {
    logger.error('two failed', e);
    return;
  }
}

export function three(order: Order) {
  mailer.send(order.email).catch((error) => {
    logger.error('send failed', error);
  });
}

export function four(order: Order) {
  store.load(order.id, (err, found) => {
    if (err) {
      logger.error('load failed', err);
      return;
    }
    order.found = found;
  });
}
