import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Files } from '../../../server/src/rendering/files.ts';

/** Texts of at most so many bytes; the tools that we compare with read all, the extension does not. */
const maxBytes = 4_000_000;

/** The files of a folder on disk, read when they are asked for and kept. */
export function openFiles(root: string): Files {
  const texts = new Map<string, string | undefined>();
  const listings = new Map<string, readonly string[]>();
  const bytes = (file: string): Uint8Array | undefined => {
    try {
      const full = path.join(root, file);
      return statSync(full).isFile() && statSync(full).size <= maxBytes ? readFileSync(full) : undefined;
    } catch {
      return undefined;
    }
  };
  const text = (file: string): string | undefined => {
    if (!texts.has(file)) {
      const read = bytes(file);
      const decoded = read && Buffer.from(read).toString('utf8');
      texts.set(
        file,
        decoded === undefined || decoded.includes('\0') || decoded.includes('\uFFFD') ? undefined : decoded,
      );
    }
    return texts.get(file);
  };
  const under = (folder: string): readonly string[] => {
    const known = listings.get(folder);
    if (known) return known;
    const found: string[] = [];
    const visit = (at: string): void => {
      for (const entry of entriesIn(path.join(root, at))) {
        if (entry.name === '.git' || entry.name === 'node_modules') continue;
        const inside = at === '' ? entry.name : `${at}/${entry.name}`;
        if (entry.isDirectory()) visit(inside);
        else if (entry.isFile()) found.push(inside);
      }
    };
    visit(folder);
    listings.set(folder, found.sort());
    return found;
  };
  return { text, bytes, under };
}

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
