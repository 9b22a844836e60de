/**
 * Longest time that one step of reading a code file may take, in milliseconds: a guard against text that makes it explode.
 * What people write takes a hundredth of it. A short text gets little, as there may be hundreds that repeat one sign.
 */
export function timeLimit(length: number): number {
  return Math.min(10_000, 2000 + length / 100);
}

/** Code that is not read, as nobody writes such: it would take all the time that there is. */
export class TooMuch extends Error {
  readonly trouble: 'too-deep' | 'too-slow';
  constructor(trouble: TooMuch['trouble'], message: string) {
    super(message);
    this.trouble = trouble;
  }
}

/** How often the clock is looked at: once in so many questions. */
const interval = 32;

/** Begins a step now. The function is called often while it goes on, and throws once its time is over. */
export function openWatch(step: string, length: number): () => void {
  const limit = timeLimit(length);
  const until = performance.now() + limit;
  let asked = 0;
  return () => {
    if (++asked % interval === 0 && performance.now() > until) throw tookLonger(step, limit);
  };
}

/** What is said of a step that took longer than its limit. */
export function tookLonger(step: string, limit: number): TooMuch {
  return new TooMuch('too-slow', `${step} took longer than ${(limit / 1000).toFixed(0)} s`);
}
