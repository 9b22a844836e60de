import { readFile, unlink } from 'node:fs/promises';
import { logger } from './logger';
import { store, mailer, queue, metrics } from './ports';

export async function nothing(order: Order) {
  try {
    await store.save(order);
  } catch {}
//  ^^^^^ violated: ports.store.save is caught
}

export async function nothingButAName(order: Order) {
  try {
    await store.save(order);
    await queue.publish('orders', order);
  } catch (e) {
//  ^^^^^ violated: error is caught
  }
}

export async function putOff(order: Order) {
  try {
    await store.save(order);
  } catch (e) {
//  ^^^^^ violated: error from ports.store.save
    // TODO: handle this
  }
}

export async function switchedOff(order: Order) {
  try {
    await store.save(order);
  } catch (e) {
//  ^^^^^ violated: error from ports.store.save
    // console.error(e);
  }
}

export async function leavesSilently(order: Order): Promise<void> {
  try {
    await mailer.send(order.email);
  } catch (e) {
//  ^^^^^ violated: error from ports.mailer.send
    return;
  }
}

export async function skipsSilently(orders: Order[]) {
  for (const order of orders) {
    try {
      await store.save(order);
    } catch {
//    ^^^^^ violated: skipped
      continue;
    }
  }
}

export async function silencedElsewhere(order: Order) {
  try {
    await store.save(order);
    // eslint-disable-next-line no-empty
  } catch {}
//  ^^^^^ cannot tell: warning
}

export async function statesWhy(order: Order) {
  try {
    await store.warm(order);
  } catch {
//  ^^^^^ shown: why the error
    // The cache fills itself with the next read.
  }
}

export async function statesWhyBehind(order: Order) {
  try {
    await store.warm(order);
  } catch {} // the cache fills itself with the next read
}

export async function logs(order: Order) {
  try {
    await store.save(order);
  } catch (error) {
//  ^^^^^ shown: is logged or counted
    logger.error('order not saved', error);
  }
}

export async function counts(order: Order) {
  try {
    await store.save(order);
  } catch {
//  ^^^^^ shown: is logged or counted
    metrics.saveErrors.inc();
  }
}

export async function raisesAgain(order: Order) {
  try {
    await store.save(order);
  } catch (error) {
//  ^^^^^ shown: error from store.save
    throw new Error('order not saved', { cause: error });
  }
}

export async function usesIt(order: Order) {
  try {
    await store.save(order);
  } catch (error) {
//  ^^^^^ shown: is used
    order.problem = error;
  }
}

export async function takesItApart(order: Order) {
  try {
    await store.save(order);
  } catch ({ message }) {
    order.problem = message;
  }
}

export async function expectsOneCode(path: string) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
//  ^^^^^ shown
    if (error.code !== 'ENOENT') throw error;
    return '';
  }
}

export async function triesToRemove(path: string) {
  try {
    await unlink(path);
  } catch {}
//  ^^^^^ shown: best effort
}

export async function triesToClose(client: Client) {
  try {
    await client.close();
  } catch {}
}

export function asksForAModule() {
  try {
    return require('optional-native-addon');
  } catch {}
//  ^^^^^ shown: whether something
  return undefined;
}

export function asksTheBrowser() {
  try {
    window.localStorage.setItem('probe', '1');
    return true;
  } catch {
    return false;
  }
}

export function parsesOr(text: string) {
  try {
    return JSON.parse(text);
  } catch {}
//  ^^^^^ shown: if JSON.parse fails, another
  return {};
}

export function parsesOrNull(text: string) {
  try {
    return new URL(text.trim());
  } catch {
    return null;
  }
}

export async function answersSomething(id: string) {
  try {
    return await store.load(id);
  } catch {
//  ^^^^^ cannot tell: value
    return null;
  }
}

export async function answersTheRequest(req: Request, res: Response) {
  try {
    res.json(await store.load(req.params.id));
  } catch {
//  ^^^^^ cannot tell: counted
    res.status(500).send('sorry');
  }
}

export async function endsTheProcess() {
  try {
    await store.connect();
  } catch {
//  ^^^^^ shown: ends the process
    process.exit(1);
  }
}

export function asksForTheFirst(ids: string[]) {
  try {
    return store.first(ids);
  } catch {
//  ^^^^^ cannot tell: value
    return;
  }
}

export function parsesInto(text: string) {
  let url = base;
  try {
    url = new URL(text);
  } catch {}
//  ^^^^^ shown: if URL fails, another
  return url;
}

export function asksForSomethingAndSaves(path: string) {
  try {
    if (existsSync(path)) store.save(path);
  } catch {}
//  ^^^^^ violated: error is caught
}
