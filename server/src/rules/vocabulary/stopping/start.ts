import { say } from '../../../words/say.ts';

/** What becomes of SIGTERM where a container starts with some words. */
export type Start =
  | { readonly verdict: 'arrives'; readonly message: string }
  | { readonly verdict: 'lost'; readonly message: string }
  | { readonly verdict: 'unknown'; readonly message: string; readonly ask: string }
  /** A script is started: its text tells. */
  /** Nobody runs it in production, or it starts nothing. */
  | { readonly verdict: 'none' }
  | { readonly verdict: 'script'; readonly script: string; readonly rest: readonly string[] };

const inits = new Set([
  'tini',
  'tini-static',
  'dumb-init',
  'catatonit',
  'docker-init',
  's6-svscan',
  'init',
  'my_init',
  'runsvdir',
  'supervisord',
  'pid1',
  'multirun',
  'container-entrypoint',
]);
/** Programs that replace themselves with what follows, with the options that take a value. */
const transparent: Readonly<Record<string, RegExp>> = {
  env: /^$/,
  nice: /^-n$/,
  gosu: /^$/,
  'su-exec': /^$/,
  nohup: /^$/,
  setpriv: /^$/,
  stdbuf: /^$/,
  'opentelemetry-instrument': /^$/,
  'ddtrace-run': /^$/,
};
const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);
/** Sub-commands of package managers that start no program of ours. */
const noStart =
  /^(install|i|ci|add|remove|test|t|audit|publish|pack|config|cache|set|version|build|lint|node|dlx|init|outdated|update|prune|fetch|help)$/;
/** Scripts for work on the code, which nobody runs in production. */
const development = /^(dev|develop|watch|test|lint|build|storybook|start[:-]dev|serve[:-]dev)([:.-].*)?$/;

/** Whether a program is an init for containers, which passes signals on. */
export function isInit(program: string): boolean {
  return inits.has(program.slice(program.lastIndexOf('/') + 1));
}

/** What the words of a process do with SIGTERM. */
export function startOf(words: readonly string[]): Start {
  const [first = '', ...rest] = words;
  const program = first.slice(first.lastIndexOf('/') + 1);
  if (isInit(program)) return { verdict: 'arrives', message: say('start.is-pid-1-and-forwards', { program }) };
  const skipped = transparent[program];
  if (skipped) return startOf(behind(program, rest, skipped));
  const manager = packageManager(program, rest);
  if (manager !== undefined) {
    const message = say('start.is-pid-1-and-starts', { manager });
    return { verdict: 'lost', message };
  }
  if (program === 'npm' || program === 'yarn' || program === 'pnpm' || /^(-|$)/.test(program))
    return { verdict: 'none' };
  if (shells.has(program)) return startOfShell(program, rest);
  if (isLauncher(program, rest)) {
    const message = say('start.starts-the-program-as-a', { program });
    return { verdict: 'unknown', message, ask: say('start.does-forward-sigterm', { program }) };
  }
  if (/\.(sh|bash)$|(^|\/)(docker-)?entrypoint$/.test(first)) return { verdict: 'script', script: first, rest };
  return { verdict: 'arrives', message: say('start.is-pid-1-and-receives', { program }) };
}

/** Tools that build or look up a program and stay while it runs. */
function isLauncher(program: string, [verb = '', name = '']: readonly string[]): boolean {
  switch (program) {
    case 'go':
    case 'dotnet':
    case 'cargo':
      return verb === 'run';
    case 'bun':
      return verb === 'start' || (verb === 'run' && !/[./]/.test(name));
    case 'deno':
      return verb === 'task';
    default:
      return /^(mvnw?|gradlew?|sbt|nodemon|supervisor|forever|air|watchexec)$/.test(program);
  }
}

function behind(program: string, words: readonly string[], takesValue: RegExp): readonly string[] {
  let at = 0;
  while (at < words.length && /^-|^\w+=/.test(words[at] ?? '')) at += takesValue.test(words[at] ?? '') ? 2 : 1;
  return words.slice(program === 'gosu' || program === 'su-exec' ? at + 1 : at);
}

/** `npm start`, where a package manager starts the program. */
function packageManager(program: string, rest: readonly string[]): string | undefined {
  const words = rest.filter((word) => !word.startsWith('-'));
  const [verb = '', script = ''] = words;
  if (program === 'npx') return verb === '' ? undefined : `npx ${verb}`;
  if (program !== 'npm' && program !== 'yarn' && program !== 'pnpm') return undefined;
  if (verb === 'run' || verb === 'run-script') return development.test(script) ? undefined : `${program} run ${script}`;
  if (verb === 'start') return `${program} start`;
  if (verb === '' || program === 'npm' || noStart.test(verb) || development.test(verb)) return undefined;
  return `${program} ${verb}`;
}

