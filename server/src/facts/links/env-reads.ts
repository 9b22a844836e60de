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
  java: /\bSystem\.getenv\(\s*"(\w+)"\s*\)/g,
};
/** `process.env.X || 'x'`, `getenv("X", "x")`, `orDefault("X", "x")`. */
const otherwise = /^\s*\)?\]?\s*(?:\|\||\?\?|,|\bor\b)\s*(["'`])([^"'`\n$]{0,200})\1/;

/** The environment variables that a text reads, each once, at its first name. */
export function envReads(language: CodeLanguage, text: string): EnvRead[] {
  const found = new Map<string, EnvRead>();
  const add = (name: string, start: number, behind: number) => {
    const literal = otherwise.exec(text.slice(behind, behind + 300))?.[2];
    const before = found.get(name);
    if (before ? before.default !== undefined || literal === undefined : found.size >= maxReads) return;
    found.set(name, {
      kind: 'env-read',
      span: { start, end: start + name.length },
      name,
      ...(literal === undefined ? {} : { default: literal }),
    });
  };
  for (const match of text.matchAll(read[language])) {
    const name = match[1] ?? match[2] ?? '';
    add(name, match.index + match[0].lastIndexOf(name), match.index + match[0].length);
  }
  for (const match of text.matchAll(written)) add(match[2] ?? '', match.index + 1, match.index + match[0].length);
  return [...found.values()];
}
