/** Code that is not read, because reading it would take far more than any code that people write. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
  readonly trouble: 'too-deep' | 'too-complex';
  constructor(trouble: TooMuch['trouble'], message: string) {
    super(message);
    this.trouble = trouble;
  }
}

/** What stopped a reading; also across copies of this module, as front ends are loaded late. */
export function asTooMuch(error: unknown): TooMuch | undefined {
  return error instanceof Error && error.name === 'TooMuch' ? (error as TooMuch) : undefined;
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

/** Begins a stage. The function is called at each step, and throws `TooMuch` when they are too many. */
export function openEffort({ stage, base, perCharacter }: Allowance, length: number): () => void {
  const most = base + length * perCharacter;
  let steps = 0;
  return () => {
    if (++steps > most) throw new TooMuch('too-complex', `${stage} takes too many steps for a text of its size`);
  };
}
