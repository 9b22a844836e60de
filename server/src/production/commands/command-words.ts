import { shellCommands } from '../names.ts';

/** Commands that start what follows them, by the options of theirs that take a value. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  exec: [],
  tini: ['-e', '-p'],
  'tini-static': ['-e', '-p'],
  'dumb-init': ['-r', '--rewrite'],
  catatonit: [],
  nohup: [],
  nice: ['-n'],
  command: [],
  'opentelemetry-instrument': [],
  'ddtrace-run': [],
  bunx: [],
  xvfb: [],
  time: [],
  chpst: ['-u'],
  setpriv: [],
  's6-setlock': ['-n', '-t'],
  'with-contenv': [],
};

/** Commands with words of their own before what they start. */
const leading: Readonly<Record<string, number>> = {
  gosu: 1,
  'su-exec': 1,
  's6-setuidgid': 1,
  's6-applyuidgid': 0,
  timeout: 1,
  'newrelic-admin': 1,
  bundle: 1,
};

/** Commands whose subcommand starts what follows: `poetry run x`. */
const runners: Readonly<Record<string, readonly string[]>> = {
  poetry: ['run'],
  pipenv: ['run'],
  uv: ['run'],
  pdm: ['run'],
  rye: ['run'],
  hatch: ['run'],
  conda: ['run'],
};

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'busybox']);

/** The name of a program without folder and ending: `node` of `/usr/bin/node`. */
export function baseOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).replace(/\.exe$/i, '');
}

/**
 * The commands that words start in the end, without wrappers and shells; the last one is what stays.
 * Variables that are set on the way are dropped.
 */
export function unwrapped(words: readonly string[], depth = 0): (readonly string[])[] {
  let rest = [...words];
  for (let turn = 0; turn < 12 && rest.length > 0; turn++) {
    while (/^[A-Za-z_]\w*=/.test(rest[0] ?? '')) rest = rest.slice(1);
    const [first = ''] = rest;
    const base = baseOf(first);
    if (shells.has(base)) {
      const at = rest.findIndex((word, index) => index > 0 && /^-[a-z]*c$/.test(word));
      if (at > 0)
        return depth > 4 ? [] : shellCommands(rest[at + 1] ?? '').flatMap((each) => unwrapped(each, depth + 1));
      rest = rest.slice(1);
      while (/^[-+]/.test(rest[0] ?? '')) rest = rest.slice(1);
      if (rest.length === 0) return [];
      return [rest];
    }
    // A text for a shell as one word.
    if (rest.length === 1 && /\s/.test(first) && depth < 5)
      return shellCommands(first).flatMap((each) => unwrapped(each, depth + 1));
    if (base === 'env') {
      rest = afterOptions(rest.slice(1), ['-u', '-C', '-S']);
      continue;
    }
    const own = wrappers[base];
    if (own && Object.hasOwn(wrappers, base)) {
      rest = afterOptions(rest.slice(1), own);
      continue;
    }
    if (Object.hasOwn(leading, base)) {
      rest = afterOptions(rest.slice(1), ['-k', '-s']).slice(leading[base]);
      continue;
    }
    const runs = Object.hasOwn(runners, base) ? runners[base] : undefined;
    if (runs?.includes(rest[1] ?? '')) {
      rest = afterOptions(rest.slice(2), [
        '-n',
        '--with',
        '--extra',
        '--group',
        '-p',
        '--python',
        '--project',
        '--env-file',
        '--directory',
      ]);
      continue;
    }
    if (/^(wait-for-it|wait-for|dockerize|watchmedo|nodemon|reflex|entr)(\.sh)?$/.test(base) && rest.includes('--')) {
      rest = rest.slice(rest.indexOf('--') + 1);
      continue;
    }
    if (base === 'dlv' && rest[1] === 'exec') {
      rest = rest.slice(2);
      continue;
    }
    return [rest];
  }
  return rest.length === 0 ? [] : [rest];
}

function afterOptions(words: readonly string[], valued: readonly string[]): string[] {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word === '--') return words.slice(at + 1);
    if (!word.startsWith('-')) break;
    at += valued.includes(word) ? 2 : 1;
  }
  return words.slice(at);
}

/** The first word that is no option; options that take a value are given. */
export function firstArgument(words: readonly string[], valued: RegExp = /^$/): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) return word;
    if (valued.test(word) && !word.includes('=')) at++;
  }
  return undefined;
}

/** Values of an option in its forms: `-o x`, `--out x`, `--out=x`. */
export function optionOf(words: readonly string[], names: readonly string[]): string | undefined {
  for (const [at, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[at + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
    }
  }
  return undefined;
}

/** What `go build` makes: the output and the package, as written. */
export function goBuilds(builds: readonly string[]): { readonly output?: string; readonly target: string }[] {
  return builds
    .flatMap((text) => shellCommands(text))
    .flatMap((words) => {
      const at = words.findIndex(
        (word, index) => baseOf(word) === 'go' && /^(build|install)$/.test(words[index + 1] ?? ''),
      );
      if (at < 0) return [];
      const own = words.slice(at + 2);
      const output = optionOf(own, ['-o']);
      const targets: string[] = [];
      for (let index = 0; index < own.length; index++) {
        const word = own[index] ?? '';
        if (/^-(o|ldflags|gcflags|tags|mod|asmflags|buildmode|p|trimpath|C|pgo)$/.test(word) && word !== '-trimpath')
          index++;
        else if (!word.startsWith('-')) targets.push(word);
      }
      return (targets.length === 0 ? ['.'] : targets).map((target) => ({
        ...(output === undefined ? {} : { output }),
        target,
      }));
    });
}
