import { matcherOf, nameMatcherOf, signsOf, type PathMatcher } from './glob.ts';

/** The ignore files from the root down to one folder; `.gitignore` and `.prrignore`, as git reads them. */
export interface IgnoreChain {
  /** Whether a path is ignored; one that ends in a slash is a folder. Folders above it are not looked at. */
  ignores(path: string): boolean;
  /** The chain for a folder inside, which may have ignore files of its own. */
  enter(folder: string, texts: readonly string[]): IgnoreChain;
}

/** Longest pattern of an ignore file, in characters; longer ones have no effect. */
export const maxIgnorePattern = 500;
/** Most patterns of an ignore file; those after them have no effect. */
export const maxIgnorePatterns = 2000;

interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Of the name alone, where the pattern has no slash. */
  readonly byName: boolean;
  readonly fits: PathMatcher;
}

interface Level {
  readonly folder: string;
  readonly rules: readonly Rule[];
}

/** A chain without any rule. */
export const noIgnores: IgnoreChain = chain([]);

/** Whether an ignore file has patterns over the limits. */
export function hasExcess(text: string): boolean {
  const lines = patternsOf(text);
  return lines.length > maxIgnorePatterns || lines.some((line) => line.length > maxIgnorePattern);
}

function chain(levels: readonly Level[]): IgnoreChain {
  return {
    ignores(path) {
      const isFolder = path.endsWith('/');
      const plain = isFolder ? path.slice(0, -1) : path;
      const name = plain.slice(plain.lastIndexOf('/') + 1);
      // The deepest file that says something decides, and in it the last pattern, as in git.
      for (let at = levels.length - 1; at >= 0; at--) {
        const level = levels[at];
        if (!level) continue;
        const relative = level.folder === '' ? plain : plain.slice(level.folder.length + 1);
        const rule = level.rules.findLast(
          ({ foldersOnly, byName, fits }) => (isFolder || !foldersOnly) && fits(byName ? name : relative),
        );
        if (rule) return !rule.negated;
      }
      return false;
    },
    enter(folder, texts) {
      const rules = texts.flatMap((text) => patternsOf(text).slice(0, maxIgnorePatterns).flatMap(readRule));
      return rules.length === 0 ? chain(levels) : chain([...levels, { folder, rules }]);
    },
  };
}

function patternsOf(text: string): string[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map(withoutSpaces)
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Spaces at the end count only behind a backslash. */
function withoutSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') end--;
  let slashes = 0;
  while (line[end - 1 - slashes] === '\\') slashes++;
  return line.slice(0, slashes % 2 === 1 ? end + 1 : end);
}

function readRule(line: string): Rule[] {
  if (line.length > maxIgnorePattern) return [];
  const negated = line.startsWith('!');
  let pattern = negated ? line.slice(1) : line;
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  const byName = !pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  const fits = byName ? nameRule(pattern) : pathRule(pattern);
  return fits ? [{ negated, foldersOnly, byName, fits }] : [];
}

function nameRule(pattern: string): PathMatcher | undefined {
  const signs = signsOf(pattern);
  return signs && nameMatcherOf(signs);
}

/** As git does, what stands before the first sign is compared by itself, and the rest is a pattern for the rest of the path. */
function pathRule(pattern: string): PathMatcher | undefined {
  const special = pattern.search(/[*?[\\]/);
  if (special < 0) return (path) => path === pattern;
  const start = pattern.slice(0, special);
  const signs = signsOf(pattern.slice(special));
  const fits = signs && matcherOf(signs, { bare: false });
  return fits && ((path) => path.startsWith(start) && fits(path.slice(start.length).split('/')));
}
