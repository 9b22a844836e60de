import { kinds } from '../scanner/kinds.ts';
import { brackets } from '../scanner/lexicon.ts';
import type { Reading } from './reading.ts';
import { isModifier, sign, word } from './lexicon.ts';
import { behindQualified } from './reading.ts';

/** Annotations and modifiers before a declaration. */
export interface Head {
  readonly annotations: readonly Annotation[];
  readonly isStatic: boolean;
}

/** Where an annotation stands, in tokens. */
export interface Annotation {
  readonly at: number;
  /** Its last name. */
  readonly name: number;
  /** The bracket of its arguments; -1 for none. */
  readonly open: number;
}

/** Goes behind annotations and modifiers. */
export function readHead(reading: Reading): Head {
  const { tokens } = reading;
  const annotations: Annotation[] = [];
  let isStatic = false;
  for (;;) {
    const { at } = reading;
    if (tokens.isSign(at, sign['@']) && tokens.isName(at + 1) && !tokens.isWord(at + 1, word.interface)) {
      const behind = behindQualified(tokens, at + 1);
      const hasArguments = tokens.isOpen(behind, brackets.round);
      annotations.push({ at, name: behind - 1, open: hasArguments ? behind : -1 });
      reading.at = hasArguments ? tokens.behind(behind) : behind;
      continue;
    }
    if (!tokens.isName(at)) break;
    const code = tokens.code(at);
    if (isModifier(code)) {
      // `synchronized (x) {…}` and `default:` are no modifiers.
      if (tokens.kind(at + 1) !== kinds.name && tokens.kind(at + 1) !== kinds.open && !isMore(reading, at + 1)) break;
      if (code === word.static) isStatic = true;
      reading.at = at + 1;
    } else if (code === word.sealed && tokens.isName(at + 1)) reading.at = at + 1;
    else if (code === word.non && tokens.isSign(at + 1, sign['-']) && tokens.isWord(at + 2, word.sealed))
      reading.at = at + 3;
    else break;
  }
  return { annotations, isStatic };
}

function isMore({ tokens }: Reading, at: number): boolean {
  return tokens.isSign(at, sign['@']) || tokens.isSign(at, sign['<']);
}

/** Annotations of classes and methods are calls; those of variables say nothing that a call would. Gives what finds the calls. */
export function noteAnnotations(reading: Reading, { annotations }: Head): number[] {
  return annotations.map(({ at, name, open }) => {
    reading.draft.call({ from: at, callee: at + 1, name, open });
    return open < 0 ? name : open;
  });
}
