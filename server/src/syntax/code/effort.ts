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
  /** A step may take milliseconds: the clock is looked at with each. */
  readonly heavy?: true;
}

/**
 * Milliseconds after which a stage ends even where its steps are within bounds: a last resort against steps that get more and
 * more expensive, as those of the parser do where it recovers from mistakes. Code that people write takes a twentieth of it on a machine
 * that is not busy. A file that ends so is read again at the next opportunity, as its result would depend on the machine.
 */
function lastResort(length: number): number {
  return Math.min(10_000, 800 + length / 200);
}

/** Steps between two looks at the clock. */
const interval = 256;

/** Begins a stage. The function is called at each step, and throws `TooMuch` when they are too many. */
export function openEffort({ stage, base, perCharacter, heavy }: Allowance, length: number): () => void {
  const most = base + length * perCharacter;
  const limit = lastResort(length);
  const until = performance.now() + limit;
  let steps = 0;
  return () => {
    if (++steps > most) throw new TooMuch('too-complex', `${stage} takes too many steps for a text of its size`);
    if ((heavy || steps % interval === 0) && performance.now() > until)
      throw new TooMuch('too-slow', `${stage} takes longer than ${(limit / 1000).toFixed(1)} seconds`);
  };
}

/** Brackets that may be open at one place. People write some dozens; the parser takes the square of their number. */
const maxOpen = 4000;

/** Throws `TooMuch` for a text in which more brackets are open at one place than anybody writes, those in strings and comments counted. */
export function checkNesting(text: string): void {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x28 || unit === 0x5b || unit === 0x7b) {
      if (++open > maxOpen) throw new TooMuch('too-deep', `more than ${maxOpen} brackets are open at one place`);
    } else if ((unit === 0x29 || unit === 0x5d || unit === 0x7d) && open > 0) open--;
  }
}
