import type { Span } from '../../model/span.ts';
import type { NumberOperand } from './nodes.ts';
import { goInteger } from '../values/numbers.ts';
import { SyntaxFailure } from './tokens.ts';

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};
const escapes = /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.?))/gs;

/** The text of a Go string literal, `"…"` or raw; throws a `SyntaxFailure` at `span`. */
export function stringLiteral(written: string, span: Span): string {
  const inner = written.slice(1, -1);
  return written.startsWith('`') ? inner.replaceAll('\r', '') : unescaped(inner, { span, refused: "'" });
}

function unescaped(inner: string, { span, refused }: { span: Span; refused: string }): string {
  return inner.replace(escapes, (...match: (string | undefined)[]) => {
    const [, letter, hex, octal, short, long] = match;
    if (letter !== undefined && letter !== refused) return simple[letter] ?? letter;
    const digits = hex ?? short ?? long;
    const code = digits === undefined ? parseInt(octal ?? '', 8) : parseInt(digits, 16);
    if (Number.isNaN(code) || code > 0x10ffff || (octal !== undefined && code > 0xff)) {
      throw new SyntaxFailure('invalid syntax in a string', span);
    }
    return String.fromCodePoint(code);
  });
}

/** A number or a character as Go's templates read it; throws a `SyntaxFailure`. */
export function numberLiteral(written: string, span: Span): NumberOperand {
  if (written.startsWith("'")) {
    const [...characters] = unescaped(written.slice(1, -1), { span, refused: '"' });
    const code = characters.length === 1 ? characters[0]?.codePointAt(0) : undefined;
    if (code === undefined) throw new SyntaxFailure(`malformed character constant: ${written}`, span);
    return { type: 'number', written, int: code, float: code, span };
  }
  const plain = underscoresAllowed(written) ? written.replaceAll('_', '') : written;
  const whole = goInteger(plain);
  if (whole !== undefined) {
    if (whole >= 2n ** 63n) throw new SyntaxFailure(`integer overflow: ${written}`, span);
    return { type: 'number', written, int: Number(whole), float: Number(whole), span };
  }
  const decimal = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(plain);
  const value = decimal ? Number(plain) : hexFloat(plain);
  if (value === undefined || !Number.isFinite(value)) throw new SyntaxFailure(`bad number syntax: "${written}"`, span);
  if (decimal && !/[.eE]/.test(plain)) throw new SyntaxFailure(`integer overflow: ${written}`, span);
  return { type: 'number', written, float: value, ...(Number.isSafeInteger(value) ? { int: value } : {}), span };
}

/** Go takes them between digits only. */
function underscoresAllowed(written: string): boolean {
  return /^[-+]?(0[xXoObB]_?)?[0-9a-fA-F]+(_[0-9a-fA-F]+)*([.eEpP].*)?$/.test(written);
}

function hexFloat(text: string): number | undefined {
  const match = /^([-+]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([-+]?\d+)$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', rest = '', power = '0'] = match;
  if (whole + rest === '') return undefined;
  const size = parseInt(whole + rest, 16) * 2 ** (Number(power) - 4 * rest.length);
  return sign === '-' ? -size : size;
}

/** Whether a literal gives a float where any value is taken. */
export function isFloatLiteral({ written }: NumberOperand): boolean {
  const hexInteger = /^0[xX]/.test(written) && !/[pP]/.test(written);
  return !written.startsWith("'") && !hexInteger && /[.eEpP]/.test(written);
}
