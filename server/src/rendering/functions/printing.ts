import { unknownText } from '../../model/rendering.ts';
import type { Str, Value } from '../value.ts';
import { spend } from '../values/budget.ts';
import type { Budget } from '../values/budget.ts';
import { overLimit } from '../values/failure.ts';
import { printedFloat } from '../values/floats.ts';
import { sortedEntries } from '../values/keys.ts';
import { str } from '../values/make.ts';
import { concat } from '../values/text.ts';

/** Depth of values that are printed, compared or copied. */
export const maxValueDepth = 200;

/** What Go prints for a value that is missing; Helm takes it out of what it has rendered. */
export const noValue = '<no value>';

/** What stands in a text for a value that is not known. */
export function unknownStr({ because, from }: { because: string; from?: Value['from'] }): Str {
  return str(unknownText, undefined, [
    { start: 0, end: unknownText.length, unknown: because, ...(from ? { from } : {}) },
  ]);
}

/** A value as Go's `%v` prints it, each part with its places. */
export function printed(value: Value, budget: Budget): Str {
  return print(value, { budget, depth: 0 });
}

function print(value: Value, { budget, depth }: { budget: Budget; depth: number }): Str {
  spend(budget, 1);
  if (depth > maxValueDepth) overLimit('a value is nested too deep to print');
  const inner = { budget, depth: depth + 1 };
  switch (value.type) {
    case 'nil':
      return str('<nil>', value.from);
    case 'bool':
      return str(String(value.value), value.from);
    case 'int':
      return str(String(value.value), value.from);
    case 'float':
      return str(printedFloat(value.value), value.from);
    case 'string':
      return value.bytes ? str(`[${utf8(value.text).join(' ')}]`, value.from) : value;
    case 'unknown':
      return unknownStr(value);
    case 'list':
      return concat([
        '[',
        ...value.items.flatMap((item, i) => (i > 0 ? [' ', print(item, inner)] : [print(item, inner)])),
        ']',
      ]);
    case 'dict': {
      if (value.shown !== undefined) return str(value.shown, value.from);
      const parts: (Str | string)[] = ['map['];
      for (const [i, [key, item]] of sortedEntries(value).entries()) {
        parts.push(i > 0 ? ' ' : '', str(key, item.from), ':', print(item, inner));
      }
      return concat([...parts, ']']);
    }
  }
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Sprig's `strval`: a text and bytes as they are, anything else as `%v`. */
export function strval(value: Value, budget: Budget): Str {
  if (value.type === 'string') return str(value.text, value.from, value.pieces);
  return printed(value, budget);
}
