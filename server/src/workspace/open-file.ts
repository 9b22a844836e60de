import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, type Stats } from 'node:fs';
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises';
import { isWithin } from './inside.ts';

// All that is read by name is opened here: a name may belong to a device that never ends, or to a pipe that blocks.

/** Why a file was not read. */
export interface Refusal {
  readonly refused: 'missing' | 'outside' | 'not-a-file' | 'too-large' | 'unreadable';
  /** For people, as a part of a sentence: "it is a folder". */
  readonly message: string;
  /** Bytes, where they are known. */
  readonly size?: number;
}

export type Opened = { readonly bytes: Uint8Array } | Refusal;

export interface OpenFileOptions {
  /** Bytes that are read at most; a larger file is refused. */
  readonly max: number;
  /** The folder that the file must lie in, links followed; absent where any place will do. */
  readonly root?: string;
  /** A link is refused, wherever it leads. */
  readonly noLinks?: boolean;
}

/** Never blocks on what is no file, and does not follow a link that was put there since the path was resolved. */
const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;

/** Opens a regular file of bounded size, or says why not; never throws, never blocks on a pipe or device. Its user closes it. */
export async function openBounded(full: string, options: OpenFileOptions): Promise<FileHandle | Refusal> {
  const { max, root, noLinks = false } = options;
  try {
    const real = noLinks ? full : await realpath(full);
    if (root !== undefined && !isWithin(await realpath(root), noLinks ? await realpath(full) : real)) return outside;
    // Looked at before it is opened, as opening a device may do something; and again when it is open, as it may have changed.
    const before = irregular(await lstat(real), max);
    if (before) return before;
    const handle = await open(real, flags);
    const refusal = irregular(await handle.stat(), max);
    if (refusal) await handle.close();
    return refusal ?? handle;
  } catch (error) {
    return refusalOf(error);
  }
}

/** The bytes of what `openBounded` opens, or why there are none; never throws. */
export async function readBounded(full: string, options: OpenFileOptions): Promise<Opened> {
  const { max } = options;
  const handle = await openBounded(full, options);
  if ('refused' in handle) return handle;
  try {
    let bytes = Buffer.allocUnsafe(Math.min((await handle.stat()).size, max) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
      length += bytesRead;
      if (length > max) return tooLarge(length);
      if (bytesRead === 0) return { bytes: bytes.subarray(0, length) };
      if (length === bytes.length) bytes = grown(bytes, max);
    }
  } catch (error) {
    return refusalOf(error);
  } finally {
    await handle.close();
  }
}

let scratch = Buffer.allocUnsafeSlow(256 * 1024);

/** As `readBounded`, at once and into one buffer: the bytes hold until the next call. For threads that do nothing else, and in slices. */
export function readBoundedSync(full: string, { max, root, noLinks = false }: OpenFileOptions): Opened {
  try {
    const real = noLinks ? full : realpathSync.native(full);
    if (root !== undefined && !isWithin(realpathSync.native(root), noLinks ? realpathSync.native(full) : real))
      return outside;
    const before = irregular(lstatSync(real), max);
    if (before) return before;
    const handle = openSync(real, flags);
    try {
      const stats = fstatSync(handle);
      const refusal = irregular(stats, max);
      if (refusal) return refusal;
      if (scratch.length <= stats.size) scratch = Buffer.allocUnsafeSlow(stats.size + 1);
      let length = 0;
      for (;;) {
        const count = readSync(handle, scratch, length, scratch.length - length, null);
        length += count;
        if (length > max) return tooLarge(length);
        if (count === 0) return { bytes: scratch.subarray(0, length) };
        if (length === scratch.length) scratch = grown(scratch, max);
      }
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return refusalOf(error);
  }
}

const outside: Refusal = { refused: 'outside', message: 'it is outside the workspace' };

function irregular(stats: Stats, max: number): Refusal | undefined {
  if (stats.isDirectory()) return { refused: 'not-a-file', message: 'it is a folder' };
  if (!stats.isFile()) return { refused: 'not-a-file', message: 'it is not a regular file' };
  return stats.size > max ? tooLarge(stats.size) : undefined;
}

function tooLarge(size: number): Refusal {
  return { refused: 'too-large', message: 'it is too large', size };
}

/** The file grew while it was read, or did not tell its size, as those of `/proc` do. */
function grown(bytes: Buffer, max: number): Buffer<ArrayBuffer> {
  const more = Buffer.allocUnsafeSlow(Math.min(bytes.length * 2, Math.max(max, bytes.length) + 1));
  bytes.copy(more);
  return more;
}

const missing = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

function refusalOf(error: unknown): Refusal {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (missing.has(code)) return { refused: 'missing', message: 'it does not exist' };
  return { refused: 'unreadable', message: code === 'ELOOP' ? 'its links form a loop' : message };
}
