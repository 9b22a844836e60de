import { RE2JS } from 're2js';

/** Compiled expressions that are kept; all are compiled again beyond them. */
const maxKept = 500;
const compiled = new Map<string, RE2JS | undefined>();

/**
 * Whether a regular expression of the repository matches the whole text, as Go's tools read it: in time that grows with the text
 * alone. Undefined for an expression with a mistake.
 */
export function matchesWhole(pattern: string, text: string): boolean | undefined {
  if (isPlain(pattern)) return pattern === text;
  if (!compiled.has(pattern)) {
    if (compiled.size >= maxKept) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  return compiled.get(pattern)?.matches(text);
}

/** Whether an expression is a word that fits only itself. */
export function isPlain(pattern: string): boolean {
  return /^[\w-]+$/.test(pattern);
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(`(?:${pattern})`);
  } catch {
    return undefined;
  }
}
