import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ConformanceCheck, Pack } from '../knowledge/pack.ts';
import type { Library } from '../model/component-fact.ts';
import type { Located } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import type { Place } from '../model/span.ts';
import { fitsGlobs } from '../workspace/globs.ts';
import type { PathMatcher } from '../workspace/glob.ts';
import { placeOf } from './traits.ts';

/** A module that a service uses, with what its conformance checks say. */
export interface UsedModule {
  readonly pack: Pack;
  readonly library: Located<Library>;
  readonly checks: readonly CheckResult[];
}

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly verdict: 'shown' | 'violated' | 'cannot-tell';
  /** One clause. */
  readonly because: string;
  readonly at?: Place;
}

export interface ConformanceSources {
  readonly index: Pick<WorkspaceIndex, 'ofService' | 'paths'>;
  readonly knowledge: Pick<Knowledge, 'forLibrary'>;
  text(file: string): Promise<string | undefined>;
}

/** Files that are opened for one check. */
const maxFiles = 20;

/** The modules of a service: libraries whose packs say what they cover, which concerns they meet or how use is told. */
export async function modulesOf(service: Service, sources: ConformanceSources): Promise<readonly UsedModule[]> {
  const { index, knowledge } = sources;
  const libraries = index.ofService(service, 'library');
  const used = new Map<string, UsedModule>();
  for (const library of libraries) {
    for (const pack of knowledge.forLibrary(library.fact)) {
      if (used.has(pack.id) || !isModule(pack)) continue;
      const checks: CheckResult[] = [];
      for (const check of pack.conformance) {
        checks.push(...(await resultsOf(check, { service, library, libraries, sources })));
      }
      used.set(pack.id, { pack, library, checks });
    }
  }
  return [...used.values()];
}

function isModule({ covers, concerns, conformance }: Pack): boolean {
  return Object.keys(covers).length + concerns.length + conformance.length > 0;
}

interface Given {
  readonly service: Service;
  readonly library: Located<Library>;
  readonly libraries: readonly Located<Library>[];
  readonly sources: ConformanceSources;
}

async function resultsOf(check: ConformanceCheck, given: Given): Promise<CheckResult[]> {
  const { id, title } = check;
  const told = [
    ...(check.without.length > 0 ? [besides(check.without, given)] : []),
    ...(check.atLeast === undefined ? [] : [versionOf(check.atLeast, given)]),
    ...(check.file === undefined ? [] : [await fileOf({ ...check, file: check.file }, given)]),
  ];
  return told.map((each) => ({ id, title, ...each }));
}

type Told = Omit<CheckResult, 'id' | 'title'>;

function besides(without: readonly string[], { libraries }: Given): Told {
  const other = libraries.find(({ fact }) => without.includes(fact.name));
  return other
    ? { verdict: 'violated', because: `it also depends on ${other.fact.name}`, at: placeOf(other) }
    : { verdict: 'shown', because: `it depends on none of ${without.join(', ')}` };
}

function versionOf(atLeast: string, { library }: Given): Told {
  const at = placeOf(library);
  const { version, name } = library.fact;
  // A range with several ends, a tag or a variable says nothing of what runs.
  const written = /^[\^~]?v?(?:==|>=)?\s*(\d+(?:\.\d+){0,2})/.exec(version ?? '')?.[1];
  if (written === undefined) return { verdict: 'cannot-tell', because: `no file sets the version of ${name}`, at };
  const enough = compare(written, atLeast) >= 0;
  const because = `${name} is at ${written}; the oldest validated version is ${atLeast}`;
  return { verdict: enough ? 'shown' : 'violated', because, at };
}

function compare(a: string, b: string): number {
  const [one, two] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (one?.[at] ?? 0) - (two?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

async function fileOf(
  { file, contains }: ConformanceCheck & { file: string },
  { service, sources }: Given,
): Promise<Told> {
  if (service.root === undefined) return { verdict: 'cannot-tell', because: 'its code is not in this workspace' };
  const prefix = service.root === '' ? '' : `${service.root}/`;
  const pattern = globOf(file);
  const found: string[] = [];
  for (const path of sources.index.paths()) {
    if (found.length === maxFiles) break;
    if (path.startsWith(prefix) && pattern(path.slice(prefix.length))) found.push(path);
  }
  const [first] = found;
  if (first === undefined)
    return { verdict: 'violated', because: `there is no ${file} in ${service.root || 'its folder'}` };
  const at = (path: string, start = 0): Place => ({ file: path, span: { start, end: start } });
  if (contains === undefined) return { verdict: 'shown', because: `${first} exists`, at: at(first) };
  for (const path of found) {
    const start = (await sources.text(path))?.indexOf(contains) ?? -1;
    if (start >= 0) return { verdict: 'shown', because: `${path} contains it`, at: at(path, start) };
  }
  return { verdict: 'violated', because: `${first} does not contain “${contains}”`, at: at(first) };
}

/** `*` is a part of a name, `**` any folders; all else is itself. */
function globOf(glob: string): PathMatcher {
  return fitsGlobs([glob.replace(/[?[\]{}\\]/g, '\\$&')]);
}
