import { execFile } from 'node:child_process';

/** A file that differs from a revision: its text there, absent where it was not; `was` is its former path. */
export interface ChangedFile {
  readonly file: string;
  readonly was?: string;
  readonly text?: string;
  /** It is there no more. */
  readonly gone?: true;
}

/** Output of git that is read at most, in bytes. */
const maxOutput = 256 * 1024 * 1024;

/** Nothing that a repository configures is run: no hooks, no monitors, no drivers, no pager. */
const safely = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager', '--no-optional-locks'];

/**
 * The files of a folder that differ from a revision, those that are not under version control among them.
 * Throws with a sentence for people where the folder is in no repository, or there is no such revision.
 */
export async function changedSince(root: string, revision: string): Promise<ChangedFile[]> {
  const git = (...args: readonly string[]) => run(root, args);
  if (!/^[\w./@{}~^+-]+$/.test(revision) || revision.startsWith('-'))
    throw new Error(`${revision} is not how a revision is written`);
  const commit = (
    await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`).catch(() => '')
  ).trim();
  if (commit === '') {
    const inside = await git('rev-parse', '--is-inside-work-tree').catch(() => '');
    throw new Error(
      inside.trim() === 'true'
        ? `there is no revision ${revision} in this repository`
        : `${root} is in no git repository`,
    );
  }
  const [listed, untracked] = await Promise.all([
    git('diff', '--name-status', '-z', '-M', '--no-ext-diff', '--no-textconv', '--relative', commit, '--', '.'),
    git('ls-files', '--others', '--exclude-standard', '-z', '--', '.'),
  ]);
  const changed: ChangedFile[] = untracked.split('\0').flatMap((file) => (file === '' ? [] : [{ file }]));
  const words = listed.split('\0');
  const textAt = (file: string) =>
    git('show', '--no-textconv', '--end-of-options', `${commit}:./${file}`).catch(() => undefined);
  for (let at = 0; at < words.length - 1;) {
    const status = words[at++] ?? '';
    const file = words[at++] ?? '';
    if (/^[RC]/.test(status)) {
      const to = words[at++] ?? '';
      const text = await textAt(file);
      changed.push({ file: to, was: file, ...(text === undefined ? {} : { text }) });
    } else if (status === 'A') changed.push({ file });
    else {
      const text = await textAt(file);
      changed.push({ file, ...(text === undefined ? {} : { text }), ...(status === 'D' ? { gone: true } : {}) });
    }
  }
  return changed;
}

/** The name that git signs commits with in a folder; undefined where it has none. */
export async function authorIn(folder: string): Promise<string | undefined> {
  const name = await run(folder, ['config', 'user.name']).catch(() => '');
  return name.trim() || undefined;
}

function run(cwd: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
    execFile('git', [...safely, ...args], { cwd, env, maxBuffer: maxOutput, windowsHide: true }, (error, stdout) => {
      if (error) reject(error);
      else resolve(stdout);
    });
  });
}
