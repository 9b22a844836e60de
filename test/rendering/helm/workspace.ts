import { gzipSync } from 'fflate';
import type { Files } from '../../../server/src/rendering/files.ts';
import { readValues } from '../../../server/src/rendering/helm/layers.ts';
import type { Dict, Value } from '../../../server/src/rendering/value.ts';

/** A workspace in memory; bytes are files that are no text. */
export function filesOf(contents: Readonly<Record<string, string | Uint8Array>>): Files {
  const files = new Map(Object.entries(contents));
  return {
    text(path) {
      const own = files.get(path);
      return typeof own === 'string' ? own : undefined;
    },
    bytes(path) {
      const own = files.get(path);
      return typeof own === 'string' ? new TextEncoder().encode(own) : own;
    },
    under: (folder) => [...files.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`)).sort(),
  };
}

/** Values of a YAML text. */
export function values(text: string, file = 'values.yaml'): Dict {
  return readValues({ file, text }).values;
}

/** A value as plain data. */
export function plain(value: Value | undefined): unknown {
  switch (value?.type) {
    case 'dict':
      return Object.fromEntries([...value.entries].map(([key, each]) => [key, plain(each)]));
    case 'list':
      return value.items.map(plain);
    case 'string':
      return value.text;
    case 'unknown':
      return `unknown: ${value.because}`;
    case 'nil':
      return null;
    default:
      return value?.value;
  }
}

interface Entry {
  readonly name: string;
  readonly text?: string;
  /** As the header has it: `0` a file, `2` a link, `x` a header for the next. */
  readonly type?: string;
  readonly size?: string;
}

/** A `.tgz` of these entries. */
export function archive(entries: readonly Entry[]): Uint8Array {
  return gzipSync(tar(entries));
}

/** A tar of these entries, with broken sizes where asked for. */
export function tar(entries: readonly Entry[]): Uint8Array {
  const blocks = entries.flatMap(({ name, text = '', type = '0', size }) => {
    const data = new TextEncoder().encode(text);
    const header = new Uint8Array(512);
    const put = (at: number, value: string) => header.set(new TextEncoder().encode(value), at);
    const cut = name.length > 100 ? name.indexOf('/', name.length - 100) : -1;
    put(0, name.slice(cut + 1));
    if (cut > 0) put(345, name.slice(0, cut));
    put(124, size ?? data.length.toString(8).padStart(11, '0'));
    put(156, type);
    put(257, 'ustar\u000000');
    const body = new Uint8Array(Math.ceil(data.length / 512) * 512);
    body.set(data);
    return [header, body];
  });
  const whole = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0) + 1024);
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}
