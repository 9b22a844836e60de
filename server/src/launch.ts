import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire, wrap } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

// Starts a part of the bundle `core.cjs` with what V8 compiled of it before. Reading 4.5 MB of code is half of a short command, and
// most of the start of a thread. Node's own compile cache (`module.enableCompileCache`) begins with 22.1; this can go with Node 20.

type Core = typeof import('./core.ts');
type Start = 'startServer' | 'startWorker' | 'startCommand';

/**
 * Bytes of bytecode that a function runs before V8 optimizes it. V8's own 132 kB suits programs that run for hours: a check runs for
 * seconds, and a third of its CPU went into optimizing functions that were hardly used again. The slowest keystrokes of twenty take
 * a third less, too.
 */
const bytesBeforeOptimizing = 1_000_000;

/** Versions of Node whose V8 has this flag; 22 and 24 report it on standard error as unknown. */
const withFlag = /^v20\./;

/** Compiled bundles that are kept, of all versions and kinds together; the ones last written. */
const mostKept = 6;

/** Bytes of the hash in front of the compiled code: V8 itself does not notice a damaged text. */
const hashLength = 32;

let core: Core | undefined;

/**
 * Starts a part of the core.
 * @param version of the bundle, a hash of its text: what was compiled is valid for one text alone. Empty while the text still changes.
 */
export function launch(start: Start, version: string): void {
  // For the whole process, its threads among it. What was compiled is valid for one set of flags.
  if (isMainThread && withFlag.test(process.version)) setFlagsFromString(`--interrupt-budget=${bytesBeforeOptimizing}`);
  core ??= load(path.join(__dirname, 'core.cjs'), compiledFile(start, version));
  void core[start]();
}

/** Where compiled code is: private to the user, as what is in it is run. `PRR_CODE_CACHE` names another folder; if it is empty, none is kept. */
function compiledFile(start: Start, version: string): string | undefined {
  const caches = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
  const folder = process.env['PRR_CODE_CACHE'] ?? path.join(caches, 'prr', 'code');
  if (folder === '' || version === '' || process.argv.includes('--no-cache')) return undefined;
  // Threads run what a check runs.
  const kind = start === 'startServer' ? 'server' : 'command';
  return folder === '' || version === ''
    ? undefined
    : path.join(folder, `${version}-${process.version}-${process.arch}-${kind}`);
}

function load(file: string, compiled: string | undefined): Core {
  const cachedData = compiled === undefined ? undefined : readCompiled(compiled);
  const script = new Script(wrap(readFileSync(file, 'utf8')), { filename: file, ...(cachedData && { cachedData }) });
  if (compiled !== undefined && isMainThread && (cachedData === undefined || script.cachedDataRejected === true))
    // At the end, when the functions that were needed are compiled.
    process.once('exit', () => writeCompiled(compiled, script.createCachedData()));
  const module = { exports: {} as Core };
  const run = script.runInThisContext() as (...args: readonly unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(file), module, file, path.dirname(file));
  return module.exports;
}

/** What was compiled, if it is whole and nobody but the user can have written it. */
function readCompiled(file: string): Buffer | undefined {
  try {
    const handle = openSync(file, 'r');
    try {
      const { uid, mode } = fstatSync(handle);
      if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
      const bytes = readFileSync(handle);
      const code = bytes.subarray(hashLength);
      return hashOf(code).equals(bytes.subarray(0, hashLength)) ? code : undefined;
    } finally {
      closeSync(handle);
    }
  } catch {
    return undefined;
  }
}

/** Keeps it for the next start; each failure means only that the next start compiles again. */
function writeCompiled(file: string, code: Buffer): void {
  const temporary = `${file}.${process.pid}`;
  try {
    const folder = path.dirname(file);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([hashOf(code), code]), { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
    const written = (name: string) => statSync(path.join(folder, name)).mtimeMs;
    const kept = readdirSync(folder).sort((a, b) => written(b) - written(a));
    for (const name of kept.slice(mostKept)) rmSync(path.join(folder, name), { force: true });
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Nothing was written, or nothing can be removed there.
    }
  }
}

function hashOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
