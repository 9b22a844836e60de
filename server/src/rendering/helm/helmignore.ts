import { matcherOf, nameMatcherOf, signsOf } from '../../workspace/glob.ts';

interface Pattern {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  fits(path: string): boolean;
}

/** More patterns than this have no effect. */
const maxPatterns = 1_000;

/** Tells which paths of a chart a `.helmignore` leaves out; a path below a folder that is left out is left out, too. */
export function helmIgnore(text: string): (path: string) => boolean {
  const patterns = [...text.split(/\r?\n/), 'templates/.?*'].flatMap((line) => patternOf(line.trim()) ?? []);
  const known = patterns.slice(0, maxPatterns);
  const memo = new Map<string, boolean>();
  const leavesOut = (path: string, isFolder: boolean): boolean => {
    for (const { negated, foldersOnly, fits } of known) {
      // As Helm: a negated pattern leaves out whatever it does not fit.
      if (negated && ((foldersOnly && !isFolder) || !fits(path))) return true;
      if (!negated && (!foldersOnly || isFolder) && fits(path)) return true;
    }
    return false;
  };
  const folderOut = (folder: string): boolean => {
    if (folder === '') return false;
    const before = memo.get(folder);
    if (before !== undefined) return before;
    const slash = folder.lastIndexOf('/');
    const out = folderOut(slash < 0 ? '' : folder.slice(0, slash)) || leavesOut(folder, true);
    memo.set(folder, out);
    return out;
  };
  return (path) => {
    const slash = path.lastIndexOf('/');
    return folderOut(slash < 0 ? '' : path.slice(0, slash)) || leavesOut(path, false);
  };
}

function patternOf(line: string): Pattern | undefined {
  if (line === '' || line.startsWith('#') || line.includes('**')) return undefined;
  const negated = line.startsWith('!');
  let rule = negated ? line.slice(1) : line;
  const foldersOnly = rule.endsWith('/');
  if (foldersOnly) rule = rule.slice(0, -1);
  const rooted = rule.startsWith('/');
  const signs = signsOf(rooted ? rule.slice(1) : rule);
  if (!signs) return undefined;
  if (!rooted && !rule.includes('/')) {
    const fitsName = nameMatcherOf(signs);
    return { negated, foldersOnly, fits: (path) => fitsName(path.slice(path.lastIndexOf('/') + 1)) };
  }
  const fitsPath = matcherOf(signs, { bare: false });
  return { negated, foldersOnly, fits: (path) => fitsPath(path.split('/')) };
}
