import { maxFileBytes } from './policy.ts';
import type { FileText } from './workspace.ts';

/** Decodes the bytes of a text file: UTF-8 (with or without mark) and UTF-16 with a mark; anything else is said to be unreadable. */
export function decode(bytes: Uint8Array): FileText {
  if (bytes.length > maxFileBytes) return tooLarge(bytes.length);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes) };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes) };
  if (bytes.subarray(0, 8192).includes(0)) return { problem: 'binary', message: 'a binary file' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // Latin-1 and its kin keep ASCII where it is, and that is where the code stands: positions stay right.
    return { text: new TextDecoder('latin1').decode(bytes) };
  }
}

/** The problem of a text that is over a size limit. */
export function tooLarge(bytes: number, most = maxFileBytes): Extract<FileText, { problem: unknown }> {
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return { problem: 'too-large', message: `${megabytes} MB, over the limit of ${most / 1024 / 1024} MB` };
}
