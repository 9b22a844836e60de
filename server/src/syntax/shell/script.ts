import type { Span } from '../../model/span.ts';
import { shellTokens, type ShellToken } from './tokens.ts';

/** A command of a shell script. `background`: it was started with `&`. */
export type ShellCommand = Span & { readonly background?: true } & (
    | {
        readonly kind: 'simple';
        /** Assignments before the command: `PORT=80`. */
        readonly assigns: readonly string[];
        /** The words of the command as written; redirections are left out. */
        readonly words: readonly ShellToken[];
      }
    /** Commands with pipes between them; each runs in a shell of its own. */
    | { readonly kind: 'pipe'; readonly commands: readonly ShellCommand[] }
    /** `a && b || c`: the first runs, each of the others on one outcome of what is before it. */
    | { readonly kind: 'either'; readonly commands: readonly ShellCommand[] }
    | {
        readonly kind: 'branches';
        /** One of them runs, or none where it is not whole; `label` is the pattern of a `case`. */
        readonly branches: readonly { readonly label?: string; readonly body: readonly ShellCommand[] }[];
        /** What runs before it is known which branch is taken. */
        readonly conditions: readonly ShellCommand[];
        /** There is an `else`, or the pattern `*`. */
        readonly whole: boolean;
      }
    | { readonly kind: 'loop'; readonly conditions: readonly ShellCommand[]; readonly body: readonly ShellCommand[] }
    | { readonly kind: 'group' | 'subshell'; readonly body: readonly ShellCommand[] }
    | { readonly kind: 'function'; readonly name: string; readonly body: readonly ShellCommand[] }
  );

/** How deep commands may be nested; what is deeper is left out. */
const maxDepth = 60;

const redirection = /^(<<<|<<-?|>>|>&|<&|&>>?|<>|>\||[<>])$/;
const assignment = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/;

