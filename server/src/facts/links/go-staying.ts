import type { StayingFunction } from '../../model/link-fact.ts';

/** Functions of one file that are kept, and calls of one of them. */
const most = 40;

/** Names of what may keep a program up. */
const lasting = /wait|signal|run|start|serve|loop|forever|daemon|consume|poll|watch|block|listen/i;

/** Go is written as its formatter has it: a function at the top ends with the first brace at the start of a line. */
const declared = /^func[ \t]+(?:\([^)\n]{0,200}\)[ \t]*)?(\w{1,100})(?:\[[^\]\n]{0,200}\])?\(/gm;

/** Functions of a Go file that stay, or call what by its name may. */
export function stayingIn(text: string): StayingFunction[] {
  const found = new Map<string, StayingFunction>();
  for (const match of text.matchAll(declared)) {
    if (found.size >= most) break;
    const [, name = ''] = match;
    const end = text.indexOf('\n}', match.index);
    const line = text.indexOf('\n', match.index);
    if (end < 0 || line < 0 || end < line) continue;
    const body = withoutGoroutines(text.slice(line, end));
    const itself = waits(body) || repeats(body);
    const isFollowed = name === 'main' || lasting.test(name);
    const calls = isFollowed ? callsOf(body) : [];
    if (!itself && calls.length === 0) continue;
    const before = found.get(name);
    const all = [...new Set([...(before?.calls ?? []), ...calls])].slice(0, most);
    found.set(name, { name, ...(itself || before?.itself ? { itself: true } : {}), calls: all });
  }
  return [...found.values()];
}

/** What runs beside does not keep the function up. A literal ends with a brace as far in as its line. */
function withoutGoroutines(body: string): string {
  return body.replace(/\n([ \t]*)(?:go|defer)[ \t]+func\b[^\n]*\{[ \t]*\n(?:(?:\1[ \t][^\n]*)?\n)*\1\}[^\n]*/g, '\n');
}

/** It waits until the process is told to end. */
function waits(body: string): boolean {
  return (
    (/\bsignal\.Notify\(/.test(body) && /<-[ \t]*\w/.test(body)) ||
    (/\bsignal\.NotifyContext\(/.test(body) && /<-[ \t]*\w+\.Done\(\)/.test(body)) ||
    /^[ \t]+select[ \t]*\{[ \t]*\}/m.test(body)
  );
}

/** It works again and again: by a clock, or in a loop that nothing leaves. */
function repeats(body: string): boolean {
  const clocked = /\btime\.(NewTicker|Tick)\(|\.NewTicker\(/.test(body);
  if (
    clocked &&
    /\bfor[ \t]+(?:\w+[ \t]*:?=[ \t]*)?range[ \t]+[\w.]*(?:[tT]ick(?:er)?\b[\w.]*\.C\b|time\.Tick\()/.test(body)
  )
    return true;
  return [...body.matchAll(/\n([ \t]*)for[ \t]*\{[ \t]*\n((?:(?:\1[ \t][^\n]*)?\n)*)\1\}/g)].some(([, , inner = '']) =>
    clocked
      ? /<-[ \t]*[\w.()]*(?:\.C\b|\.Chan\(\)|[tT]ick)/.test(inner)
      : !/\b(return|break|goto|panic|os\.Exit|Fatal\w*)\b/.test(inner),
  );
}

/** Calls that the function itself makes of what may stay. */
function callsOf(body: string): string[] {
  const calls = new Set<string>();
  for (const [, before = '', name = ''] of body.matchAll(
    /(\bgo[ \t]+|\bdefer[ \t]+|\bfunc[ \t]+)?\b((?:\w+\.){0,3}\w+)\(/g,
  ))
    if (before === '' && lasting.test(name.slice(name.lastIndexOf('.') + 1))) calls.add(name);
  return [...calls].slice(0, most);
}
