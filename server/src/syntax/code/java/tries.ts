import { brackets } from '../scanner/lexicon.ts';
import { kinds } from '../scanner/kinds.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { skim } from './expressions.ts';
import { emptiness } from './functions.ts';
import { readHead } from './heads.ts';
import { isKeyword, sign, word } from './lexicon.ts';
import { behindType, type Reading } from './reading.ts';

interface Resource {
  readonly name: number;
  readonly type: Range;
  readonly value: Range;
  readonly whole: Range;
}

/** A `try` in both forms, with its handlers; resources are known in its block, and in the resources behind them. */
export function readTry(reading: Reading): void {
  const { tokens, draft, at } = reading;
  reading.at = at + 1;
  const resources = tokens.isOpen(at + 1, brackets.round) ? readResources(reading) : [];
  const outer = draft.region;
  const open = reading.at;
  if (!tokens.isOpen(open, brackets.curly)) return;
  const body = tokens.span(open, tokens.behind(open));
  const region = draft.open({ kind: 'try', opener: tokens.span(at, at + 1), body });
  for (const resource of resources) noteResource(reading, { resource, region });
  // The resources behind it are made outside of the block, and may use it.
  for (const resource of resources.slice(0, -1)) noteResource(reading, { resource, region: outer });
  reading.enter.block(reading, open);
  draft.close(region);
  while (tokens.isWord(reading.at, word.catch)) {
    const { at: from } = reading;
    readCatch(reading);
    if (reading.at === from) return;
  }
  if (tokens.isWord(reading.at, word.finally)) readFinally(reading);
}

function readResources(reading: Reading): Resource[] {
  const { tokens, at: open } = reading;
  const end = Math.min(tokens.match(open), tokens.count);
  const found: Resource[] = [];
  reading.at = open + 1;
  while (reading.at < end) {
    const first = reading.at;
    readHead(reading);
    const from = reading.at;
    const name = behindType(tokens, from);
    if (name > from && tokens.isName(name) && !isKeyword(tokens.code(name)) && tokens.isSign(name + 1, sign['='])) {
      reading.at = name + 2;
      skim(reading);
      const value = { from: name + 2, to: reading.at };
      found.push({ name, type: { from, to: name }, value, whole: { from: first, to: reading.at } });
    } else skim(reading);
    if (reading.at === first || tokens.kind(reading.at) === kinds.sign) reading.at++;
  }
  reading.at = tokens.behind(open);
  return found;
}

function noteResource({ tokens, draft }: Reading, given: { resource: Resource; region: number }): void {
  const { name, type, value, whole } = given.resource;
  const written = tokens.slice(type.from, type.to);
  draft.binding({
    targets: [{ from: name, to: name + 1 }],
    how: 'with',
    type: written === 'var' ? undefined : written,
    value,
    span: whole,
    region: given.region,
  });
}

/** `catch` with its types and name. */
function readCatch(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const list = at + 1;
  const open = tokens.isOpen(list, brackets.round) ? tokens.behind(list) : list;
  if (!tokens.isOpen(open, brackets.curly)) return;
  reading.at = list + 1;
  readHead(reading);
  const types: string[] = [];
  let next = reading.at;
  while (next < tokens.match(list)) {
    const behind = behindType(tokens, next);
    if (behind === next) break;
    types.push(tokens.slice(next, behind));
    next = behind;
    if (!tokens.isSign(next, sign['|'])) break;
    next++;
  }
  const name = tokens.isName(next) ? tokens.word(next) : undefined;
  const range = { from: open + 1, to: tokens.match(open) };
  const region = draft.open({
    kind: 'handler',
    opener: tokens.span(at, at + 1),
    body: tokens.span(open, tokens.behind(open)),
    caught: { ...(name === undefined ? {} : { name }), types, how: 'catch' },
    ...emptiness(tokens, open),
    caughtAt: () => (name === undefined ? [] : usesOf(tokens, { name, range })),
  });
  reading.enter.block(reading, open);
  draft.close(region);
}

/** Where a name is read in a block: as a word that no dot stands before and that is not called. */
function usesOf(tokens: Tokens, { name, range }: { name: string; range: Range }): number[] {
  const found: number[] = [];
  for (let at = range.from; at < range.to; at++) {
    if (!tokens.isName(at) || tokens.isSign(at - 1, sign['.']) || tokens.word(at) !== name) continue;
    found.push(tokens.start(at));
  }
  return found;
}

function readFinally(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const open = at + 1;
  if (!tokens.isOpen(open, brackets.curly)) return;
  const region = draft.open({
    kind: 'finally',
    opener: tokens.span(at, at + 1),
    body: tokens.span(open, tokens.behind(open)),
    ...emptiness(tokens, open),
  });
  reading.enter.block(reading, open);
  draft.close(region);
}
