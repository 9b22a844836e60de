import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64 } from '../functions/base64.ts';
import { utf8 } from '../functions/printing.ts';
import { at, fieldsAt, isNothing, type MapTree, textAt, type Tree } from './tree.ts';

/** The suffix that Kustomize gives to a generated ConfigMap or Secret; undefined where its content is not known. */
export function hashSuffix(object: MapTree): string | undefined {
  const kind = textAt(object, 'kind');
  if (kind !== 'ConfigMap' && kind !== 'Secret') return undefined;
  const data = stringsJson(object, 'data');
  const extra = stringsJson(object, kind === 'Secret' ? 'stringData' : 'binaryData');
  if (data === undefined || extra === undefined) return undefined;
  const parts = [
    ...(kind === 'ConfigMap' && extra !== '""' ? [`"binaryData":${extra}`] : []),
    `"data":${data}`,
    `"kind":${json(kind)}`,
    // Kustomize looks the name up where it never is.
    '"name":""',
    ...(kind === 'Secret' && extra !== '""' ? [`"stringData":${extra}`] : []),
    ...(kind === 'Secret' ? [`"type":${json(textAt(object, 'type') ?? '')}`] : []),
  ];
  return encoded(sha256(utf8(`{${parts.join(',')}}`)));
}

function stringsJson(object: MapTree, name: string): string | undefined {
  const map = at(object, name);
  if (map === undefined) return '""';
  if (map.type !== 'map') return isNothing(map) ? '{}' : undefined;
  const entries: [string, string][] = [];
  for (const [key, { value }] of fieldsAt(object, name)) {
    const text = valueJson(value);
    if (text === undefined) return undefined;
    entries.push([key, text]);
  }
  return `{${entries
    .sort(([a], [b]) => byteOrder(a, b))
    .map(([key, text]) => `${json(key)}:${text}`)
    .join(',')}}`;
}

function valueJson(value: Tree): string | undefined {
  if (value.type !== 'scalar') return undefined;
  if (value.tag === 'str') return json(value.text);
  return value.tag === 'null' ? 'null' : undefined;
}

/** As Go writes JSON: also what a page would take for markup is escaped. */
function json(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function byteOrder(a: string, b: string): number {
  const [left, right] = [utf8(a), utf8(b)];
  const different = left.findIndex((byte, i) => byte !== right[i]);
  return different < 0 ? left.length - right.length : (left[different] ?? 0) - (right[different] ?? -1);
}

const digits: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

function encoded(bytes: Uint8Array): string {
  const hex = bytesToHex(bytes).slice(0, 10);
  return hex.replace(/[013ae]/g, (digit) => digits[digit] ?? digit);
}

/** Base64 as Kustomize writes it into a Secret: lines of 70 signs where there is more than one. */
export function base64Lines(bytes: Uint8Array): string {
  const encodedText = base64(bytes);
  const isLong = Math.floor(encodedText.length / 70) + 1 > 1;
  if (!isLong) return encodedText;
  const lines = encodedText.match(/.{1,70}/g) ?? [];
  return lines.map((line) => `${line}\n`).join('');
}
