import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import { isModifier } from './lexicon.ts';
import { sign, word } from './words.ts';
import { behindQualified, behindTypeArguments, type Reading } from './reading.ts';

/** Attributes and modifiers before a declaration. */
export interface Head {
  readonly attributes: readonly Attribute[];
  readonly isAsync: boolean;
}

/** Where an attribute stands, in tokens. */
export interface Attribute {
  /** Its first name. */
  readonly from: number;
  /** Its last name. */
  readonly name: number;
  /** The bracket of its arguments; -1 for none. */
  readonly open: number;
}

/** Goes behind attributes and modifiers. */
export function readHead(reading: Reading): Head {
  const { tokens } = reading;
  const attributes: Attribute[] = [];
  let isAsync = false;
  for (;;) {
    const { at } = reading;
    if (tokens.isOpen(at, brackets.square)) {
      attributes.push(...attributesIn(reading, at));
      reading.at = tokens.behind(at);
      continue;
    }
    if (!tokens.isName(at) || !isModifier(tokens.code(at))) break;
    // `this[int i]` is an indexer, and `required = 1` a variable.
    const next = tokens.kind(at + 1);
    const isTuple = tokens.isOpen(at + 1, brackets.round) && tokens.isName(tokens.behind(at + 1));
    const isLast =
      next !== kinds.name && !isTuple && !(tokens.isOpen(at + 1, brackets.square) && isBeforeAttribute(reading, at));
    if (isLast) break;
    if (tokens.isWord(at, word.async)) isAsync = true;
    reading.at = at + 1;
  }
  return { attributes, isAsync };
}

function isBeforeAttribute({ tokens }: Reading, at: number): boolean {
  return !tokens.isWord(at, word.this);
}

/** `[A, B(1)]`, `[return: A]`. */
function attributesIn({ tokens }: Reading, open: number): Attribute[] {
  const found: Attribute[] = [];
  const end = Math.min(tokens.match(open), tokens.count);
  for (let at = open + 1; at < end;) {
    if (tokens.isName(at) && tokens.isSign(at + 1, sign[':'])) at += 2;
    if (!tokens.isName(at)) {
      at++;
      continue;
    }
    const name = behindQualified(tokens, at) - 1;
    const behind = tokens.isSign(name + 1, sign['<']) ? behindTypeArguments(tokens, name + 1) : name + 1;
    const hasArguments = tokens.isOpen(behind, brackets.round);
    found.push({ from: at, name, open: hasArguments ? behind : -1 });
    at = hasArguments ? tokens.behind(behind) : behind;
    while (at < end && !tokens.isSign(at, sign[','])) at = tokens.kind(at) === kinds.open ? tokens.behind(at) : at + 1;
  }
  return found;
}

/** Attributes of classes and methods are calls; those of variables say nothing that a call would. Gives what finds the calls. */
export function noteAttributes(reading: Reading, { attributes }: Head): number[] {
  return attributes.map(({ from, name, open }) => {
    reading.draft.call({ from, callee: from, name, open });
    return open < 0 ? name : open;
  });
}
