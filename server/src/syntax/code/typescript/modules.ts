import type { Value } from '../outline.ts';
import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { sign, word } from './words.ts';
import { isKey, keyAt, readSemicolon, type Reading } from './reading.ts';
import { marks } from './tags.ts';

/** `import` in all its static forms, `import x = require('x')` included; read from the text, of which there is much. */
export function readImport(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const source = sourceOf(tokens, at);
  if (source === undefined) {
    reading.at = at + 1;
    while (reading.at < tokens.count && !tokens.startsLine(reading.at) && !tokens.isSign(reading.at, sign[';']))
      reading.at++;
    return readSemicolon(reading);
  }
  reading.at = source + 1;
  if (tokens.isClose(reading.at, brackets.round)) reading.at++;
  // `with { type: 'json' }`
  const isWith =
    tokens.isWord(reading.at, word.with) || (tokens.isName(reading.at) && tokens.word(reading.at) === 'assert');
  if (isWith && tokens.isOpen(reading.at + 1, brackets.curly)) reading.at = tokens.behind(reading.at + 1);
  readSemicolon(reading);
  const span = tokens.span(at, reading.at);
  const module = tokens.word(source).slice(1, -1);
  const head = tokens.text.slice(span.start, tokens.start(source)).replace(/\/\*[^]*?\*\/|\/\/.*/g, ' ');
  const [, keyword = '', clause = ''] = /^import\b\s*(type\b(?!\s*(?:,|from\b|=)))?([^]*)$/.exec(head) ?? [];
  const add = (local: string, member: string | undefined, typeOnly: boolean) =>
    draft.import({
      local,
      module,
      ...(member === undefined ? {} : { member }),
      ...(typeOnly ? { typeOnly: true as const } : {}),
      span,
    });
  const isType = keyword !== '';
  const required = /^\s*([\w$]+)\s*=\s*require\b/.exec(clause)?.[1];
  if (required !== undefined) return add(required, undefined, isType);
  const brace = clause.indexOf('{');
  const before = brace < 0 ? clause : clause.slice(0, brace);
  const initial = /^\s*([\w$]+)\s*(?:,|from\b|$)/.exec(before)?.[1];
  const namespace = /\*\s*as\s+([\w$]+)/.exec(before)?.[1];
  if (initial === undefined && namespace === undefined && brace < 0) return add('', undefined, false);
  if (initial !== undefined) add(initial, 'default', isType);
  if (namespace !== undefined) add(namespace, undefined, isType);
  if (brace < 0) return;
  for (const specifier of clause.slice(brace + 1, clause.lastIndexOf('}')).split(',')) {
    const found = /^\s*(type\s+(?!as\b\s*\w+\s*$))?([\w$]+|'[^']*'|"[^"]*")(?:\s+as\s+([\w$]+))?\s*$/.exec(specifier);
    const member = found?.[2]?.replace(/^['"]|['"]$/g, '');
    if (found && member !== undefined) add(found[3] ?? member, member, isType || found[1] !== undefined);
  }
}

/** The text that names the module of an import or of an export. */
export function sourceOf(tokens: Tokens, at: number): number | undefined {
  if (tokens.kind(at + 1) === kinds.string) return at + 1;
  for (let next = at + 1; next < tokens.count;) {
    if (tokens.isSign(next, sign[';']) || tokens.kind(next) === kinds.close) return undefined;
    if (tokens.isWord(next, word.from) && tokens.kind(next + 1) === kinds.string) return next + 1;
    if (tokens.isWord(next, word.require) && tokens.isOpen(next + 1, brackets.round))
      return tokens.kind(next + 2) === kinds.string ? next + 2 : undefined;
    const isClause =
      tokens.isName(next) ||
      tokens.isSign(next, sign[',']) ||
      tokens.isSign(next, sign['*']) ||
      tokens.isSign(next, sign['=']);
    if (!isClause && !tokens.isOpen(next, brackets.curly)) return undefined;
    next = tokens.kind(next) === kinds.open ? Math.max(tokens.behind(next), next + 1) : next + 1;
  }
  return undefined;
}

const interop = /^(__importDefault|__importStar|__toESM|_interop\w+)$/;

/** What an expression loads. */
export interface Loaded {
  readonly module: string;
  readonly member?: string;
  /** Behind the expression. */
  readonly behind: number;
}

/** The module that an expression loads: `require('x')`, `await import('x')`, compilers' wrappers of it, and a member read from it in the same expression. */
export function loadedModule(tokens: Tokens, at: number): Loaded | undefined {
  const loaded = loadedAt(tokens, at);
  if (!loaded || !tokens.isSign(loaded.behind, sign['.']) || !tokens.isName(loaded.behind + 1)) return loaded;
  if (loaded.member !== undefined) return loaded;
  return { ...loaded, member: tokens.word(loaded.behind + 1), behind: loaded.behind + 2 };
}

function loadedAt(tokens: Tokens, at: number): Loaded | undefined {
  if (tokens.isWord(at, word.await)) return loadedAt(tokens, at + 1);
  if (tokens.isOpen(at, brackets.round)) {
    const inner = loadedModule(tokens, at + 1);
    return inner && inner.behind === tokens.match(at) ? { ...inner, behind: inner.behind + 1 } : undefined;
  }
  if (!tokens.isName(at)) return undefined;
  const isLoad = tokens.isWord(at, word.require) || tokens.isWord(at, word.import);
  if (!isLoad) {
    const last = tokens.isSign(at + 1, sign['.']) ? at + 2 : at;
    if (!tokens.isOpen(last + 1, brackets.round) || !interop.test(tokens.word(last))) return undefined;
    const inner = loadedModule(tokens, last + 2);
    if (!inner || (inner.behind !== tokens.match(last + 1) && !tokens.isSign(inner.behind, sign[','])))
      return undefined;
    return { ...inner, behind: tokens.behind(last + 1) };
  }
  const open = at + 1;
  if (!tokens.isOpen(open, brackets.round)) return undefined;
  const text = open + 1;
  const isText =
    tokens.kind(text) === kinds.string || (tokens.isOpen(text, marks.template) && tokens.match(text) === text + 1);
  const behindText = tokens.kind(text) === kinds.string ? text + 1 : text + 2;
  if (!isText || (behindText !== tokens.match(open) && !tokens.isSign(behindText, sign[',']))) return undefined;
  const module = tokens.slice(text, behindText).slice(1, -1);
  return module === '' ? undefined : { module, behind: tokens.behind(open) };
}

/** Local names of a module that a variable or a pattern is given become imports. */
export function noteRequired(reading: Reading, given: { target: number; loaded: Loaded; span: Range }): void {
  const { tokens, draft } = reading;
  const { target, loaded } = given;
  const { module, member } = loaded;
  const span = tokens.span(given.span.from, given.span.to);
  const add = (local: string, name?: string) =>
    draft.import({ local, module, ...(name === undefined ? {} : { member: name }), span });
  if (tokens.isName(target)) return add(tokens.word(target), member);
  const end = tokens.match(target);
  for (let at = target + 1; at < end;) {
    if (isKey(tokens, at)) {
      const { name, behind } = keyAt(tokens, at);
      const local = tokens.isSign(behind, sign[':']) ? behind + 1 : at;
      if (tokens.isName(local)) add(tokens.word(local), name);
    }
    while (at < end && !tokens.isSign(at, sign[',']))
      at = tokens.kind(at) === kinds.open ? Math.max(tokens.behind(at), at + 1) : at + 1;
    at++;
  }
}

/** `module.exports = …`, `module.exports.x = …`, `exports.x = …`. */
export function noteCommonJsExport({ tokens, draft }: Reading, given: { target: Range; value: () => Value }): void {
  const { from } = given.target;
  if (!tokens.isWord(from, word.module) && !tokens.isWord(from, word.exports)) return;
  draft.whenFinished(() => {
    const { names, base } = draft.targetOf(given.target);
    if (base !== undefined) return;
    const value = given.value();
    const member =
      names[0] === 'module' && names[1] === 'exports' ? names[2] : names[0] === 'exports' ? names[1] : undefined;
    const depth = names[0] === 'module' ? 3 : 2;
    if (member !== undefined && names.length === depth) {
      const local = value.kind === 'path' && value.path.names.length === 1 && value.path.base === undefined;
      draft.export({ name: member, ...(local ? { local: value.path.names[0] ?? '' } : {}), value });
      return;
    }
    if (names.length !== 2 || names[0] !== 'module' || names[1] !== 'exports') return;
    draft.export({ name: 'default', value });
    if (value.kind !== 'object') return;
    for (const entry of value.entries) {
      if (entry.name !== undefined) draft.export({ name: entry.name, value: entry.value });
    }
  });
}
