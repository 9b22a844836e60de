/** Sorts of characters: what a token that begins with one may be. */
export const sorts = { other: 0, space: 1, line: 2, letter: 3, digit: 4, open: 5, close: 6 } as const;
/** The sort of each ASCII character. */
export const sortOf = new Uint8Array(128);
for (const unit of [9, 11, 12, 13, 32]) sortOf[unit] = sorts.space;
sortOf[10] = sorts.line;
for (let unit = 48; unit < 58; unit++) sortOf[unit] = sorts.digit;
for (let unit = 65; unit < 91; unit++) sortOf[unit] = sortOf[unit + 32] = sorts.letter;
sortOf[95] = sorts.letter;
for (const sign of '([{') sortOf[sign.charCodeAt(0)] = sorts.open;
for (const sign of ')]}') sortOf[sign.charCodeAt(0)] = sorts.close;

/** Spaces above ASCII, separators of lines and the byte-order mark. */
export function isSpace(unit: number): boolean {
  return (
    unit === 0xa0 ||
    unit === 0xfeff ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    (unit >= 0x2000 && unit <= 0x200b) ||
    unit === 0x3000
  );
}

/** An ASCII digit. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Behind a number of any language: digits, letters, `_`, one point, and a sign behind an exponent. */
export function numberEnd(text: string, start: number): number {
  const isHex = text.charCodeAt(start) === 48 && (text.charCodeAt(start + 1) | 32) === 120;
  let at = start;
  let points = 0;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 46) {
      if (points > 0 || text.charCodeAt(at + 1) === 46) break;
      points++;
      continue;
    }
    const sort = unit < 128 ? sortOf[unit] : 0;
    if (sort !== sorts.digit && sort !== sorts.letter) break;
    const exponent = isHex ? 112 : 101;
    const next = text.charCodeAt(at + 1);
    if ((unit | 32) === exponent && (next === 43 || next === 45)) at++;
  }
  return at;
}
