import { RE2JS } from 're2js';
import { fail } from '../values/failure.ts';
import type { Str, Value } from '../value.ts';
import { bool, str } from '../values/make.ts';
import { replaceRanges, slice, sliceCursor } from '../values/text.ts';
import { rewritten } from './quoting.ts';
import { numberArg, textArg } from './signature.ts';
import type { Calls, FunctionTable, TemplateFunction } from './signature.ts';
import { spend } from '../values/budget.ts';

/** Compiled expressions that are kept; all are compiled again beyond them. */
const maxKept = 200;
const maxPattern = 5000;
const compiled = new Map<string, RE2JS | string>();

function expression(pattern: string): RE2JS {
  let found = compiled.get(pattern);
  if (found === undefined) {
    if (compiled.size >= maxKept) compiled.clear();
    found = compile(pattern);
    compiled.set(pattern, found);
  }
  return typeof found === 'string' ? fail(found) : found;
}

function compile(pattern: string): RE2JS | string {
  if (pattern.length > maxPattern) return 'the regular expression is too long';
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Match {
  readonly start: number;
  readonly end: number;
  readonly group: (name: string) => string;
}

/** All matches as Go finds them: an empty one is not taken right behind another. */
function matches(pattern: string, { text, most, calls }: { text: string; most: number; calls: Calls }): Match[] {
  const matcher = expression(pattern).matcher(text);
  const found: Match[] = [];
  let last = -1;
  spend(calls.budget, text.length >> 4);
  while ((most < 0 || found.length < most) && matcher.find()) {
    spend(calls.budget, 1);
    const start = matcher.start();
    const end = matcher.end();
    if (start === end && start === last) continue;
    last = end;
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_none, i) => matcher.group(i) ?? '');
    const names = matcher.namedGroups;
    found.push({
      start,
      end,
      group: (name) => groups[/^\d+$/.test(name) ? Number(name) : (names[name] ?? -1)] ?? '',
    });
  }
  return found;
}

/** `$1` and `${name}` as Go expands them: the longest name counts. */
function expanded(template: string, { group }: Match): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
    if (whole === '$$') return '$';
    return group(bare ?? braced ?? '');
  });
}

/** Go has no list where there is nothing. */
function texts(items: readonly Value[]): Value {
  return { type: 'list', of: 'string', items, ...(items.length === 0 ? { none: true } : {}) };
}

const match: TemplateFunction = {
  params: ['string', 'string'],
  call: (args, { budget }) => {
    const { text } = textArg(args, 1);
    spend(budget, text.length >> 4);
    return bool(expression(textArg(args, 0).text).matcher(text).find());
  },
};

/** Sprig takes an expression with a mistake for one that does not match. */
const quietMatch: TemplateFunction = {
  ...match,
  call: (args, calls) => (typeof compile(textArg(args, 0).text) === 'string' ? bool(false) : match.call(args, calls)),
};

const findAll: TemplateFunction = {
  params: ['string', 'string', 'int'],
  call: (args, calls) => {
    const text = textArg(args, 1);
    const most = numberArg(args, 2);
    const found = matches(textArg(args, 0).text, { text: text.text, most, calls });
    const cut = sliceCursor(text);
    return texts(found.map(({ start, end }) => cut(start, end)));
  },
};

const find: TemplateFunction = {
  params: ['string', 'string'],
  call: (args, calls) => {
    const text = textArg(args, 1);
    const [first] = matches(textArg(args, 0).text, { text: text.text, most: 1, calls });
    return first ? slice(text, { start: first.start, end: first.end }) : str('');
  },
};

function replacing(by: (template: string, match: Match) => string): TemplateFunction {
  return {
    params: ['string', 'string', 'string'],
    call: (args, calls) => {
      const text = textArg(args, 1);
      const found = matches(textArg(args, 0).text, { text: text.text, most: -1, calls });
      return replaceRanges(
        text,
        found.map((each) => ({
          start: each.start,
          end: each.end,
          by: replacement(text, { match: each, by: by(textArg(args, 2).text, each) }),
        })),
      );
    },
  };
}

function replacement(text: Str, { match: { start, end }, by }: { match: Match; by: string }): Str {
  return start === end ? str(by) : rewritten(slice(text, { start, end }), by);
}

const split: TemplateFunction = {
  params: ['string', 'string', 'int'],
  call: (args, calls) => {
    const text = textArg(args, 1);
    const most = numberArg(args, 2);
    if (most === 0) return texts([]);
    const { text: pattern } = textArg(args, 0);
    if (pattern !== '' && text.text === '') return texts([str('')]);
    const parts: Str[] = [];
    let start = 0;
    let end = 0;
    for (const found of matches(pattern, { text: text.text, most, calls })) {
      if (most > 0 && parts.length === most - 1) break;
      end = found.start;
      if (found.end !== 0) parts.push(slice(text, { start, end }));
      start = found.end;
    }
    if (end !== text.text.length) parts.push(slice(text, { start }));
    return texts(parts);
  },
};

const replaceAll = replacing(expanded);
const replaceLiteral = replacing((template) => template);
const quoteMeta: TemplateFunction = {
  params: ['string'],
  call: (args) => str(textArg(args, 0).text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};

/** Sprig's regular expressions, in Go's dialect and in linear time. */
export const regularExpressions: FunctionTable = {
  regexMatch: quietMatch,
  mustRegexMatch: match,
  regexFindAll: findAll,
  mustRegexFindAll: findAll,
  regexFind: find,
  mustRegexFind: find,
  regexReplaceAll: replaceAll,
  mustRegexReplaceAll: replaceAll,
  regexReplaceAllLiteral: replaceLiteral,
  mustRegexReplaceAllLiteral: replaceLiteral,
  regexSplit: split,
  mustRegexSplit: split,
  regexQuoteMeta: quoteMeta,
};
