import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { readParentheses } from './inside.ts';
import { emptiness } from './functions.ts';
import { isAccess } from './lexicon.ts';
import { word } from './words.ts';
import { kinds } from '../scanner/kinds.ts';
import { behindType, type Reading } from './reading.ts';

/** A `try` with its handlers. */
export function readTry(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const open = at + 1;
  reading.at = open;
  if (!tokens.isOpen(open, brackets.curly)) return;
  const region = draft.open({
    kind: 'try',
    opener: tokens.span(at, at + 1),
    body: tokens.span(open, tokens.behind(open)),
  });
  reading.enter.block(reading, open);
  draft.close(region);
  while (tokens.isWord(reading.at, word.catch)) {
    const { at: from } = reading;
    readCatch(reading);
    if (reading.at === from) return;
  }
  if (tokens.isWord(reading.at, word.finally)) readFinally(reading);
}

/** `catch`, `catch (T e)`, `catch (T e) when (…)`. */
function readCatch(reading: Reading): void {
  const { tokens, draft, at } = reading;
  const list = tokens.isOpen(at + 1, brackets.round) ? at + 1 : -1;
  const when = list < 0 ? at + 1 : tokens.behind(list);
  const isChosen = tokens.isWord(when, word.when) && tokens.isOpen(when + 1, brackets.round);
  const open = isChosen ? tokens.behind(when + 1) : when;
  if (!tokens.isOpen(open, brackets.curly)) return;
  const type = list < 0 ? -1 : behindType(tokens, list + 1);
  const types = type > list + 1 ? [tokens.slice(list + 1, type)] : [];
  const name = type > list + 1 && tokens.isName(type) ? tokens.word(type) : undefined;
  const range = { from: list < 0 ? open + 1 : when, to: tokens.match(open) };
  const region = draft.open({
    kind: 'handler',
    opener: tokens.span(at, at + 1),
    body: tokens.span(open, tokens.behind(open)),
    caught: { ...(name === undefined ? {} : { name }), types, how: 'catch' },
    ...emptiness(tokens, open),
    caughtAt: () => (name === undefined ? [] : usesOf(tokens, { name, range })),
  });
  if (isChosen) {
    reading.at = when + 1;
    readParentheses(reading);
  }
  reading.enter.block(reading, open);
  draft.close(region);
}

/** Where a name is read: as a word that no dot stands before. */
function usesOf(tokens: Tokens, { name, range }: { name: string; range: Range }): number[] {
  const found: number[] = [];
  for (let at = range.from; at < range.to; at++) {
    const isMember = tokens.kind(at - 1) === kinds.sign && isAccess(tokens.code(at - 1));
    if (tokens.isName(at) && !isMember && tokens.word(at) === name) found.push(tokens.start(at));
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
