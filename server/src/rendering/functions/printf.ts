import type { Str, Value } from '../value.ts';
import type { Budget } from '../values/budget.ts';
import { spend } from '../values/budget.ts';
import { formatFloat } from '../values/floats.ts';
import { becauseNamed, goType, isNamed } from '../values/go-types.ts';
import { sortedEntries } from '../values/keys.ts';
import { str } from '../values/make.ts';
import { concat, slice, sourcesOf } from '../values/text.ts';
import { printed, unknownStr, utf8 } from './printing.ts';
import { mapMatches, quoted } from './quoting.ts';

interface Spec {
  readonly flags: string;
  /** A value in a list or map. */
  readonly isInner?: boolean;
  readonly width?: number;
  readonly precision?: number;
  readonly verb: string;
}

const directive = /%([-+# 0]*)(?:\[(\d+)\])?(\d+|\*)?(?:(\.)(?:\[(\d+)\])?(\d+|\*)?)?(?:\[(\d+)\])?([\s\S])?/g;
const maxWidth = 1_000_000;

/** Go's `fmt.Sprintf`. */
export function sprintf(format: Str, { args, budget }: { args: readonly Value[]; budget: Budget }): Str {
  const parts: (Str | string)[] = [];
  let at = 0;
  let next = 0;
  let reordered = false;
  const take = (): Value | undefined => args[next++];
  const jump = (index: string | undefined) => {
    if (index === undefined) return;
    next = Number(index) - 1;
    reordered = true;
  };
  for (const match of format.text.matchAll(directive)) {
    const [whole, flags = '', first, width, point, second, precision, third, verb] = match;
    parts.push(slice(format, { start: at, end: match.index }));
    at = match.index + whole.length;
    if (verb === undefined) {
      parts.push('%!(NOVERB)');
      continue;
    }
    jump(first);
    const size = width === '*' ? starred(take()) : width === undefined ? undefined : Number(width);
    jump(second);
    const digits = point === undefined ? undefined : precision === '*' ? starred(take()) : Number(precision ?? 0);
    jump(third);
    if (verb === '%') {
      parts.push('%');
      continue;
    }
    const isLeft = size !== undefined && size < 0;
    const spec: Spec = {
      flags: isLeft ? `${flags}-` : flags,
      ...(size === undefined ? {} : { width: Math.min(Math.abs(size), maxWidth) }),
      ...(digits === undefined || digits < 0 ? {} : { precision: Math.min(digits, maxWidth) }),
      verb,
    };
    const value = next < args.length && next >= 0 ? take() : undefined;
    if (!value) parts.push(reordered && next < 0 ? `%!${verb}(BADINDEX)` : `%!${verb}(MISSING)`);
    else parts.push(formatted(value, { spec, budget }));
  }
  parts.push(slice(format, { start: at }));
  if (!reordered && next < args.length) {
    parts.push('%!(EXTRA ');
    for (const [i, value] of args.slice(next).entries()) {
      parts.push(i > 0 ? ', ' : '');
      if (value.type === 'nil') parts.push('<nil>');
      else if (value.type === 'unknown') parts.push(unknownStr(value));
      else parts.push(typeText(value), '=', printed(value, budget));
    }
    parts.push(')');
  }
  return concat(parts);
}

function starred(value: Value | undefined): number | undefined {
  return value?.type === 'int' ? value.value : undefined;
}

/** One value by one directive. */
function formatted(value: Value, { spec, budget }: { spec: Spec; budget: Budget }): Str {
  spend(budget, 1);
  const { verb } = spec;
  if (value.type === 'unknown') return unknownStr(value);
  if (verb === 'T') return isNamed(value) ? typeText(value) : padded(typeText(value), spec);
  if (value.type === 'nil') {
    if (spec.isInner) return str('<nil>', value.from);
    return verb === 'v' ? padded(str('<nil>', value.from), spec) : str(`%!${verb}(<nil>)`);
  }
  if (value.type === 'dict' && value.shown !== undefined && /[svq]/.test(verb)) {
    return ofString(str(value.shown, value.from), { spec, budget });
  }
  const inner = { spec: { ...spec, isInner: true }, budget };
  if (isRare(value, spec)) {
    return unknownStr({ because: `Production Readiness does not print %${spec.flags}${verb}`, from: value.from });
  }
  switch (value.type) {
    case 'bool':
      return /[tv]/.test(verb) ? padded(str(String(value.value), value.from), spec) : bad(value, { spec, budget });
    case 'int':
      return ofInt(value.value, { spec, budget, value });
    case 'float':
      return ofFloat(value.value, { spec, budget, value });
    case 'string':
      return ofString(value, { spec, budget });
    case 'list': {
      const items = value.items.map((item) => formatted(item, inner));
      return concat(['[', ...items.flatMap((item, i) => (i > 0 ? [' ', item] : [item])), ']']);
    }
    case 'dict': {
      const entries = sortedEntries(value).flatMap(([key, item], i) => [
        i > 0 ? ' ' : '',
        formatted(str(key, item.from), inner),
        ':',
        formatted(item, inner),
      ]);
      return concat(['map[', ...entries, ']']);
    }
  }
}

/** Go's own notation of lists, maps and floats, which no manifest holds. */
function isRare({ type }: Value, { verb, flags }: Spec): boolean {
  if (type === 'float') return /[xXbp]/.test(verb) || (verb === 'v' && flags.includes('#'));
  return (type === 'list' || type === 'dict') && verb === 'v' && flags.includes('#');
}

interface Given {
  readonly spec: Spec;
  readonly budget: Budget;
}

function typeText(value: Value): Str {
  return isNamed(value) ? unknownStr({ because: becauseNamed }) : str(goType(value));
}

function bad(value: Value, { spec, budget }: Given): Str {
  return concat([
    `%!${spec.verb}(`,
    typeText(value),
    '=',
    formatted(value, { spec: { ...spec, verb: 'v' }, budget }),
    ')',
  ]);
}

function ofString(value: Str, { spec, budget }: Given): Str {
  const { verb, precision } = spec;
  const cut = precision === undefined ? value : slice(value, { start: 0, end: unitsOf(value.text, precision) });
  switch (verb) {
    case 's':
    case 'v':
      return padded(spec.flags.includes('#') && verb === 'v' ? quoted(cut) : cut, spec);
    case 'q':
      return padded(spec.flags.includes('#') && !cut.text.includes('`') ? concat(['`', cut, '`']) : quoted(cut), spec);
    case 'x':
    case 'X': {
      const hex = [...utf8(value.text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return padded(str(verb === 'X' ? hex.toUpperCase() : hex, sourcesOf(value)), spec);
    }
    default:
      return bad(value, { spec, budget });
  }
}

/** UTF-16 units of the first characters of a text. */
function unitsOf(text: string, characters: number): number {
  if (text.length <= characters) return text.length;
  return Array.from(text).slice(0, characters).join('').length;
}

const bases: Readonly<Record<string, number>> = { d: 10, v: 10, b: 2, o: 8, O: 8, x: 16, X: 16 };

function ofInt(number: number, { spec, budget, value }: Given & { value: Value }): Str {
  const { verb, flags } = spec;
  if (verb === 'c') return padded(str(String.fromCodePoint(codePoint(number)), value.from), spec);
  if (verb === 'q') {
    const letter = quoted(str(String.fromCodePoint(codePoint(number)))).text.slice(1, -1);
    return padded(str(`'${letter === '\\"' ? '"' : letter === "'" ? "\\'" : letter}'`, value.from), spec);
  }
  if (verb === 'U') return padded(str(`U+${number.toString(16).toUpperCase().padStart(4, '0')}`, value.from), spec);
  const base = bases[verb];
  if (base === undefined) return bad(value, { spec, budget });
  let digits = Math.abs(number).toString(base);
  if (verb === 'X') digits = digits.toUpperCase();
  if (spec.precision !== undefined) digits = digits.padStart(spec.precision, '0');
  const prefix = verb === 'O' ? '0o' : flags.includes('#') ? (prefixes[verb] ?? '') : '';
  return numeric({ sign: signOf(number < 0, flags), digits: prefix + digits, value, spec });
}

const prefixes: Readonly<Record<string, string>> = { b: '0b', o: '0', x: '0x', X: '0X' };

function codePoint(number: number): number {
  return number >= 0 && number <= 0x10ffff && Number.isInteger(number) ? number : 0xfffd;
}

function ofFloat(number: number, { spec, budget, value }: Given & { value: Value }): Str {
  const { verb, precision } = spec;
  const isUpper = /[EFG]/.test(verb) && verb !== 'F';
  const kind = verb === 'v' ? 'g' : verb.toLowerCase();
  if (kind !== 'e' && kind !== 'f' && kind !== 'g') return bad(value, { spec, budget });
  const written = formatFloat(Math.abs(number), { verb: kind, precision: precision ?? (kind === 'g' ? -1 : 6) });
  const isNegative = number < 0 || Object.is(number, -0);
  return numeric({
    sign: signOf(isNegative, spec.flags),
    digits: isUpper ? written.toUpperCase() : written,
    value,
    spec,
  });
}

function signOf(isNegative: boolean, flags: string): string {
  if (isNegative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

interface Digits {
  readonly sign: string;
  readonly digits: string;
  readonly value: Value;
  readonly spec: Spec;
}

function numeric({ sign, digits, value, spec }: Digits): Str {
  const { flags, width = 0 } = spec;
  const zeros = flags.includes('0') && !flags.includes('-') && (value.type === 'float' || spec.precision === undefined);
  const filled = zeros ? digits.padStart(width - sign.length, '0') : digits;
  return padded(str(sign + filled, value.from), spec);
}

function padded(text: Str, { width = 0, flags, verb }: Spec): Str {
  const missing = width - Array.from(text.text).length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return concat([text, ' '.repeat(missing)]);
  const fill = flags.includes('0') && /[sqvxXt]/.test(verb) ? '0' : ' ';
  return concat([fill.repeat(missing), text]);
}

/** Go's `fmt.Sprint`: a space between two operands when neither is a text. */
export function sprint(args: readonly Value[], budget: Budget): Str {
  const parts: (Str | string)[] = [];
  for (const [i, value] of args.entries()) {
    const before = args[i - 1];
    if (before && !isText(before) && !isText(value)) parts.push(' ');
    parts.push(printed(value, budget));
  }
  return concat(parts);
}

/** Go's `fmt.Sprintln`. */
export function sprintln(args: readonly Value[], budget: Budget): Str {
  return concat([
    ...args.flatMap((value, i) => (i > 0 ? [' ', printed(value, budget)] : [printed(value, budget)])),
    '\n',
  ]);
}

function isText(value: Value): boolean {
  return value.type === 'string' && !value.bytes;
}

const html: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '\0': '\uFFFD',
};

/** Go's `html`. */
export function htmlEscaped(text: Str): Str {
  return mapMatches(text, { pattern: /["'&<>\0]/g, by: (character) => html[character] ?? character });
}

const js: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
};

/** Go's `js`. */
export function jsEscaped(text: Str): Str {
  return mapMatches(text, {
    pattern: /[\\'"<>&=]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu,
    by: (character) => {
      const code = character.codePointAt(0) ?? 0;
      return js[character] ?? `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    },
  });
}
