import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

// A repository's configuration can make git start programs: filters, monitors, hooks, helpers of remotes, pagers, drivers.
// So git is asked two kinds of thing only. Which commit a name means, in the repository, with all that could be started off;
// and what a commit holds, in a repository of our own, which has no configuration but shares its objects.

/** Output of git that is read at most, in bytes. */
const maxOutput = 256 * 1024 * 1024;
/** After this git is ended, in milliseconds: its configuration may include a file that never ends. */
const patience = 30_000;

/** In the repository: no transport is allowed, so that a partial clone fetches nothing; and no embedded bare repository counts. */
const safely = [
  ...[
    'protocol.allow=never',
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'safe.bareRepository=explicit',
  ].flatMap((setting) => ['-c', setting]),
  '--no-pager',
  '--no-optional-locks',
  '--no-replace-objects',
];

const quiet = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  // For versions that do not know the above: no protocol is in this list.
  GIT_ALLOW_PROTOCOL: ':',
  LC_ALL: 'C',
};

/** The environment without what directs git, which a parent process may have set for another repository. */
function environment(own: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return { ...Object.fromEntries(kept), ...quiet, ...own };
}

/** The program, from the absolute folders of the path only: an empty or relative one, and on Windows none, would mean the repository. */
export function findGit(searched = process.env['PATH'] ?? ''): string | undefined {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  for (const folder of searched.split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    const full = path.join(folder, name);
    try {
      accessSync(full, constants.X_OK);
      return full;
    } catch {
      // The next one.
    }
  }
  return undefined;
}

interface Running {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly input?: string;
}

function run(args: readonly string[], { cwd, env, input }: Running): Promise<Buffer> {
  const git = findGit();
  if (git === undefined) return Promise.reject(new Error('git is not installed'));
  return new Promise((resolve, reject) => {
    const options = {
      cwd,
      env,
      maxBuffer: maxOutput,
      windowsHide: true,
      timeout: patience,
      killSignal: 'SIGKILL' as const,
    };
    const child = execFile(git, [...args], { ...options, encoding: 'buffer' }, (error, stdout, stderr) => {
      if (error?.killed) reject(new Error('git took too long', { cause: error }));
      else if (error) reject(new Error(firstLine(stderr) || error.message, { cause: error }));
      else resolve(stdout);
    });
    // It may end before it has read all.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');
  });
}

/** What git says is wrong. */
function firstLine(stderr: Buffer): string {
  const [line = ''] = stderr.toString('utf8').split('\n');
  return line.replace(/^(fatal|error): /, '').trim();
}

/** Asks git about the repository of a folder; nothing that is configured there is started. `top` is the highest folder that may be it. */
export async function askRepository(cwd: string, args: readonly string[], top?: string): Promise<string> {
  const env = environment(top === undefined ? {} : { GIT_CEILING_DIRECTORIES: path.dirname(top) });
  return (await run([...safely, ...args], { cwd, env })).toString('utf8');
}

/** Asks git about objects; there is no repository that could say how. */
export interface ObjectStore {
  ask(args: readonly string[], input?: string): Promise<Buffer>;
}

/** Opens the objects in a folder for a step. `hash` is the length of their names: 40 or 64. */
export async function withObjects<T>(
  objects: string,
  { hash }: { readonly hash: number },
  step: (store: ObjectStore) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'prr-git-'));
  try {
    await mkdir(path.join(folder, 'refs'));
    await writeFile(path.join(folder, 'HEAD'), 'ref: refs/heads/none\n');
    const sha256 = '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n';
    await writeFile(path.join(folder, 'config'), hash === 64 ? sha256 : '[core]\n\trepositoryformatversion = 0\n');
    const env = environment({
      GIT_DIR: folder,
      GIT_OBJECT_DIRECTORY: objects,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_ATTR_NOSYSTEM: '1',
    });
    return await step({
      ask: async (args, input) => run(args, { cwd: folder, env, ...(input === undefined ? {} : { input }) }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
