import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { contentsOf, treeOf, type TreeEntry } from './git-objects.ts';
import { askRepository, withObjects, type ObjectStore } from './git-run.ts';
import { readBoundedSync } from './open-file.ts';
import { maxFileBytes } from './policy.ts';
import { renamesAmong, type NamedText } from './renames.ts';
import { decode } from './text.ts';
import { openSlices } from './slices.ts';

/** A file that differs from a revision: its text there, absent where it was not; `was` is its former path. */
export interface ChangedFile {
  readonly file: string;
  readonly was?: string;
  readonly text?: string;
  /** It is there no more. */
  readonly gone?: true;
}

/**
 * The files of a folder that differ from a revision, those that are not under version control among them; `files` are those that
 * are there now. Line ends do not count. Git is asked what the revision holds and compares nothing: what it would start for that
 * is in the hands of the repository.
 * Throws with a sentence for people where the folder is in no repository, or there is no such revision.
 */
export async function changedSince(
  root: string,
  revision: string,
  { files }: { readonly files: Iterable<string> },
): Promise<ChangedFile[]> {
  // A name as git takes it, and `NAME...` for where this branch left it; what follows two dots only would be a range.
  const [, name = '', forked] = /^([^\s:?*[\\\p{Cc}]+?)(\.\.\.(?:HEAD)?)?$/u.exec(revision) ?? [];
  if (name === '' || name.startsWith('-') || name.includes('..'))
    throw new Error(`${revision} is not how a revision is written`);
  const real = await realpath(root);
  const top = topOf(real);
  if (top === undefined) throw new Error(`${root} is in no git repository`);
  const asked = (...args: readonly string[]) => askRepository(top, args, top);
  const objects = await asked('rev-parse', '--git-path', 'objects').catch((error: unknown) => {
    throw new Error(`git does not read the repository ${top}: ${reasonOf(error)}`, { cause: error });
  });
  const tip = await asked('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)
    .catch(() => '')
    .then((id) => id.trim());
  if (tip === '') throw new Error(`there is no revision ${name} in this repository`);
  const fork = () => asked('merge-base', tip, 'HEAD').catch(() => '');
  const commit = forked === undefined ? tip : (await fork()).trim();
  if (commit === '') throw new Error(`${name} and HEAD have no commit in common here (a shallow clone?)`);
  const prefix = path.relative(top, real).split(path.sep).join('/');
  return withObjects(path.resolve(top, objects.trim()), { hash: commit.length }, async (store) => {
    const notAllHere = (error: unknown): never => {
      throw new Error(
        `the files of ${revision} are not all in this repository (a partial or shallow clone?), so new findings cannot be determined; fetch them first: ${reasonOf(error)}`,
        { cause: error },
      );
    };
    const tree = await treeOf(store, commit, prefix).catch(notAllHere);
    const absent = await leftOutOf(top, prefix);
    const compared = await compare(root, tree, absent);
    return differences({ root, store, tree, files, ...compared, notAllHere });
  });
}

/** The commit that is checked out in a folder; undefined where there is none. */
export async function headOf(folder: string): Promise<string | undefined> {
  const commit = await askRepository(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '');
  return /^[0-9a-f]{40,64}$/.test(commit.trim()) ? commit.trim() : undefined;
}

/** The name that git signs commits with in a folder; undefined where it has none. */
export async function authorIn(folder: string): Promise<string | undefined> {
  const name = await askRepository(folder, ['config', 'user.name']).catch(() => '');
  return name.trim() || undefined;
}

/** The nearest folder with a repository: not as its configuration says, which may name another one. */
function topOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Files that a sparse checkout leaves out: they are not here, and not gone. */
async function leftOutOf(top: string, prefix: string): Promise<ReadonlySet<string>> {
  const asked = (...args: readonly string[]) => askRepository(top, args, top).catch(() => '');
  if ((await asked('config', '--bool', 'core.sparseCheckout')).trim() !== 'true') return new Set();
  const before = prefix === '' ? '' : `${prefix}/`;
  const lines = (await asked('ls-files', '-t', '-z')).split('\0').filter((line) => line.startsWith(`S ${before}`));
  return new Set(lines.map((line) => line.slice(2 + before.length)));
}

interface Compared {
  /** Files that may differ: by their bytes they do. */
  readonly different: readonly string[];
  readonly gone: readonly string[];
}

/** Compares files with a tree, by the names that git would give to what is in them. */
async function compare(
  root: string,
  tree: ReadonlyMap<string, TreeEntry>,
  absent: ReadonlySet<string>,
): Promise<Compared> {
  const different: string[] = [];
  const gone: string[] = [];
  const turn = openSlices();
  for (const [file, { kind, id }] of tree) {
    await turn();
    if (kind === 'repository') continue;
    if (kind === 'link') {
      const target = linkAt(path.join(root, file));
      if (target === undefined && !absent.has(file)) gone.push(file);
      else if (target !== undefined && nameOf(Buffer.from(target), id) !== id) different.push(file);
      continue;
    }
    const opened = readBoundedSync(path.join(root, file), { max: maxFileBytes, root });
    if ('bytes' in opened) {
      if (nameOf(opened.bytes, id) !== id && nameOf(withoutReturns(opened.bytes), id) !== id) different.push(file);
    } else if (opened.refused === 'missing' || opened.refused === 'not-a-file') {
      if (!absent.has(file)) gone.push(file);
    } else if (opened.refused === 'outside') different.push(file);
    // What is too large or cannot be read has no facts, neither then nor now.
  }
  return { different, gone };
}

function linkAt(full: string): string | undefined {
  try {
    // Where there are no links, git writes a file with the target in it.
    return lstatSync(full).isSymbolicLink() ? readlinkSync(full) : '';
  } catch {
    return undefined;
  }
}

/** The name of a content, as long as `like`: SHA-1 or SHA-256. */
function nameOf(bytes: Uint8Array, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** As git keeps a text that has other line ends in the folder. */
function withoutReturns(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!text.includes('\r\n')) return bytes;
  return Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

interface Gathered extends Compared {
  readonly root: string;
  readonly store: ObjectStore;
  readonly tree: ReadonlyMap<string, TreeEntry>;
  readonly files: Iterable<string>;
  /** Throws with a sentence for people. */
  readonly notAllHere: (error: unknown) => never;
}

async function differences(gathered: Gathered): Promise<ChangedFile[]> {
  const { root, store, tree, files, different, gone, notAllHere } = gathered;
  const idOf = (file: string) => tree.get(file)?.id ?? '';
  const contents = await contentsOf(store, [...different, ...gone].map(idOf), maxFileBytes).catch(notAllHere);
  const formerText = (file: string) => {
    if (tree.get(file)?.kind !== 'file') return undefined;
    const bytes = contents.get(idOf(file));
    const content = bytes && decode(bytes);
    return content && 'text' in content ? content.text : undefined;
  };
  const changed: ChangedFile[] = [];
  for (const file of different) {
    const text = formerText(file);
    if (text === undefined) changed.push({ file });
    else if (evenly(text) !== textNow(root, file)) changed.push({ file, text });
  }
  const repositories = [...tree].filter(([, { kind }]) => kind === 'repository').map(([file]) => `${file}/`);
  const isTracked = (file: string) => tree.has(file) || repositories.some((each) => file.startsWith(each));
  // In a worktree `.git` is a file.
  const added = [...files].filter((file) => !isTracked(file) && path.posix.basename(file) !== '.git');
  const goneTexts = gone.flatMap((file): NamedText[] => {
    const text = formerText(file);
    return text === undefined ? [] : [{ file, text: evenly(text) }];
  });
  const kindsGone = new Set(goneTexts.map(({ file }) => path.extname(file)));
  const addedTexts: NamedText[] = [];
  const turn = openSlices();
  for (const file of added.filter((each) => kindsGone.has(path.extname(each)))) {
    await turn();
    addedTexts.push({ file, text: textNow(root, file) ?? '' });
  }
  const renames = await renamesAmong(goneTexts, addedTexts);
  const moved = new Set(renames.values());
  for (const file of added) {
    const was = renames.get(file);
    const text = was === undefined ? undefined : formerText(was);
    changed.push({ file, ...(was === undefined ? {} : { was }), ...(text === undefined ? {} : { text }) });
  }
  for (const file of gone) {
    const text = formerText(file);
    if (!moved.has(file)) changed.push({ file, ...(text === undefined ? {} : { text }), gone: true });
  }
  return changed;
}

/** A file's text now, with even line ends; undefined where there is none. */
function textNow(root: string, file: string): string | undefined {
  const opened = readBoundedSync(path.join(root, file), { max: maxFileBytes, root });
  const content = 'bytes' in opened ? decode(opened.bytes) : undefined;
  return content && 'text' in content ? evenly(content.text) : undefined;
}

/** Git may write other line ends into a folder than it keeps. */
function evenly(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
