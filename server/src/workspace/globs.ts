import { matcherOf, signsOf, type PathMatcher, type Signs } from './glob.ts';

/** Longest glob, in characters. */
export const maxGlob = 500;
/** Most alternatives that the braces of a glob may stand for. */
export const maxAlternatives = 200;

/** Whether a path, relative to the workspace folder, fits one of these globs. Those over the limits have no effect. */
export function fitsGlobs(globs: readonly string[]): PathMatcher {
  const matchers = globs.flatMap((glob) => (globProblem(glob) === undefined ? (alternatives(glob) ?? []) : []));
  const fits = matchers.flatMap((each) => {
    const signs: Signs | undefined = signsOf(each);
    return signs ? [matcherOf(signs, { bare: true })] : [];
  });
  if (fits.length === 0) return () => false;
  return (path) => {
    const names = path.split('/');
    return fits.some((each) => each(names));
  };
}

/** Why a glob has no effect, as half a sentence; undefined where it has. */
export function globProblem(glob: string): string | undefined {
  if (glob.length > maxGlob) return `is longer than ${maxGlob} characters and has no effect`;
  if (!alternatives(glob)) return `has braces for more than ${maxAlternatives} alternatives and has no effect`;
  return undefined;
}

/** What the braces of a glob stand for; undefined where that is too much. A brace without its other half is itself. */
function alternatives(glob: string): readonly string[] | undefined {
  let done: string[] = [''];
  let at = 0;
  while (at < glob.length) {
    const group = glob[at] === '{' ? groupAt(glob, at) : undefined;
    if (!group) {
      const length = glob[at] === '\\' ? 2 : 1;
      const sign = glob[at] === '{' ? '\\{' : glob.slice(at, at + length);
      done = done.map((each) => each + sign);
      at += length;
      continue;
    }
    const own: string[] = [];
    for (const item of group.items) {
      const inner = alternatives(item);
      if (!inner) return undefined;
      own.push(...inner);
    }
    if (own.length * done.length > maxAlternatives) return undefined;
    done = done.flatMap((each) => own.map((end) => each + end));
    at = group.end;
  }
  return done;
}

/** The items between a brace and its other half, and the place behind it. */
function groupAt(glob: string, start: number): { items: string[]; end: number } | undefined {
  const items: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = start; at < glob.length; at++) {
    const sign = glob[at];
    if (sign === '\\') at++;
    else if (sign === '{') depth++;
    else if ((sign === ',' && depth === 1) || (sign === '}' && --depth === 0)) {
      items.push(glob.slice(from, at));
      from = at + 1;
      if (depth === 0) return { items, end: at + 1 };
    }
  }
  return undefined;
}
