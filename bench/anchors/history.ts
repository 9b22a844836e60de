import { execFileSync, spawn } from 'node:child_process';

/** A file's step from one commit to the next. */
export interface Step {
  readonly status: string;
  readonly from: string;
  readonly to: string;
  readonly oldBlob: string;
  readonly newBlob: string;
}

/** What changed between two lines of a file: `oldCount` lines from `oldStart` became `newCount` lines from `newStart`; 1-based, as git says it. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** The first-parent history of a git repository, read without a work tree. */
export interface History {
  readonly name: string;
  /** Oldest first. */
  readonly commits: readonly string[];
  /** Files that differ between two commits. */
  changed(from: string, to: string): Step[];
  /** The steps of each commit after one, up to another; undefined where git cannot tell. */
  steps(from: string, to: string): Step[][] | undefined;
  /** Paths and blobs of a commit. */
  tree(commit: string): Map<string, string>;
  text(blob: string): Promise<string>;
  /** Blanks do not count. */
  hunks(from: string, to: string): Hunk[];
  close(): void;
}

/** What is read of a repository: files that notes are written on. */
const read = [
  ...['ts', 'tsx', 'js', 'mjs', 'jsx', 'py', 'go', 'java', 'yaml', 'yml', 'md'].map((suffix) => `*.${suffix}`),
  ':!*vendor/*',
  ':!*node_modules/*',
];

/** Opens the repository whose git directory is given. */
export function openHistory(gitDirectory: string, name: string): History {
  const git = (...args: string[]) =>
    execFileSync('git', ['--git-dir', gitDirectory, '-c', 'core.quotePath=false', ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const tried = (...args: string[]) => {
    try {
      return git(...args);
    } catch {
      return undefined;
    }
  };
  const blobs = openBlobs(gitDirectory);
  const known = new Map<string, Hunk[]>();
  return {
    name,
    commits: git('rev-list', '--first-parent', '--reverse', 'HEAD').trim().split('\n'),
    changed(from, to) {
      const out = tried('diff-tree', '-r', '-M', '-z', '--raw', '--no-abbrev', from, to, '--', ...read);
      return rawSteps((out ?? '').split('\0'));
    },
    steps(from, to) {
      const format = ['--first-parent', '--reverse', '--raw', '-B', '-M', '-z', '--no-abbrev', '--format=%x01'];
      return tried('log', ...format, `${from}..${to}`, '--', ...read)
        ?.split('\u0001')
        .slice(1)
        .map((commit) => rawSteps(commit.split('\0')));
    },
    tree(commit) {
      const tree = new Map<string, string>();
      for (const entry of git('ls-tree', '-r', '-z', commit).split('\0')) {
        const [, blob, path] = /^\d+ blob (\w+)\t(.*)$/s.exec(entry) ?? [];
        if (blob !== undefined && path !== undefined) tree.set(path, blob);
      }
      return tree;
    },
    text: blobs.text,
    hunks(from, to) {
      const key = `${from} ${to}`;
      let found = known.get(key);
      if (!found)
        known.set(key, (found = parseHunks(git('diff', '-U0', '-w', '--no-ext-diff', '--no-textconv', from, to))));
      return found;
    },
    close: blobs.close,
  };
}

function rawSteps(words: readonly string[]): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < words.length; at++) {
    const [, oldBlob, newBlob, status] = /^\s*:\d+ \d+ (\w+) (\w+) (\w+)$/.exec(words[at] ?? '') ?? [];
    if (oldBlob === undefined || newBlob === undefined || status === undefined) continue;
    const from = words[++at] ?? '';
    const to = /^[RC]/.test(status) ? (words[++at] ?? '') : from;
    steps.push({ status: status[0] ?? '', from, to, oldBlob, newBlob });
  }
  return steps;
}

function parseHunks(diff: string): Hunk[] {
  return [...diff.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)].map((match) => ({
    oldStart: Number(match[1]),
    oldCount: Number(match[2] ?? 1),
    newStart: Number(match[3]),
    newCount: Number(match[4] ?? 1),
  }));
}

function openBlobs(gitDirectory: string): { text(blob: string): Promise<string>; close(): void } {
  const child = spawn('git', ['--git-dir', gitDirectory, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting: ((text: string) => void)[] = [];
  let pending = Buffer.alloc(0);
  child.stdout.on('data', (data: Buffer) => {
    pending = Buffer.concat([pending, data]);
    for (;;) {
      const end = pending.indexOf(10);
      if (end < 0) return;
      const size = Number(/ (\d+)$/.exec(pending.toString('utf8', 0, end))?.[1] ?? -1);
      const whole = size < 0 ? end + 1 : end + 1 + size + 1;
      if (pending.length < whole) return;
      const text = size < 0 ? '' : pending.toString('utf8', end + 1, end + 1 + size);
      pending = pending.subarray(whole);
      waiting.shift()?.(text);
    }
  });
  return {
    text: (blob) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        child.stdin.write(`${blob}\n`);
      }),
    close: () => child.stdin.end(),
  };
}