/** The commands of a shell script in their order. What cannot be read is left out; never throws. */
export function readShell(text: string): readonly ShellCommand[] {
  const tokens = shellTokens(text);
  let at = 0;
  const isWord = (...names: readonly string[]) => tokens[at]?.kind === 'word' && names.includes(tokens[at]?.text ?? '');
  const isOperator = (...names: readonly string[]) =>
    tokens[at]?.kind === 'operator' && names.includes(tokens[at]?.text ?? '');
  const skip = (...names: readonly string[]) => {
    while (isOperator(...names)) at++;
  };

  /** Commands up to one of the words or operators that end the list, which is not taken. */
  const list = (ends: readonly string[], depth: number): ShellCommand[] => {
    const commands: ShellCommand[] = [];
    while (at < tokens.length) {
      skip('\n', ';', '&');
      const token = tokens[at];
      if (!token || ends.includes(token.text)) break;
      const before = at;
      const command = andOr(depth);
      if (command) commands.push(isOperator('&') ? { ...command, background: true } : command);
      // What fits nowhere (`)`, `done` without a loop) is passed over.
      if (at === before) at++;
    }
    return commands;
  };

  const andOr = (depth: number): ShellCommand | undefined => {
    const first = pipe(depth);
    if (!first) return undefined;
    const commands = [first];
    while (isOperator('&&', '||')) {
      at++;
      skip('\n');
      const next = pipe(depth);
      if (!next) break;
      commands.push(next);
    }
    const end = commands.at(-1)?.end ?? first.end;
    return commands.length > 1 ? { kind: 'either', commands, start: first.start, end } : first;
  };

  const pipe = (depth: number): ShellCommand | undefined => {
    if (isWord('!', 'time')) at++;
    const commands: ShellCommand[] = [];
    for (let next = single(depth); next; next = single(depth)) {
      commands.push(next);
      if (!isOperator('|', '|&')) break;
      at++;
      skip('\n');
    }
    const [first] = commands;
    const last = commands.at(-1);
    return first && last && commands.length > 1 ? { kind: 'pipe', commands, start: first.start, end: last.end } : first;
  };

  const single = (depth: number): ShellCommand | undefined => {
    const token = tokens[at];
    if (!token || depth > maxDepth) return undefined;
    const { start } = token;
    const until = (...ends: readonly string[]) => list(ends, depth + 1);
    /** Takes the word or operator that ends a compound command, and its redirections. */
    const close = (name: string): number => {
      if (tokens[at]?.text === name) at++;
      while (tokens[at]?.kind === 'operator' && redirection.test(tokens[at]?.text ?? '')) at += 2;
      return tokens[at - 1]?.end ?? start;
    };
    if (isOperator('(')) {
      at++;
      const body = until(')');
      return { kind: 'subshell', body, start, end: close(')') };
    }
    if (token.kind === 'operator') return undefined;
    if (isWord('{')) {
      at++;
      const body = until('}');
      return { kind: 'group', body, start, end: close('}') };
    }
    if (isWord('if')) return conditional(start, { until, close });
    if (isWord('while', 'until')) {
      at++;
      const conditions = until('do');
      at++;
      const body = until('done');
      return { kind: 'loop', conditions, body, start, end: close('done') };
    }
    if (isWord('for', 'select')) {
      while (at < tokens.length && !isWord('do')) at++;
      at++;
      const body = until('done');
      return { kind: 'loop', conditions: [], body, start, end: close('done') };
    }
    if (isWord('case')) return choice(start, { until, close });
    return named(depth) ?? simple();
  };

  interface Reading {
    until(...ends: readonly string[]): ShellCommand[];
    close(name: string): number;
  }

  const conditional = (start: number, { until, close }: Reading): ShellCommand => {
    const branches: { body: ShellCommand[] }[] = [];
    const conditions: ShellCommand[] = [];
    let whole = false;
    do {
      at++;
      conditions.push(...until('then'));
      at++;
      branches.push({ body: until('elif', 'else', 'fi') });
    } while (isWord('elif'));
    if (isWord('else')) {
      at++;
      whole = true;
      branches.push({ body: until('fi') });
    }
    return { kind: 'branches', branches, conditions, whole, start, end: close('fi') };
  };

  const choice = (start: number, { until, close }: Reading): ShellCommand => {
    const branches: { label: string; body: ShellCommand[] }[] = [];
    while (at < tokens.length && !isWord('in')) at++;
    at++;
    skip('\n');
    while (at < tokens.length && !isWord('esac')) {
      if (isOperator('(')) at++;
      const from = tokens[at]?.start ?? 0;
      while (at < tokens.length && !isOperator(')')) at++;
      const label = text.slice(from, tokens[at]?.start ?? from).trim();
      at++;
      branches.push({ label, body: until(';;', ';&', ';;&', 'esac') });
      skip(';;', ';&', ';;&', '\n');
    }
    const whole = branches.some(({ label }) => label === '*');
    return { kind: 'branches', branches, conditions: [], whole, start, end: close('esac') };
  };

  /** `name() { … }`, `function name { … }`. */
  const named = (depth: number): ShellCommand | undefined => {
    const start = tokens[at]?.start ?? 0;
    const isKeyword = isWord('function');
    const name = tokens[at + (isKeyword ? 1 : 0)];
    const behind = at + (isKeyword ? 2 : 1);
    const hasBrackets = tokens[behind]?.text === '(' && tokens[behind + 1]?.text === ')';
    if (name?.kind !== 'word' || (!isKeyword && !hasBrackets)) return undefined;
    at = hasBrackets ? behind + 2 : behind;
    skip('\n');
    const body = single(depth + 1);
    return body && { kind: 'function', name: name.text, body: [body], start, end: body.end };
  };

  const simple = (): ShellCommand | undefined => {
    const start = tokens[at]?.start ?? 0;
    let end = start;
    const assigns: string[] = [];
    const words: ShellToken[] = [];
    for (let token = tokens[at]; token; token = tokens[at]) {
      if (token.kind === 'operator') {
        if (!redirection.test(token.text)) break;
        // `2>` is written as one: the number belongs to the redirection.
        const before = words.at(-1);
        if (before && /^\d$/.test(before.text) && before.end === token.start) words.pop();
        at += tokens[at + 1]?.kind === 'word' ? 2 : 1;
        end = tokens[at - 1]?.end ?? end;
        continue;
      }
      if (words.length === 0 && assignment.test(token.text)) assigns.push(token.text);
      else words.push(token);
      end = token.end;
      at++;
      // A list in brackets: `NAMES=(a b)`.
      if (token.text.endsWith('=') && isOperator('(')) {
        while (at < tokens.length && !isOperator(')')) at++;
        at++;
      }
    }
    return words.length === 0 && assigns.length === 0 && end === start
      ? undefined
      : { kind: 'simple', assigns, words, start, end };
  };

  return list([], 0);
}
