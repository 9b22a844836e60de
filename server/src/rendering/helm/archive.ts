import { Gunzip } from 'fflate';

/** What an archive holds, or why it is not read. */
export type Unpacked =
  { readonly files: ReadonlyMap<string, Uint8Array>; readonly links: readonly string[] } | { readonly refused: string };

/** Bytes of an archive, unpacked, and files in it; Helm itself takes 100 MB. */
const maxBytes = 32 * 1024 * 1024;
const maxFiles = 5_000;
const block = 512;
const step = 64 * 1024;

class Refused extends Error {}

/** Reads a `.tgz`; links are named and not followed, and no file is outside of the archive's own folder. Never throws. */
export function unpack(bytes: Uint8Array): Unpacked {
  try {
    return readTar(gunzip(bytes));
  } catch (error) {
    return { refused: error instanceof Refused ? error.message : 'it is not a gzip archive' };
  }
}

function gunzip(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw new Refused('it is not a gzip archive');
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const stream = new Gunzip((chunk, last) => {
    isWhole = last;
    length += chunk.length;
    if (length > maxBytes) throw new Refused(`it has more than ${maxBytes / 1024 / 1024} MB when unpacked`);
    chunks.push(chunk);
  });
  // In steps, as a few bytes may give any number of them.
  for (let at = 0; at < bytes.length; at += step) stream.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  if (!isWhole) throw new Refused('it is not all of a gzip archive');
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

// The libraries for this lose the first half of long names (`nanotar`) or need the streams of Node (`tar-stream`).
function readTar(bytes: Uint8Array): Unpacked {
  const files = new Map<string, Uint8Array>();
  const links: string[] = [];
  let longName: string | undefined;
  let entries = 0;
  for (let at = 0; at + block <= bytes.length;) {
    const header = bytes.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) break;
    if (++entries > maxFiles) throw new Refused(`it has more than ${maxFiles} files`);
    const size = octal(header.subarray(124, 136));
    const data = bytes.subarray(at + block, at + block + size);
    if (data.length < size) throw new Refused('it ends in the middle of a file');
    at += block + Math.ceil(size / block) * block;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === 'x') longName = paxPath(data) ?? longName;
    else if (type === 'L') longName = textUntilZero(data);
    else if (type !== 'g' && type !== 'K') {
      const name = cleaned(longName ?? nameOf(header));
      longName = undefined;
      if (type === '1' || type === '2') links.push(name);
      else if (type === '0' || type === '\0' || type === '7') files.set(name, data);
    }
  }
  return { files, links };
}

function nameOf(header: Uint8Array): string {
  const name = textUntilZero(header.subarray(0, 100));
  const isUstar = textUntilZero(header.subarray(257, 262)) === 'ustar' && header[263] !== 0x20;
  const prefix = isUstar ? textUntilZero(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function cleaned(name: string): string {
  const parts = name.replaceAll('\\', '/').split('/');
  if (parts.includes('..') || name.startsWith('/')) throw new Refused(`the path ${name} leads out of it`);
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

function octal(field: Uint8Array): number {
  const text = textUntilZero(field).trim();
  if (!/^[0-7]*$/.test(text)) throw new Refused('the size of a file in it is not a number');
  return text === '' ? 0 : parseInt(text, 8);
}

/** Records of the form `27 path=a/b/c` and a line break, in bytes. */
function paxPath(data: Uint8Array): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < data.length;) {
    const length = parseInt(new TextDecoder().decode(data.subarray(at, at + 20)), 10);
    if (!(length > 0)) break;
    const record = new TextDecoder().decode(data.subarray(at, at + length - 1));
    const match = /^[0-9]+ path=([^]*)$/.exec(record);
    path = match?.[1] ?? path;
    at += length;
  }
  return path;
}

function textUntilZero(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
