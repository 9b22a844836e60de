import os from 'node:os';
import path from 'node:path';
import { readArguments, UsageError } from './cli/arguments.ts';
import type { Command } from './cli/command.ts';
import { openInstallation } from './installation.ts';
import { partIds, type PartId } from './model/engagement.ts';
import { printable, withStyles } from './report/terminal.ts';
import { plainly } from './workspace/plain-error.ts';
import type { Logger } from './model/logger.ts';

// Entry of the command line. Advice, never a gate: the exit code is 0 unless --fail-on asks otherwise; 2 for a wrong use.
// Each command is loaded when it is asked for, with what it alone needs.
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['check', async () => (await import('./cli/check.ts')).check],
  ['diff', async () => (await import('./cli/diff.ts')).diff],
  ['merge', async () => (await import('./cli/merge.ts')).merge],
  ['checklist', async () => (await import('./cli/checklist.ts')).checklist],
  ['answer', async () => (await import('./cli/answer.ts')).answer],
  ['suppressions', async () => (await import('./cli/suppressions.ts')).suppressions],
  ['overview', async () => (await import('./cli/overview.ts')).overview],
  ['summary', async () => (await import('./cli/summary.ts')).summary],
  ['notes', async () => (await import('./cli/notes.ts')).notes],
  ['proposals', async () => (await import('./cli/proposals.ts')).proposals],
  ['engagement', async () => (await import('./cli/engagement.ts')).engagement],
  ['engage', async () => (await import('./cli/engagement.ts')).engage],
  ...partIds.map((name) => [name, () => loadPart(name)] as const),
  ['graph', async () => (await import('./cli/graph.ts')).graph],
  ['render', async () => (await import('./cli/render.ts')).render],
  ['observe', async () => (await import('./cli/observe.ts')).observe],
  ['guide', async () => (await import('./cli/guide.ts')).guide],
  ['explain', async () => (await import('./cli/explain.ts')).explain],
  ['mcp', async () => (await import('./cli/mcp.ts')).mcp],
  ['lsp', async () => (await import('./cli/lsp.ts')).lsp],
]);

async function loadPart(part: PartId): Promise<Command> {
  return (await import('./cli/engagement.ts')).partCommand(part);
}

async function help(): Promise<string> {
  const all = await Promise.all([...commands.values()].map((load) => load()));
  const width = Math.max(...all.map((each) => each.name.length + each.usage.length)) + 1;
  const list = all.map(({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(width)}  ${summary}\n`).join('');
  return `prr: production readiness, on the command line\n\nusage: prr COMMAND [OPTIONS]\n\n${list}\nFor the options of a command, run prr COMMAND --help. For the version, run prr --version. For Simplified Chinese, add --language zh-cn or set PRR_LANGUAGE.\n`;
}

function helpOf({ name, usage, summary, options }: Command): string {
  const names = Object.entries(options).map(([option, { value }]) =>
    value === undefined ? `--${option}` : `--${option} ${value}`,
  );
  const width = Math.max(0, ...names.map((each) => each.length));
  const list = Object.values(options)
    .map(({ help: text }, index) => `  ${(names[index] ?? '').padEnd(width)}  ${text}\n`)
    .join('');
  return `usage: prr ${name} ${usage}\n\n${summary}.\n${list === '' ? '' : `\n${list}`}`;
}

async function main(args: readonly string[]): Promise<number> {
  const data = (text: string) => void process.stdout.write(text);
  const print = (text: string) => data(withStyles(text));
  const {
    locale,
    rest: [name, ...rest],
  } = languageIn(args, process.env);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return (print(await help()), 0);
  const installation = openInstallation(__dirname, locale === undefined ? {} : { locale });
  if (name === '--version') return (print(`${installation.version}\n`), 0);
  const command = await commands.get(name)?.();
  if (!command) throw new UsageError(`there is no command ${name}; prr --help lists them`);
  if (rest.includes('--help') || rest.includes('-h')) return (print(helpOf(command)), 0);
  const logger: Logger = {
    info: () => {},
    warn: (message) => void process.stderr.write(printable(`prr: ${message}\n`)),
  };
  return command.run(readArguments(rest, command.options), {
    installation,
    words: installation.words(locale, logger),
    cwd: process.cwd(),
    storage: path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'prr'),
    color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
    logger,
    print,
    data,
  });
}

/** The language that is asked for, by `--language` or our variable; never that of the machine, so that pipelines stay as they are. */
function languageIn(
  args: readonly string[],
  { PRR_LANGUAGE }: NodeJS.ProcessEnv,
): { locale: string | undefined; rest: readonly string[] } {
  const at = args.findIndex((each) => each === '--language' || each.startsWith('--language='));
  const [option = ''] = at < 0 ? [] : args.slice(at, at + 1);
  if (at < 0 || args.slice(0, at).includes('--')) return { locale: PRR_LANGUAGE, rest: args };
  const isOne = option !== '--language';
  const locale = isOne ? option.slice('--language='.length) : args[at + 1];
  if (locale === undefined || locale === '' || locale.startsWith('-'))
    throw new UsageError('--language needs a language, such as zh-cn');
  return { locale, rest: [...args.slice(0, at), ...args.slice(at + (isOne ? 1 : 2))] };
}

/** What a person is told of an error: where in our code it happened helps only with a mistake of ours. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isMistake = [TypeError, RangeError, ReferenceError, SyntaxError].some((each) => error instanceof each);
  if (isMistake) return error.stack ?? error.message;
  const { syscall, path: file = 'a file' }: NodeJS.ErrnoException = error;
  return syscall === undefined ? error.message : plainly(error, { file, done: 'read or written' }).message;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`prr … | head`) is no error.
  if (error.code === 'EPIPE') process.exit(0);
  const { message } = plainly(error, { file: 'standard output', done: 'written' });
  process.stderr.write(printable(`prr: ${message}\n`));
  process.exit(3);
});
// Nobody is left who could be told.
process.stderr.on('error', () => {});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(printable(`prr: ${told(error)}\n`));
    process.exitCode = error instanceof UsageError ? 2 : 3;
  },
);
