import { str, unknown } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { numberArg, textArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';

const plainWords = /^[A-Za-z0-9 _-]*$/;

/** Cases of words; for other characters than those of names in ASCII the library has rules that we do not repeat. */
function joined(convert: (words: readonly string[]) => string, name: string): TemplateFunction {
  return {
    params: ['string'],
    call: (args) => {
      const { text } = textArg(args, 0);
      const words = plainWords.test(text) ? wordsOf(text) : undefined;
      return words
        ? str(convert(words))
        : unknown(`Production Readiness does not compute ${name} of this text`, sourcesOf(...args));
    },
  };
}

/** Words between separators and at changes of case; undefined where more than one reading is possible. */
function wordsOf(text: string): readonly string[] | undefined {
  if (/^[ _-]|[ _-]$|[ _-]{2}|[0-9]|[A-Z]{2}/.test(text)) return undefined;
  return text.split(/[ _-]|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== '');
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function abbreviated(text: string, width: number): string {
  const characters = Array.from(text);
  return characters.length <= width ? text : `${characters.slice(0, width - 3).join('')}...`;
}

/** Lines of at most this many characters, broken at spaces; a word that is longer is cut where `cuts` says so. */
function wrapped(
  text: string,
  { width, separator, cuts }: { width: number; separator: string; cuts: boolean },
): string {
  const size = Math.max(width, 1);
  const lines: string[] = [];
  let rest = text;
  while (rest.length > size) {
    if (rest.startsWith(' ')) {
      rest = rest.slice(1);
      continue;
    }
    const space = rest.lastIndexOf(' ', size);
    if (space >= 0) {
      lines.push(rest.slice(0, space));
      rest = rest.slice(space + 1);
    } else if (cuts) {
      lines.push(rest.slice(0, size));
      rest = rest.slice(size);
    } else {
      const next = rest.indexOf(' ', size);
      if (next < 0) break;
      lines.push(rest.slice(0, next));
      rest = rest.slice(next + 1);
    }
  }
  return [...lines, rest].join(separator);
}

/** Sprig's functions that change words. */
export const words: FunctionTable = {
  camelcase: joined((all) => all.map(capital).join(''), 'camelcase'),
  snakecase: joined((all) => all.join('_').toLowerCase(), 'snakecase'),
  kebabcase: joined((all) => all.join('-').toLowerCase(), 'kebabcase'),
  initials: {
    params: ['string'],
    call: (args) => {
      const { text } = textArg(args, 0);
      if (/[^\0-\x7f]/.test(text))
        return unknown('initials breaks up characters that are not ASCII', sourcesOf(...args));
      return str(text.replace(/(\S)\S*\s*/g, '$1').trim());
    },
  },
  abbrev: {
    params: ['int', 'string'],
    call: (args) => {
      const width = numberArg(args, 0);
      const { text } = textArg(args, 1);
      if (/[^\0-\x7f]/.test(text)) return unknown('abbrev counts bytes', sourcesOf(...args));
      return width < 4 ? textArg(args, 1) : str(abbreviated(textArg(args, 1).text, width));
    },
  },
  wrap: {
    params: ['int', 'string'],
    call: (args) => str(wrapped(textArg(args, 1).text, { width: numberArg(args, 0), separator: '\n', cuts: false })),
  },
  wrapWith: {
    params: ['int', 'string', 'string'],
    call: (args) =>
      str(wrapped(textArg(args, 2).text, { width: numberArg(args, 0), separator: textArg(args, 1).text, cuts: true })),
  },
};
