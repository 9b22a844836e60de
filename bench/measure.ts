import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One program with its arguments. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What one run of a program took. */
export interface Cost {
  /** From start to end, in milliseconds. */
  readonly wall: number;
  /** Of all its threads and children, in milliseconds; tells more than `wall` on a machine that others use too. */
  readonly cpu: number;
}

/** Runs a program to its end, its output thrown away. Rejects when it is killed or exits with more than 1, which linters use for findings. */
export async function cost({ command, args, env }: Program): Promise<Cost> {
  const started = performance.now();
  // The shell's `times` is the portable way to the CPU time of a child; its second line is that of the children.
  const script = '"$@" >/dev/null; code=$?; times; exit $code';
  const { output, code, errors } = await run({
    command: '/bin/sh',
    args: ['-c', script, 'sh', command, ...args],
    ...(env ? { env } : {}),
  });
  const wall = performance.now() - started;
  if (code === null || code > 1) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${errors}`);
  const children = output.trim().split('\n').at(-1) ?? '';
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(([, minutes, rest]) => +minutes! * 60 + +rest!);
  return { wall, cpu: seconds.reduce((sum, each) => sum + each, 0) * 1000 };
}

/** The largest resident memory of a program in megabytes; undefined where there is no `/proc`. */
export async function peakMemory({ command, args, env }: Program): Promise<number | undefined> {
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } });
  let peak: number | undefined;
  const poll = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const kilobytes = /VmHWM:\s+(\d+)/.exec(status)?.[1];
      if (kilobytes) peak = Number(kilobytes) / 1024;
    } catch {
      // It has ended, or there is no /proc.
    }
  }, 10);
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  clearInterval(poll);
  return peak;
}

function run({ command, args, env }: Program): Promise<{ output: string; errors: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ output, errors, code }));
  });
}

/** The middle of some numbers; of two middles the lower. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5);
}

/** The smallest number that at least this share does not exceed. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
