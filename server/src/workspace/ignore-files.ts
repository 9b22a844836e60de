import ignore, { type Ignore } from 'ignore';

/** The ignore files from the root down to one folder; `.gitignore` and `.prrignore`, as git reads them. */
export interface IgnoreChain {
  ignores(path: string): boolean;
  /** The chain for a folder inside, which may have ignore files of its own. */
  enter(folder: string, texts: readonly string[]): IgnoreChain;
}

interface Level {
  readonly folder: string;
  readonly rules: Ignore;
}

/** A chain without any rule. */
export const noIgnores: IgnoreChain = chain([]);

function chain(levels: readonly Level[]): IgnoreChain {
  return {
    ignores(path) {
      // The deepest file that says something decides, as in git.
      for (let at = levels.length - 1; at >= 0; at--) {
        const level = levels[at];
        if (!level) continue;
        const relative = level.folder === '' ? path : path.slice(level.folder.length + 1);
        const result = level.rules.test(relative);
        if (result.ignored) return true;
        if (result.unignored) return false;
      }
      return false;
    },
    enter(folder, texts) {
      if (texts.length === 0) return chain(levels);
      return chain([...levels, { folder, rules: ignore({ allowRelativePaths: true }).add(texts.join('\n')) }]);
    },
  };
}
