import { unknownStr } from '../functions/printing.ts';
import type { Str, Unknowable } from '../value.ts';
import { concat, unknownIn } from '../values/text.ts';
import type { Env } from './frame.ts';
import { attempted } from './attempts.ts';
import { blur } from './journal.ts';

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
  const { results: texts, writes } = attempted(ways, env);
  blur({ writes }, { because: because.because, outer: env.frame.shared.journal });
  const [first] = texts;
  // A way that ends the template is not the one that a deployment takes.
  const isKnown = texts.every((text) => text.text === first?.text && unknownIn(text) === undefined);
  if (first && isKnown) return first;
  return shaped(texts, { because, atLineStart });
}

/** A line of a map or list. */
const yamlLine = /^[ \t]*(- |["']?[\w./-]+["']?:([ \t\r]|$))/m;

/**
 * Whole lines of YAML become a comment, so that those around them can be read; anything else a word.
 */
function shaped(texts: readonly Str[], { because, atLineStart }: Omit<Choice, 'env'>): Str {
  const written = unknownStr(because);
  if (texts.length > 0 && texts.every(({ text }) => text.trim() === '')) return concat([]);
  const shape = texts.find(({ text }) => text.includes('\n'))?.text;
  if (shape === undefined) return written;
  const opens = /^[ \t\r]*\n/.test(shape);
  const isYaml = texts.every(({ text }) => text.trim() === '' || (text.includes('\n') && yamlLine.test(text)));
  const before = opens ? '\n' : '';
  const after = /\n[ \t]*$/.test(shape) ? '\n' : '';
  if (!isYaml) return concat([before, written, after]);
  return !opens && !atLineStart ? written : concat([before, '# ', written, after]);
}