function startOfShell(shell: string, rest: readonly string[]): Start {
  const flag = rest.findIndex((word) => /^-\w*c$/.test(word));
  if (flag < 0) {
    const script = rest.find((word) => !word.startsWith('-'));
    if (script !== undefined) return { verdict: 'script', script, rest: rest.slice(rest.indexOf(script) + 1) };
    return { verdict: 'none' };
  }
  const text = rest[flag + 1];
  if (text === undefined) return { verdict: 'none' };
  const handed = handedOver(text);
  if (handed) return handed;
  const last = lastCommandOf(text);
  if (last === undefined) {
    const message = say('start.stays-pid-1-and-does', { shell });
    return { verdict: 'lost', message };
  }
  if (last.at > 0 && /^(echo|printf|true|exit)\b/.test(last.text))
    return {
      verdict: 'lost',
      message: say('start.stays-pid-1-to-run', { shell, program: programOf(last.text) }),
    };
  const manager = managerOf(last.text);
  if (manager) return manager;
  if (/\.(sh|bash)$/.test(programOf(last.text))) {
    const [script = '', ...others] = last.text.split(/\s+/);
    return { verdict: 'script', script, rest: others };
  }
  // Tried: bash and busybox replace themselves with the last command of such a text, dash of Debian and Ubuntu does not.
  if (shell === 'bash' || shell === 'ash')
    return { verdict: 'arrives', message: say('start.replaces-itself-with', { shell, program: programOf(last.text) }) };
  const message = say('start.c-without-exec-some-shells', { shell, program: programOf(last.text) });
  return { verdict: 'unknown', message, ask: say('start.which-shell-is-in-this', { shell }) };
}

/** What Docker's shell form does with SIGTERM: the text runs under `shell`, `/bin/sh -c` unless SHELL says otherwise. */
export function startOfShellForm(text: string, shell: readonly string[] | undefined): Start {
  // A list that is being written.
  if (text.startsWith('[') && !text.endsWith(']')) return { verdict: 'none' };
  const handed = handedOver(text);
  if (handed) return handed;
  const named = shell?.[0]?.split(/[/\\]/).at(-1) ?? 'sh';
  if (shell?.some((word) => /\bexec\b/.test(word)) || isInit(named))
    return { verdict: 'arrives', message: say('start.shell-execs-the-program') };
  const last = lastCommandOf(text);
  const manager = last && managerOf(last.text);
  if (manager) return manager;
  const program = last ? programOf(last.text) : say('start.the-program');
  const malformed = /^\[.*\]$/s.test(text) ? say('start.this-is-not-a-json') : say('start.shell-form');
  const message = say('start.is-pid-1-and-may', { malformed, named: shell ? named : '/bin/sh', program });
  return { verdict: 'lost', message };
}

function managerOf(command: string): Start | undefined {
  const [program = '', ...rest] = command.split(/\s+/);
  return packageManager(program, rest) === undefined ? undefined : startOf([program, ...rest]);
}

/** The shell replaces itself, or handles signals itself, or hands over to an init. */
function handedOver(text: string): Start | undefined {
  if (
    /(^|[;&|({\n]|\b(?:then|else|do)\b)\s*(?:[A-Za-z_]\w{0,60}=(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[^\s;&|"'()]){0,20}\s+){0,12}exec\s+(?!\d*[<>])\S/.test(
      text,
    )
  )
    return { verdict: 'arrives', message: say('start.the-shell-replaces-itself-with') };
  if (/(^|[;&|({\n])\s*trap\s/.test(text))
    return {
      verdict: 'unknown',
      message: say('start.the-shell-handles-signals-itself'),
      ask: say('start.does-its-trap-stop-the'),
    };
  // PID 1 without a trap takes no SIGTERM, and the program behind it gets none.
  if (/&\s*wait(\s+[^;&|]+)?\s*$/.test(text)) return { verdict: 'lost', message: say('start.the-shell-waits-as-pid') };
  const first = text.trim().split(/\s+/)[0] ?? '';
  if (isInit(first))
    return {
      verdict: 'unknown',
      message: say('start.a-shell-starts', { first }),
      ask: say('start.does-the-shell-exec-it'),
    };
  return undefined;
}

/** The last command of a shell's text, where it is one plain command in the foreground; undefined for anything else. */
export function lastCommandOf(text: string): { readonly text: string; readonly at: number } | undefined {
  // What stands in for quotes and braces is of the same length, so that the place is right.
  const trimmed = text
    .trimEnd()
    .replace(/;$/, '')
    .replace(/"(?:\\[\s\S]|[^"\\])*"|'[^']*'/g, (quoted) => '_'.repeat(quoted.length))
    .replace(/\$\{[^}]*\}/g, (variable) => '$'.padEnd(variable.length, '_'));
  if (/[<>(){}`&]\s*$|\b(fi|done|esac)\s*$/.test(trimmed)) return undefined;
  const at = Math.max(0, ...[...trimmed.matchAll(/(&&|\|\||;|\n)\s*/g)].map((match) => match.index + match[0].length));
  const command = trimmed.slice(at).trimStart();
  const lead = trimmed.length - command.length;
  if (command === '' || /(?<!\$)[(){}]|`|\|(?!\|)|(?<![>&\d])&(?![&>\d])/.test(command)) return undefined;
  return /^(if|for|while|until|case|then|else|do)\b/.test(command)
    ? undefined
    : { text: text.slice(lead, lead + command.length), at: lead };
}

/** The program that a command names, its variables left out. */
function programOf(command: string): string {
  const word = command.split(/\s+/).find((each) => !/^\w+=/.test(each)) ?? command;
  return word.slice(word.lastIndexOf('/') + 1);
}

/** The words of a command without anything that only a shell understands; undefined for any other. */
export function plainWords(command: string): string[] | undefined {
  const words = [...command.trim().matchAll(/"([^"$`\\]*)"(?=\s|$)|'([^']*)'(?=\s|$)|([\w./:=@,+%-]+)(?=\s|$)|\S+/g)];
  if (words.length === 0 || /^\w+=/.test(command.trim())) return undefined;
  const plain = words.map(([, double, single, bare]) => double ?? single ?? bare);
  return plain.every((word) => word !== undefined) ? plain : undefined;
}
