import { setImmediate } from 'node:timers/promises';

/** For long work in a thread that others need, too: awaited at each step, it lets them have a turn every so many milliseconds. */
export function takeTurns(sliceMs = 10): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMs) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
