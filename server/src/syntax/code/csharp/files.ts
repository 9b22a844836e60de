import { brackets } from '../scanner/lexicon.ts';
import { isClassAt, readClass, readDelegate } from './classes.ts';
import { readHead } from './heads.ts';
import { sign, word } from './words.ts';
import { behindQualified, endOfStatement, readRest, type Reading } from './reading.ts';

/**
 * Namespaces that a project uses without a line for them, by its SDK. Only what packs know in them has a name by that.
 * https://learn.microsoft.com/dotnet/core/project-sdk/overview#implicit-using-directives
 */
const implicit = [
  'System',
  'System.Net.Http',
  'System.Net.Http.Json',
  'System.Threading',
  'Microsoft.AspNetCore.Builder',
  'Microsoft.AspNetCore.Routing',
  'Microsoft.Extensions.Hosting',
  'Microsoft.Extensions.Logging',
];

/** Imports, namespaces and classes of a file; a program may write its statements here. */
export function readFile(reading: Reading): void {
  const span = { start: 0, end: 0 };
  for (const module of implicit) reading.draft.import({ local: '', module, member: '*', span });
  readTop(reading, reading.tokens.count);
}

function readTop(reading: Reading, end: number): void {
  const { tokens } = reading;
  while (reading.at < end) {
    const { at } = reading;
    if (isDirective(reading)) readDirective(reading);
    else if (tokens.isWord(at, word.namespace)) readNamespace(reading);
    else if (tokens.isOpen(at, brackets.square) && isOfAssembly(reading)) reading.at = tokens.behind(at);
    else if (tokens.isWord(at, word.new)) reading.enter.statement(reading);
    else {
      const head = readHead(reading);
      if (isClassAt(reading)) readClass(reading, head);
      else if (tokens.isWord(reading.at, word.delegate) && tokens.isName(reading.at + 1)) readDelegate(reading);
      else {
        reading.at = at;
        reading.enter.statement(reading);
      }
    }
    if (reading.at > at) continue;
    reading.draft.damage();
    reading.at = at + 1;
  }
}

/** `[assembly: …]`. */
function isOfAssembly({ tokens, at }: Reading): boolean {
  return tokens.isName(at + 1) && tokens.isSign(at + 2, sign[':']);
}

/** `namespace A.B;` or `namespace A.B {…}`. */
function readNamespace(reading: Reading): void {
  const { tokens, at } = reading;
  reading.at = behindQualified(tokens, at + 1);
  if (!tokens.isOpen(reading.at, brackets.curly)) return readRest(reading);
  const open = reading.at;
  reading.at = open + 1;
  readTop(reading, Math.min(tokens.match(open), tokens.count));
  reading.at = tokens.behind(open);
  readRest(reading);
}

function isDirective({ tokens, at }: Reading): boolean {
  const using = tokens.isWord(at, word.global) ? at + 1 : at;
  if (!tokens.isWord(using, word.using)) return false;
  if (tokens.isWord(using + 1, word.static) || tokens.isWord(using + 1, word.unsafe)) return true;
  if (!tokens.isName(using + 1)) return false;
  return tokens.isSign(using + 2, sign['=']) || tokens.isSign(behindQualified(tokens, using + 1), sign[';']);
}

/** `using A.B;`, `using static A.B;`, `using C = A.B;`: the module is the namespace, the member what stands in it. */
function readDirective(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const end = endOfStatement(tokens, at);
  let first = tokens.isWord(at, word.global) ? at + 2 : at + 1;
  const isStatic = tokens.isWord(first, word.static);
  if (isStatic) first++;
  reading.at = tokens.isSign(end, sign[';']) ? end + 1 : end;
  const span = tokens.span(at, reading.at);
  const alias = tokens.isSign(first + 1, sign['=']) ? tokens.word(first) : undefined;
  const from = alias === undefined ? first : first + 2;
  const names: string[] = [];
  for (let next = from; next < Math.min(behindQualified(tokens, from), end); next++) {
    if (tokens.isSign(next, sign['::'])) names.length = 0;
    else if (tokens.isName(next)) names.push(tokens.word(next));
  }
  if (alias === undefined && !isStatic) return draft.import({ local: '', module: names.join('.'), member: '*', span });
  const module = names.slice(0, -1).join('.');
  const member = names.at(-1) ?? '';
  if (alias === undefined) return draft.import({ local: '', module, member: `${member}.*`, span });
  draft.import({ local: alias, module, member, span });
}
