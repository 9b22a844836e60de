import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { str } from '../values/make.ts';
import { base32, base64, fromBase32, fromBase64 } from './base64.ts';
import { utf8 } from './printing.ts';
import { textArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';

function ofText(compute: (text: string) => string): TemplateFunction {
  return { params: ['string'], call: (args) => str(compute(textArg(args, 0).text)) };
}

function decoded(bytes: Uint8Array | number, name: string): string {
  if (typeof bytes === 'number') return `illegal ${name} data at input byte ${bytes}`;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** Encodings and hashes. */
export const encoding: FunctionTable = {
  b64enc: ofText((text) => base64(utf8(text))),
  b64dec: ofText((text) => decoded(fromBase64(text), 'base64')),
  b32enc: ofText((text) => base32(utf8(text))),
  b32dec: ofText((text) => decoded(fromBase32(text), 'base32')),
  sha1sum: ofText((text) => bytesToHex(sha1(utf8(text)))),
  sha256sum: ofText((text) => bytesToHex(sha256(utf8(text)))),
  sha512sum: ofText((text) => bytesToHex(sha512(utf8(text)))),
  adler32sum: ofText((text) => String(adler32(utf8(text)))),
};
