import { unknownStr } from '../functions/printing.ts';
import type { Str, Unknowable } from '../value.ts';
import { TemplateFailure } from '../values/failure.ts';
import { concat, unknownIn } from '../values/text.ts';
import type { Env } from './frame.ts';
import { blur, takeBack } from './journal.ts';
import type { Journal } from './journal.ts';

interface Choice {
  readonly env: Env;
  readonly because: Unknowable;
  /** The text goes where a line has not begun. */
  readonly atLineStart: boolean;
}

/**
 * What a branch gives of which it is not known whether it runs: each way is tried and taken back, and what any of them
 * changed becomes unknown. Where all ways write the same, that is what is written.
 */
export function undecided(ways: readonly (() => Str)[], { env, because, atLineStart }: Choice): Str {
  const { shared, scope } = env.frame;
  const outer = shared.journal;
  const texts: Str[] = [];
  const writes: Journal['writes'] = [];
  const size = { names: scope.names.length, nesting: shared.nesting, depth: shared.budget.depth };
  for (const way of ways) {
    const journal: Journal = { writes: [] };
    shared.journal = journal;
    try {
      texts.push(way());
    } catch (error) {
      // It may not run: its mistake is none yet. A bound that is reached ends everything.
      if (!(error instanceof TemplateFailure) || error.problem === 'limit') throw error;
    } finally {
      shared.journal = outer;
      takeBack(journal);
      scope.names.length = Math.min(scope.names.length, size.names);
      scope.values.length = scope.names.length;
      shared.nesting = size.nesting;
      shared.budget.depth = size.depth;
    }
    writes.push(...journal.writes);
  }
  blur({ writes }, { because: because.because, outer });
  const [first] = texts;
  // A way that ends the template is not the one that a deployment takes.
  const isKnown = texts.every((text) => text.text === first?.text && unknownIn(text) === undefined);
  if (first && isKnown) return first;
  return shaped(texts, { because, atLineStart });
}

/**
 * Whole lines become a comment, so that the YAML around them can be read; anything else a word.
 */
function shaped(texts: readonly Str[], { because, atLineStart }: Omit<Choice, 'env'>): Str {
  const written = unknownStr(because);
  const shape = texts.find(({ text }) => text.includes('\n'))?.text;
  if (shape === undefined) return texts.every(({ text }) => text.trim() === '') ? concat([]) : written;
  const opens = /^[ \t\r]*\n/.test(shape);
  if (!opens && !atLineStart) return written;
  return concat([opens ? '\n' : '', '# ', written, /\n[ \t]*$/.test(shape) ? '\n' : '']);
}
