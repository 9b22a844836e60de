/** Code that is not read, because reading it would take far more than any code that people write. */
export class TooMuch extends Error {
  readonly trouble: 'too-deep' | 'too-slow' | 'too-complex';
  constructor(trouble: TooMuch['trouble'], message: string) {
    super(message);
    this.trouble = trouble;
  }
}

/**
 * Most steps of one stage for a text of `length` characters. Counted, so that a result never depends on the machine or its load.
 * Code that people write takes half of it at most in any language, also while it is typed and broken; mostly a tenth.
 */
export interface Allowance {
  readonly stage: string;
  /** Steps that any text may take. */
  readonly base: number;
  /** Steps for each character. */
  readonly perCharacter: number;
}

/**
 * Milliseconds after which a stage ends even where its steps are within bounds: a last resort against a cost that no step counts.
 * A file that ends so is read again at the next opportunity, as its result would depend on the machine.
 */
const lastResort = 30_000;
/** Steps between two looks at the clock. */
const interval = 1024;

/** Begins a stage. The function is called at each step, and throws `TooMuch` when they are too many. */
export function openEffort({ stage, base, perCharacter }: Allowance, length: number): () => void {
  const most = base + length * perCharacter;
  const until = performance.now() + lastResort;
  let steps = 0;
  return () => {
    if (++steps > most) throw new TooMuch('too-complex', `${stage} takes too many steps for a text of its size`);
    if (steps % interval === 0 && performance.now() > until)
      throw new TooMuch('too-slow', `${stage} takes longer than ${lastResort / 1000} seconds`);
  };
}
