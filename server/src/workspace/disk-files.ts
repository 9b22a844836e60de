import { readdirSync, realpathSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { Files } from '../rendering/files.ts';
import { isWithin, resolveInside } from './inside.ts';
import { readBoundedSync } from './open-file.ts';
import { decode } from './text.ts';

/** Files below one folder that are listed, and folders that are followed into each other. */
const maxListed = 200_000;
const maxDepth = 40;
/** Bytes of one file: Helm itself takes no larger ones. */
const maxBytes = 5 * 1024 * 1024;

/** The files under an absolute folder, each read and each folder listed once, when it is asked for; no path leads out of it. */
export function openDiskFiles(root: string): Files {
  const texts = new Map<string, string | undefined>();
  const raw = new Map<string, Uint8Array | undefined>();
  const listed = new Map<string, readonly string[]>();
  const bytes = (file: string): Uint8Array | undefined => {
    if (raw.has(file)) return raw.get(file);
    const full = resolveInside(root, file);
    const opened = full === undefined ? undefined : readBoundedSync(full, { max: maxBytes, root });
    const own = opened && 'bytes' in opened ? Uint8Array.from(opened.bytes) : undefined;
    raw.set(file, own);
    return own;
  };
  return {
    bytes,
    text(file) {
      if (texts.has(file)) return texts.get(file);
      const own = bytes(file);
      const decoded = own && decode(own);
      const text = decoded && 'text' in decoded ? decoded.text : undefined;
      texts.set(file, text);
      return text;
    },
    under(folder) {
      const known = listed.get(folder) ?? list(root, folder);
      listed.set(folder, known);
      return known;
    },
  };
}

function list(root: string, folder: string): readonly string[] {
  const files: string[] = [];
  const top = realOf(root) ?? root;
  const walk = (inner: string, within: readonly string[]): void => {
    const full = resolveInside(root, inner);
    if (full === undefined || within.length > maxDepth) return;
    for (const entry of entriesOf(full)) {
      if (files.length >= maxListed) return;
      if (entry.name === '.git' || entry.name === 'node_modules') continue;
      const each = inner === '' ? entry.name : `${inner}/${entry.name}`;
      const kind = entry.isSymbolicLink() ? linked(path.join(full, entry.name)) : entry;
      if (kind?.isFile()) files.push(each);
      else if (kind?.isDirectory()) {
        const real = realOf(path.join(full, entry.name));
        // A link back to a folder that it is in has no end, and one out of the root shows nothing.
        if (real !== undefined && !within.includes(real) && isWithin(top, real)) walk(each, [...within, real]);
      }
    }
  };
  const full = resolveInside(root, folder);
  const real = full === undefined ? undefined : realOf(full);
  if (real !== undefined && isWithin(top, real)) walk(folder, [top, real]);
  return files.sort();
}

function entriesOf(full: string): readonly Dirent[] {
  try {
    return readdirSync(full, { withFileTypes: true });
  } catch {
    return [];
  }
}

function linked(full: string): { isFile(): boolean; isDirectory(): boolean } | undefined {
  try {
    return statSync(full);
  } catch {
    // A link to nothing, or to itself.
    return undefined;
  }
}

function realOf(full: string): string | undefined {
  try {
    return realpathSync(full);
  } catch {
    return undefined;
  }
}
