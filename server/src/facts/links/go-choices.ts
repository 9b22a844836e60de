import type { ModuleChoice } from '../../model/link-fact.ts';

/** What is no code: blanked, so that braces and names in it are not read, and places stay. */
const silent =
  /"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*(?:`|(?![\s\S]))|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|\/\/[^\n]*/g;
const imported = /^(?:import)?[ \t]+(?:(\w+)[ \t]+)?"([^"\n]+)"/gm;
const switches = /\bswitch\s+(?:[^\n{]*;\s*)?(\*?[\w.]+(?:\([^\n{]*\))?(?:\[\d\])?)\s*\{/g;
const functions = /^func\s+(\w+)\s*\(/gm;
const chosen = /\bos\.Args\b|\bflag\.Arg\(|\bflag\.String\(/;

/** Switches of a file that are read, branches of one, and functions and imports beside; with more, nothing is known. */
const mostSwitches = 8;
const mostBranches = 100;
const mostBeside = 200;

interface Branch extends Pick<ModuleChoice, 'names' | 'by'> {
  readonly start: number;
  readonly end: number;
}

/**
 * What the file that begins a Go program runs by a word of its command line: the branches of a `switch` over `os.Args[n]`, the name of
 * the binary, `flag.Arg(0)` or a text from `flag.String`, with what is mentioned in them and in the functions of the file that
 * only they call. Empty where there is none.
 */
export function goChoices(text: string): ModuleChoice[] {
  if (!chosen.test(text) || !/\bswitch\b/.test(text)) return [];
  const code = text.replace(silent, (found) => found.replace(/[^\n]/g, ' '));
  const found = [...code.matchAll(switches)];
  if (found.length > mostSwitches) return [];
  for (const { 0: head, 1: subject = '', index } of found) {
    if (!isChosen(subject, code)) continue;
    const branches = branchesOf(text, code, index + head.length);
    if (branches.length < 2 || branches.length > mostBranches) continue;
    const usual = usualOf(subject, text);
    const choices = choicesOf(text, code, branches).map((each): ModuleChoice =>
      usual !== undefined && each.names.includes(usual) ? { ...each, by: 'default' } : each,
    );
    if (choices.some(({ modules, mentions }) => modules.length > 0 || mentions.length > 0)) return choices;
  }
  return [];
}

/** Whether an expression is a word of the command line: itself, or a variable that was given one. */
function isChosen(subject: string, code: string): boolean {
  if (chosen.test(subject)) return true;
  const name = /^\*?(\w+)$/.exec(subject)?.[1];
  if (name === undefined) return false;
  return new RegExp(`\\b${name}\\b\\s*:?=[^\\n]*(?:${chosen.source})|\\bflag\\.StringVar\\(\\s*&${name}\\b`).test(code);
}

/** What the option has that a variable holds, where it is not given. */
function usualOf(subject: string, text: string): string | undefined {
  const name = /^\*?(\w+)$/.exec(subject)?.[1];
  const option = `\\b${name}\\s*:?=\\s*flag\\.String\\(|\\bflag\\.StringVar\\(\\s*&${name}\\s*,`;
  return name === undefined ? undefined : new RegExp(`(?:${option})\\s*"[^"\\n]*",\\s*"([^"\\n]*)"`).exec(text)?.[1];
}

/** The branches of a switch whose body begins at a place. */
function branchesOf(text: string, code: string, from: number): Branch[] {
  const found: { label: number; start: number }[] = [];
  let depth = 0;
  let end = from;
  for (; end < code.length && depth >= 0; end++) {
    const sign = code[end];
    if (sign === '{') depth++;
    else if (sign === '}') depth--;
    else if (
      depth === 0 &&
      (sign === 'c' || sign === 'd') &&
      /^(?:case\s|default\s*:)/.test(code.slice(end, end + 40))
    ) {
      if (/\w/.test(code[end - 1] ?? '')) continue;
      const colon = code.indexOf(':', end);
      if (colon < 0) return [];
      found.push({ label: end, start: colon + 1 });
      end = colon;
    }
  }
  return found.map(({ label, start }, at) => ({
    ...namedBy(text.slice(label, start)),
    start,
    end: found[at + 1]?.label ?? end,
  }));
}

function namedBy(label: string): Pick<Branch, 'names' | 'by'> {
  const names = [...label.matchAll(/"([^"\n]*)"/g)].map(([, name = '']) => name);
  if (label.startsWith('default')) return { names, by: 'default' };
  const rest = label.replace(/^case\s|"[^"\n]*"/g, '');
  return { names, by: /[A-Za-z_]/.test(rest) ? 'constants' : 'texts' };
}

function choicesOf(text: string, code: string, branches: readonly Branch[]): ModuleChoice[] {
  const all = new Set(['always']);
  /** Who runs a place: branches by their number, or `always`. */
  const parts: { readonly start: number; readonly end: number; readonly by: Set<string> }[] = branches.map(
    ({ start, end }, at) => ({ start, end, by: new Set([String(at)]) }),
  );
  const begun = [...code.matchAll(functions)];
  const imports = [...text.matchAll(imported)];
  if (begun.length > mostBeside || imports.length > mostBeside) return [];
  const named = begun.flatMap(({ 1: name = '', index: start }) => {
    const line = code.slice(start, code.indexOf('\n', start));
    const end = line.trimEnd().endsWith('}') ? start + line.length : code.indexOf('\n}', start);
    if (name === 'main' || name === 'init' || end < 0) return [];
    return [{ name, start, end, by: new Set<string>() }];
  });
  parts.push(...named);
  const runs = (at: number): ReadonlySet<string> => parts.find(({ start, end }) => start <= at && at < end)?.by ?? all;
  const mentions = (pattern: RegExp) => [...code.matchAll(pattern)].map(({ index }) => index);
  const calls = named.map((each) => ({
    ...each,
    at: mentions(new RegExp(`(?<![\\w.])${each.name}\\b`, 'g')).filter((at) => at < each.start || at >= each.end),
  }));
  for (let changed = true; changed;) {
    changed = false;
    for (const { at, by } of calls)
      for (const each of at.flatMap((place) => [...runs(place)])) {
        changed ||= !by.has(each);
        by.add(each);
      }
  }
  // What nothing here calls may be called by another file of the package.
  for (const { by } of calls) if (by.size === 0) by.add('always');
  const modules = new Map<string, Set<string>>();
  for (const [, alias, module = ''] of imports) {
    const local =
      alias ??
      module
        .split('/')
        .filter((part) => !/^v\d+$/.test(part))
        .at(-1) ??
      module;
    const at = mentions(new RegExp(`(?<![\\w.])${local.replace(/\W/g, '\\$&')}\\s*\\.`, 'g'));
    const by = new Set(at.flatMap((place) => [...runs(place)]));
    if (by.size > 0 && !by.has('always')) modules.set(module, by);
  }
  const mentioned = new Map(named.map(({ name, by }) => [name, new Set(by)]));
  for (const { 0: mention, index } of code.matchAll(/(?<![\w.])[A-Za-z_]\w*\.[A-Z]\w*/g)) {
    const by = mentioned.get(mention) ?? new Set();
    for (const each of runs(index)) by.add(each);
    mentioned.set(mention, by);
  }
  const ofBranch = (found: ReadonlyMap<string, ReadonlySet<string>>, at: number) =>
    [...found].flatMap(([name, by]) => (by.has(String(at)) && !by.has('always') ? [name] : []));
  return branches.map(({ names, by }, at) => {
    const own = ofBranch(modules, at);
    return {
      names: by === 'constants' ? [...names, ...partsOf(own)] : names,
      by,
      modules: own,
      mentions: ofBranch(mentioned, at),
    };
  });
}

/** The parts of the paths of modules: constants name a branch as its folder is called, or it is not chosen. */
function partsOf(modules: readonly string[]): string[] {
  return [...new Set(modules.flatMap((module) => module.split('/').filter((part) => !part.includes('.'))))];
}
