import type { ShellCommand } from '../../syntax/shell/script.ts';

/** With what a shell script ends on one of its ways. */
export type ScriptEnding =
  /** `over`: a program takes the place of the shell; `ends`: nothing stays. */
  | { readonly how: 'over' | 'ends' }
  /** The shell waits for a command, or for what it started in the background (`wait`). */
  | { readonly how: 'stays'; readonly command: ShellCommand; readonly waits: boolean }
  /** It goes on in a way that is not followed: a loop without an end, too many ways. */
  | { readonly how: 'unclear' };

export interface ScriptEndings {
  readonly endings: readonly ScriptEnding[];
  /** What `trap` does at SIGTERM: `forwards` where it sends a signal on or waits; absent without one. */
  readonly trap?: 'forwards' | 'ignores' | 'other';
  /** It reads other scripts in, which may do anything. */
  readonly sources: boolean;
}

/** Commands that end by themselves: a script that ends with one is no server. */
const brief =
  /^(:|echo|printf|exit|return|cp|mv|rm|mkdir|chmod|chown|ln|cat|sed|awk|grep|curl|wget|tar|git|docker|kubectl|helm|make|mvn|\.\/mvnw|\.\/gradlew|gradle|go|cargo|pip3?|apt(-get)?|apk|set|shift|local|readonly|declare|unset|eval|export|cd|pushd|popd|test|\[|\[\[|true|false|touch|sleep|openssl|aws|gcloud|az|terraform)$/;

const maxSteps = 400;
const maxWays = 16;
const maxCalls = 8;

/** Where a script may be, each with the command that it waited for last. */
type Ways = readonly (ShellCommand | undefined)[];

/** Follows a script over branches, functions and subshells to its ends. */
export function endingsOf(script: readonly ShellCommand[]): ScriptEndings {
  const functions = new Map<string, readonly ShellCommand[]>();
  const endings: ScriptEnding[] = [];
  let trap: ScriptEndings['trap'];
  let sources = false;
  let steps = 0;

  const end = (ways: Ways) => {
    for (const command of ways) endings.push(endingWith(command));
  };

  const all = (commands: readonly ShellCommand[], from: Ways, depth: number): Ways => {
    let ways = from;
    for (const command of commands) {
      if (ways.length === 0) break;
      ways = distinct(one(command, ways, depth));
    }
    return ways;
  };

  const one = (command: ShellCommand, ways: Ways, depth: number): Ways => {
    if (++steps > maxSteps || ways.length > maxWays) {
      endings.push({ how: 'unclear' });
      return [];
    }
    // Another process runs it: whatever it does, the shell goes on.
    if (command.background) return ways;
    switch (command.kind) {
      case 'simple':
        return simple(command, ways, depth);
      case 'pipe':
      case 'subshell':
        return [command];
      case 'group':
        return all(command.body, ways, depth);
      case 'function':
        functions.set(command.name, command.body);
        return ways;
      case 'either': {
        const [first, ...others] = command.commands;
        let after = first ? one(first, ways, depth) : ways;
        for (const each of others) {
          if (after.length === 0) break;
          after = distinct([...after, ...one(each, after, depth)]);
        }
        return after;
      }
      case 'branches': {
        const before = all(command.conditions, ways, depth);
        const taken = command.branches.flatMap(({ body }) => all(body, before, depth));
        return command.whole ? taken : [...before, ...taken];
      }
      case 'loop': {
        const before = all(command.conditions, ways, depth);
        const after = all(command.body, before, depth);
        if (!isEndless(command)) return [...before, ...after];
        if (after.length > 0) endings.push({ how: 'unclear' });
        return [];
      }
    }
  };

  const simple = (command: ShellCommand & { kind: 'simple' }, ways: Ways, depth: number): Ways => {
    const [name, ...rest] = command.words.map(({ text }) => unquoted(text));
    if (name === undefined) return ways;
    if (name === 'exec') {
      if (programOf(rest).length === 0) return ways;
      endings.push({ how: 'over' });
      return [];
    }
    if (name === 'exit') {
      end(ways);
      return [];
    }
    if (name === 'source' || name === '.') sources = true;
    if (name === 'trap') trap = trapOf(rest, functions) ?? trap;
    const own = functions.get(name);
    if (own && depth < maxCalls) return all(own, ways, depth + 1);
    return name === 'trap' ? ways : [command];
  };

  end(all(script, [undefined], 0));
  return { endings, sources, ...(trap === undefined ? {} : { trap }) };
}

function endingWith(command: ShellCommand | undefined): ScriptEnding {
  if (!command) return { how: 'ends' };
  const name = command.kind === 'simple' ? unquoted(command.words[0]?.text ?? '') : '';
  if (brief.test(name)) return { how: 'ends' };
  return { how: 'stays', command, waits: name === 'wait' };
}

function distinct(ways: Ways): Ways {
  return [...new Set(ways)];
}

/** `while true`, `while :`, out of which nothing breaks. */
function isEndless({ conditions, body }: ShellCommand & { kind: 'loop' }): boolean {
  const [only, ...more] = conditions;
  const isTrue = only?.kind === 'simple' && more.length === 0 && /^(true|:|1)$/.test(only.words[0]?.text ?? '');
  return isTrue && !mentionsBreak(body);
}

function mentionsBreak(commands: readonly ShellCommand[]): boolean {
  return commands.some((command) => {
    switch (command.kind) {
      case 'simple':
        return command.words[0]?.text === 'break';
      case 'either':
        return mentionsBreak(command.commands);
      case 'branches':
        return command.branches.some(({ body }) => mentionsBreak(body));
      case 'group':
        return mentionsBreak(command.body);
      default:
        return false;
    }
  });
}

/** `exec -a name program`: the words behind the options. */
export function programOf(words: readonly string[]): readonly string[] {
  if (words[0] === '-a') return programOf(words.slice(2));
  return words[0] !== undefined && /^-[cl]+$|^--$/.test(words[0]) ? programOf(words.slice(1)) : words;
}

const terminating = /^(SIG)?TERM$|^15$/;

/** What a `trap` does at SIGTERM; undefined where it is for other signals. */
function trapOf(
  words: readonly string[],
  functions: ReadonlyMap<string, readonly ShellCommand[]>,
): ScriptEndings['trap'] {
  const [action = '', ...signals] = words[0] === '--' ? words.slice(1) : words;
  if (!signals.some((signal) => terminating.test(signal))) return undefined;
  if (action === '' || action === '-') return 'ignores';
  const names = action.split(/[\s;&|]+/);
  const forwards = (name: string) => /^(kill|pkill|killall)$/.test(name);
  if (names.some(forwards)) return 'forwards';
  const body = functions.get(names[0] ?? '') ?? [];
  return callsIn(body).some(forwards) ? 'forwards' : 'other';
}

/** The names of all commands in a body. */
function callsIn(commands: readonly ShellCommand[]): readonly string[] {
  return commands.flatMap((command): readonly string[] => {
    switch (command.kind) {
      case 'simple':
        return command.words.slice(0, 1).map(({ text }) => unquoted(text));
      case 'pipe':
      case 'either':
        return callsIn(command.commands);
      case 'branches':
        return callsIn([...command.conditions, ...command.branches.flatMap(({ body }) => body)]);
      case 'loop':
        return callsIn([...command.conditions, ...command.body]);
      default:
        return callsIn(command.body);
    }
  });
}

/** A word without the quotes around it. */
export function unquoted(word: string): string {
  return /^(["'])([^"']*)\1$/.exec(word)?.[2] ?? word;
}
