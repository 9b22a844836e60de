import path from 'node:path';
import { readBoundedSync } from './open-file.ts';
import { maxFileBytes } from './policy.ts';
import { decode, tooLarge } from './text.ts';
import type { FileText } from './workspace.ts';

/** The text of a file, at once and through one buffer: half the cost of `readFile`, for a thread that nobody waits for. */
export function readNow(root: string, file: string): FileText {
  const opened = readBoundedSync(path.join(root, file), { max: maxFileBytes, root });
  if ('bytes' in opened) return decode(opened.bytes);
  if (opened.refused === 'too-large') return tooLarge(opened.size ?? maxFileBytes + 1);
  return { problem: 'unreadable', message: opened.message };
}
