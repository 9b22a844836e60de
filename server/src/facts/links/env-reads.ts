import type { EnvRead } from '../../model/link-fact.ts';
import type { CodeLanguage } from '../../syntax/code/outline.ts';

/** Variables of one file that are kept. */
const maxReads = 100;

/**
 * A string that is written as variables of the environment are: it counts however it is read (`os.Getenv`, a helper, a tag
 * of a struct), for it is joined only with a manifest that sets a variable of that very name.
 */
const written = /(["'`])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\1/g;
/** Reads by name, whatever the name; the literal that is taken instead. */
const read: Readonly<Record<CodeLanguage, RegExp>> = {
  typescript: /\b(?:process|import\.meta)\.env(?:\.([A-Za-z_]\w*)|\[\s*["'`](\w+)["'`]\s*\])/g,
  javascript: /\b(?:process|import\.meta)\.env(?:\.([A-Za-z_]\w*)|\[\s*["'`](\w+)["'`]\s*\])/g,
  go: /\bos\.(?:Getenv|LookupEnv)\(\s*"(\w+)"\s*\)/g,
  python: /\b(?:environ(?:\.get\(|\[)|getenv\()\s*["'](\w+)["']/g,
  csharp: /\bEnvironment\.GetEnvironmentVariable\(\s*"(\w+)"\s*\)/g,
  java: /\bSystem\.getenv\(\s*"(\w+)"\s*\)/g,
};
/** `process.env.X || 'x'`, `getenv("X", "x")`, `orDefault("X", "x")`. */
const otherwise = /^\s*\)?\]?\s*(?:\|\||\?\?|,|\bor\b)\s*(["'`])([^"'`\n$]{0,200})\1/;

/** `getenv("X") == null ? "x" : …`, `process.env.X === undefined ? "x" : …`, `process.env.X ? process.env.X : "x"`. */
const chosen =
  /^\s*\)?\]?\s*(?:(?:===?|is)\s*(?:null|undefined|None|"")\s*\)?\s*\?\s*(["'`])([^"'`\n$]{0,200})\1|(?:!==?\s*(?:null|undefined|"")\s*\)?\s*)?\?\s*[^"'`\n:]{1,120}:\s*(["'`])([^"'`\n$]{0,200})\3)/;
/** Python's `"x" if os.environ.get("X") is None else …`, before the read. */
const before = /(["'])([^"'\n]{0,200})\1\s+if\s+\(?\s*(?:not\s+)?\(?\s*(?:os\.)?$/;

/** The environment variables that a text reads, each once, at its first name. */
export function envReads(language: CodeLanguage, text: string): EnvRead[] {
  const found = new Map<string, EnvRead>();
  const add = (name: string, start: number, { ahead, behind }: { ahead: number; behind: number }) => {
    const after = text.slice(behind, behind + 300);
    const either = chosen.exec(after);
    const literal =
      otherwise.exec(after)?.[2] ??
      either?.[2] ??
      either?.[4] ??
      before.exec(text.slice(Math.max(0, ahead - 250), ahead))?.[2];
    const known = found.get(name);
    if (known ? known.default !== undefined || literal === undefined : found.size >= maxReads) return;
    found.set(name, {
      kind: 'env-read',
      span: { start, end: start + name.length },
      name,
      ...(literal === undefined ? {} : { default: literal }),
    });
  };
  for (const match of text.matchAll(read[language])) {
    const name = match[1] ?? match[2] ?? '';
    add(name, match.index + match[0].lastIndexOf(name), { ahead: match.index, behind: match.index + match[0].length });
  }
  for (const match of text.matchAll(written))
    add(match[2] ?? '', match.index + 1, { ahead: match.index, behind: match.index + match[0].length });
  return [...found.values()];
}
