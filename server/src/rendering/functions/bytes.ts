/** Go counts the bytes of a text, we count UTF-16 units: the unit at which a byte offset lies, or the start of the character that it is in. */
export function unitAt(text: string, bytes: number): number {
  if (isAscii(text)) return Math.max(0, Math.min(bytes, text.length));
  let left = bytes;
  let unit = 0;
  for (const character of text) {
    left -= sizeOf(character);
    if (left < 0) break;
    unit += character.length;
  }
  return unit;
}

/** Whether a byte offset is between two characters. */
export function isBoundary(text: string, bytes: number): boolean {
  return byteLength(text.slice(0, unitAt(text, bytes))) === bytes;
}

/** The number of bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  if (isAscii(text)) return text.length;
  let length = 0;
  for (const character of text) length += sizeOf(character);
  return length;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

function sizeOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
