import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { str, unknown } from '../values/make.ts';
import { base32, base64, fromBase32, fromBase64 } from './base64.ts';
import { utf8 } from './printing.ts';
import { textArg } from './signature.ts';
import type { FunctionTable, TemplateFunction } from './signature.ts';

function ofText(compute: (text: string) => string): TemplateFunction {
  return { params: ['string'], call: (args) => str(compute(textArg(args, 0).text)) };
}

function decoding(name: string, decode: (text: string) => Uint8Array | undefined): TemplateFunction {
  return {
    params: ['string'],
    call: (args) => {
      const bytes = decode(textArg(args, 0).text);
      if (!bytes) return unknown(`the text is not ${name}, and what Helm prints for it is an error message`);
      try {
        return str(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
      } catch {
        return unknown('the text decodes to bytes that are not UTF-8');
      }
    },
  };
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
  b64dec: decoding('base64', fromBase64),
  b32enc: ofText((text) => base32(utf8(text))),
  b32dec: decoding('base32', fromBase32),
  sha1sum: ofText((text) => bytesToHex(sha1(utf8(text)))),
  sha256sum: ofText((text) => bytesToHex(sha256(utf8(text)))),
  sha512sum: ofText((text) => bytesToHex(sha512(utf8(text)))),
  adler32sum: ofText((text) => String(adler32(utf8(text)))),
};
