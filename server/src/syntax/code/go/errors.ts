import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Tokens } from '../scanner/tokens.ts';
import type { Range } from '../shapes.ts';
import { isKeyword, sign, word } from './lexicon.ts';
import type { Reading } from './reading.ts';

const errorName = /^(err|error)s?\d*$|^err[A-Z_0-9]\w*$|^\w*[a-z0-9]Err(or)?\d*$|^Err(or)?$/;
/** Names that speak of errors and hold none. */
const noError =
  /(ch|chan|channel|c|handler|func|fn|log|logger|cb|callback|group|count|msg|message|code|writer|out|map|list)s?$/i;

/** Whether a name is by Go's habit that of an error: a heuristic, as the text has no types. */
export function isErrorName(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return errorName.test(last) && (/^err(or)?s?\d*$/i.test(last) || !noError.test(last) || /Err(or)?\d*$/.test(last));
}

/** How a condition looks at an error. */
export interface ErrorCheck {
  /** The error as written: `err`, `s.err`. */
  readonly name: string;
  /** `err == nil`: the error is in the other branch. */
  readonly negated: boolean;
}

/** The error that a condition compares with nil; undefined when it does not, or only looks at its kind. */
export function errorCheck(tokens: Tokens, condition: Range): ErrorCheck | undefined {
  const { from, to } = bareOf(tokens, condition);
  const sides = sidesOf(tokens, { from, to });
  if (sides.length === 1) return comparison(tokens, { from, to });
  // `err == nil && ok` says nothing about the other branch.
  for (const side of sides) {
    const check = errorCheck(tokens, side);
    if (check && !check.negated && isErrorName(check.name)) return check;
  }
  return undefined;
}

function bareOf(tokens: Tokens, { from, to }: Range): Range {
  let inner = { from, to };
  while (tokens.isOpen(inner.from, brackets.round) && tokens.behind(inner.from) === inner.to)
    inner = { from: inner.from + 1, to: inner.to - 1 };
  return inner;
}

/** What `&&` and `||` join. */
function sidesOf(tokens: Tokens, { from, to }: Range): Range[] {
  const sides: Range[] = [];
  let first = from;
  for (let at = from; at < to; at++) {
    if (tokens.kind(at) === kinds.open) at = Math.max(at, tokens.behind(at) - 1);
    else if (tokens.isSign(at, sign['&&']) || tokens.isSign(at, sign['||'])) {
      sides.push({ from: first, to: at });
      first = at + 1;
    }
  }
  return [...sides, { from: first, to }];
}

/** `err != nil`, `nil == s.err`. */
function comparison(tokens: Tokens, { from, to }: Range): ErrorCheck | undefined {
  const nilFirst = tokens.isWord(from, word.nil);
  const operator = nilFirst ? from + 1 : to - 2;
  const isEqual = tokens.isSign(operator, sign['==']);
  if (!isEqual && !tokens.isSign(operator, sign['!='])) return undefined;
  if (!nilFirst && !tokens.isWord(to - 1, word.nil)) return undefined;
  const subject = nilFirst ? { from: operator + 1, to } : { from, to: operator };
  return isSelector(tokens, subject) ? { name: tokens.slice(subject.from, subject.to), negated: isEqual } : undefined;
}

/** A name, or a member of something. */
function isSelector(tokens: Tokens, { from, to }: Range): boolean {
  if (to <= from || !tokens.isName(to - 1) || isKeyword(tokens.code(to - 1))) return false;
  for (let at = to - 2; at >= from; at--) {
    if (tokens.kind(at) === kinds.close) at = tokens.match(at);
    else if (!tokens.isName(at) && !tokens.isSign(at, sign['.'])) return false;
  }
  return to - from === 1 || tokens.isSign(to - 2, sign['.']);
}

/** Places in a handler's body where the error is read: not where it is only set, nor where the name was declared again. */
export function readsOf({ tokens, writes }: Reading, { name, range }: { name: string; range: Range }): number[] {
  const parts = name.split('.').map((part) => part.trim());
  const found: number[] = [];
  for (let at = range.from; at < range.to; at++) {
    if (tokens.isName(at) && !tokens.isSign(at - 1, sign['.']) && isWritten(tokens, { at, parts })) found.push(at);
  }
  if (found.length === 0) return [];
  const hidden = writes.filter(
    ({ target }) => target.from >= range.from && target.to <= range.to && tokens.slice(target.from, target.to) === name,
  );
  return found
    .filter(
      (at) =>
        !hidden.some(
          ({ target, hides }) =>
            (target.from <= at && at < target.to) || (hides !== undefined && hides.from <= at && at < hides.to),
        ),
    )
    .map((at) => tokens.start(at));
}

function isWritten(tokens: Tokens, { at, parts }: { at: number; parts: readonly string[] }): boolean {
  return parts.every((part, index) => {
    const place = at + index * 2;
    if (index > 0 && !tokens.isSign(place - 1, sign['.'])) return false;
    return tokens.word(place) === part;
  });
}
