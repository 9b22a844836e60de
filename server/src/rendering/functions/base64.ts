/** Bytes in base 64. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunk) binary += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(binary);
}

const chunk = 8192;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes in base 32, with padding. */
export function base32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31] ?? '';
    }
  }
  if (bits > 0) text += alphabet[(held << (5 - bits)) & 31] ?? '';
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/** The bytes of a text in base 64; the offset of the first mistake where it is none. */
export function fromBase64(text: string): Uint8Array | number {
  const plain = text.replaceAll(/[\r\n]/g, '');
  const wrong = /[^A-Za-z0-9+/]/.exec(plain.replace(/={1,2}$/, ''));
  if (wrong) return wrong.index;
  if (plain.length % 4 !== 0) return plain.length - (plain.length % 4);
  return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
}

/** The bytes of a text in base 32; the offset of the first mistake where it is none. */
export function fromBase32(text: string): Uint8Array | number {
  const plain = text.replaceAll(/[\r\n]/g, '');
  const digits = plain.replace(/=+$/, '');
  const wrong = /[^A-Z2-7]/.exec(digits);
  if (wrong) return wrong.index;
  if (plain.length % 8 !== 0) return plain.length - (plain.length % 8);
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    held = ((held << 5) | alphabet.indexOf(digit)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}
