/** How Go's YAML writes a text: plain, in quotes, or as a block. */
export interface PrintedText {
  readonly style: 'plain' | 'single' | 'double' | 'literal';
  /** For a block its header, then its lines without indentation. */
  readonly text: string;
}

/** Words and forms that a reader of YAML 1.1 takes for something else than text. */
const otherwise =
  /^(?:|~|null|Null|NULL|y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF|true|True|TRUE|false|False|FALSE|<<|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const number =
  /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const date = /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]| )\d\d?:\d\d?:\d\d?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/;

/** Where a text starts, and where its further lines do. */
export interface TextPosition {
  readonly column: number;
  readonly indent: number;
}

/** A text as the value of a field, or as its key where it has no position: a value is folded after 80 columns. */
export function printText(text: string, position?: TextPosition): PrintedText {
  const analysis = analyse(text);
  if (text.includes('\n') && analysis.block && position) return { style: 'literal', text: literal(text) };
  const canBePlain = !text.includes('\n') && !looksOtherwise(text);
  const style = canBePlain && analysis.plain ? 'plain' : canBePlain && analysis.single ? 'single' : 'double';
  return { style, text: written(text, style, position) };
}

const width = 80;

/** Breaks a line at the first blank after the width, as libyaml does. */
function written(text: string, style: 'plain' | 'single' | 'double', position: TextPosition | undefined): string {
  const quote = style === 'plain' ? '' : style === 'single' ? "'" : '"';
  let result = quote;
  let column = (position?.column ?? 0) + quote.length;
  let wasBlank = false;
  const characters = [...text];
  for (const [i, character] of characters.entries()) {
    const isInside = style === 'plain' || (i > 0 && i < characters.length - 1);
    const isNextBlank = characters[i + 1] === ' ';
    if (
      character === ' ' &&
      position &&
      !wasBlank &&
      column > width &&
      isInside &&
      (style === 'double' || !isNextBlank)
    ) {
      const escape = isNextBlank ? '\\' : '';
      result += `\n${' '.repeat(position.indent)}${escape}`;
      column = position.indent + escape.length;
    } else {
      const sign = style === 'double' ? escaped(character) : style === 'single' && character === "'" ? "''" : character;
      result += sign;
      column += sign.length > 1 ? sign.length : 1;
    }
    wasBlank = character === ' ';
  }
  return result + quote;
}

function looksOtherwise(text: string): boolean {
  if (otherwise.test(text)) return true;
  return /^[-+.0-9]/.test(text) && (number.test(text.replaceAll('_', '')) || base60.test(text) || date.test(text));
}

/** What the emitter allows for a text, as libyaml decides it. */
function analyse(text: string): { plain: boolean; single: boolean; block: boolean } {
  const allowed = { plain: true, single: true, block: true };
  const edge = /^[ \n]|[ \n]$/.test(text);
  if (edge || /\n/.test(text)) allowed.plain = false;
  if (text.endsWith(' ')) allowed.block = false;
  if (/\n /.test(text)) allowed.plain = allowed.single = false;
  if (/ \n/.test(text) || unprintable.test(text)) return { plain: false, single: false, block: false };
  if (/^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) allowed.plain = false;
  if (/^[-?:](?:[ \n]|$)/.test(text) || /:(?:[ \n]|$)/.test(text) || /[ \n]#/.test(text)) allowed.plain = false;
  return allowed;
}

/** Everything but printable characters of the basic plane. */
// eslint-disable-next-line no-control-regex
const unprintable = /[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

function literal(text: string): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = text.endsWith('\n') ? (text === '\n' || text.endsWith('\n\n') ? '+' : '') : '-';
  return `|${hint}${chomp}\n${text.endsWith('\n') ? text.slice(0, -1) : text}`;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(character: string): string {
  const escape = escapes[character];
  if (escape !== undefined) return escape;
  return unprintable.test(character) ? numbered(character.codePointAt(0) ?? 0) : character;
}

function numbered(code: number): string {
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** The order of keys in what Go's YAML prints: numbers in names by their value, letters after signs. */
export function compareKeys(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [l, r] = [left[i] ?? '', right[i] ?? ''];
    if (l === r) continue;
    const [isLetter, isOther] = [/\p{L}/u.test(l), /\p{L}/u.test(r)];
    if (isLetter && isOther) return codeOf(l) - codeOf(r);
    if (isLetter || isOther) return isOther ? -1 : 1;
    const [numberL, numberR] = [digitsFrom(left, i), digitsFrom(right, i)];
    const afterDigit = (l === '0' || r === '0') && hasDigitBefore(left, i);
    const [valueL, valueR] = [
      Number(`${afterDigit ? '1' : ''}${numberL}`),
      Number(`${afterDigit ? '1' : ''}${numberR}`),
    ];
    if (valueL !== valueR) return valueL - valueR;
    if (numberL.length !== numberR.length) return numberL.length - numberR.length;
    return codeOf(l) - codeOf(r);
  }
  return left.length - right.length;
}

function digitsFrom(characters: readonly string[], start: number): string {
  let digits = '';
  for (let i = start; /^\d$/.test(characters[i] ?? ''); i++) digits += characters[i] ?? '';
  return digits;
}

function hasDigitBefore(characters: readonly string[], end: number): boolean {
  for (let i = end - 1; i >= 0 && /^\d$/.test(characters[i] ?? ''); i--) if (characters[i] !== '0') return true;
  return false;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
