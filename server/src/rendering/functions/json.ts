import type { Str, Value } from '../value.ts';
import { spend } from '../values/budget.ts';
import type { Budget } from '../values/budget.ts';
import { fail, overLimit } from '../values/failure.ts';
import { jsonFloat } from '../values/floats.ts';
import { openOf, sortedEntries } from '../values/keys.ts';
import { bool, dict, float, list, nil, str, unknown } from '../values/make.ts';
import { concat } from '../values/text.ts';
import { base64 } from './base64.ts';
import { maxValueDepth, unknownStr, utf8 } from './printing.ts';
import { mapMatches } from './quoting.ts';
import { anyArg, textArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';

interface Writing {
  readonly budget: Budget;
  /** `<`, `>` and `&` are escaped, as Go does for pages. */
  readonly html: boolean;
  readonly pretty: boolean;
  readonly depth: number;
}

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

function quotedJson(text: Str, html: boolean): Str {
  const pattern = html ? /["\\<>&\u2028\u2029]|(?![\x7f-\x9f])\p{Cc}/gu : /["\\\u2028\u2029]|(?![\x7f-\x9f])\p{Cc}/gu;
  const escape = (character: string) =>
    short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return concat(['"', mapMatches(text, { pattern, by: escape }), '"']);
}

/** A value as Go's `encoding/json` prints it, each part with its places. */
function json(value: Value, writing: Writing): Str {
  const { budget, depth, pretty } = writing;
  spend(budget, 1);
  if (depth > maxValueDepth) overLimit('a value is nested too deep to print as JSON');
  const inner = { ...writing, depth: depth + 1 };
  const line = pretty ? `\n${'  '.repeat(depth + 1)}` : '';
  const end = pretty ? `\n${'  '.repeat(depth)}` : '';
  switch (value.type) {
    case 'nil':
      return str('null', value.from);
    case 'bool':
    case 'int':
      return str(String(value.value), value.from);
    case 'float':
      if (!Number.isFinite(value.value)) return fail('json: unsupported value');
      return str(jsonFloat(value.value), value.from);
    case 'string':
      return quotedJson(value.bytes ? str(base64(utf8(value.text)), value.from) : value, writing.html);
    case 'unknown':
      return concat(['"', unknownStr(value), '"']);
    case 'list': {
      if (value.items.length === 0) return str(value.none ? 'null' : '[]', value.from);
      return concat([
        '[',
        ...value.items.flatMap((item, i) => [i > 0 ? `,${line}` : line, json(item, inner)]),
        `${end}]`,
      ]);
    }
    case 'dict': {
      if (value.entries.size === 0 && openOf(value) === undefined) return str('{}', value.from);
      const parts = sortedEntries(value).flatMap(([key, item], i) => [
        i > 0 ? `,${line}` : line,
        quotedJson(str(key, item.from), writing.html),
        pretty ? ': ' : ':',
        json(item, inner),
      ]);
      return concat(['{', ...parts, `${end}}`]);
    }
  }
}

function printer({ html, pretty }: { html: boolean; pretty: boolean }): TemplateFunction {
  return {
    params: ['any'],
    keeps: true,
    takesUnknown: true,
    call: (args, { budget }) => json(anyArg(args, 0), { budget, html, pretty, depth: 0 }),
  };
}

/** The value of a JSON text; undefined where it is none. */
function read(text: string): Value | undefined {
  try {
    return valueOf(JSON.parse(text), 0);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function valueOf(value: unknown, depth: number): Value {
  if (depth > maxValueDepth) return overLimit('a JSON text is nested too deep');
  if (Array.isArray(value)) return list(value.map((item: unknown) => valueOf(item, depth + 1)));
  if (typeof value === 'boolean') return bool(value);
  if (typeof value === 'number') return float(value);
  if (typeof value === 'string') return str(value);
  if (typeof value !== 'object' || value === null) return nil();
  return dict(Object.entries(value).map(([key, item]: [string, unknown]) => [key, valueOf(item, depth + 1)] as const));
}

const invalid = unknown('the text of a JSON error depends on the reader');

function reader(take: (value: Value | undefined) => Value): TemplateFunction {
  return { params: ['string'], call: (args) => take(read(textArg(args, 0).text)) };
}

/** Printers and readers of JSON. */
export const jsons: FunctionTable = {
  toJson: printer({ html: true, pretty: false }),
  mustToJson: printer({ html: true, pretty: false }),
  toRawJson: printer({ html: false, pretty: false }),
  mustToRawJson: printer({ html: false, pretty: false }),
  toPrettyJson: printer({ html: true, pretty: true }),
  mustToPrettyJson: printer({ html: true, pretty: true }),
  fromJson: reader((value) =>
    value?.type === 'dict' ? value : value?.type === 'nil' ? dict() : dict([['Error', invalid]]),
  ),
  mustFromJson: reader((value) => value ?? fail('error calling mustFromJson: invalid JSON')),
  fromJsonArray: reader((value) =>
    value?.type === 'list' ? value : value?.type === 'nil' ? list([]) : list([invalid]),
  ),
};
