import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { PackageManager } from '../../model/component-fact.ts';
import type { DependencyUpdates } from '../../model/people-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { folderOf, upwards } from '../../production/modules/paths.ts';
import { noIgnores } from '../../workspace/ignore-files.ts';
import { cannotTell, listed, notApplicable, shown, violated } from '../readings.ts';

const ask = 'What updates the dependencies of the service?';

/** Dependabot or Renovate opens pull requests for new versions of what the service depends on. */
export const updatesAutomated: ClaimReader = {
  id: 'updates-automated',
  looks:
    'The configuration of Dependabot and Renovate: the package managers and folders that it covers, against the build files of the service.',
  read(view) {
    const builds = buildsOf(view);
    const configured = view.inWorkspace('dependency-updates');
    if (builds.length === 0)
      return view.service.programs.length === 0
        ? notApplicable('Its code is not in this workspace')
        : cannotTell(
            'No build file of it is read',
            ask,
            configured.map(({ file, fact }) => ({ file, span: fact.span, message: `${fact.by} is configured` })),
          );
    if (configured.length === 0)
      return cannotTell('Neither Dependabot nor Renovate is configured in the workspace', ask);
    const covered = builds.map((build) => ({
      build,
      by: configured.flatMap((each) => coverOf(each, build, view) ?? [])[0],
    }));
    const open = covered.filter(({ by }) => !by).map(({ build }) => build.file);
    const places = covered.flatMap(({ by }) => by ?? []);
    if (open.length === 0) return shown(places[0]?.message ?? '', places);
    if (places.length > 0) return cannotTell(`${listed(open)} is not covered`, `What updates ${listed(open)}?`, places);
    const above = configured.flatMap((each) => aboveOf(each, builds) ?? []);
    if (above[0]) return cannotTell(above[0].message, `Is ${listed(open)} a workspace of that package?`, above);
    const secured = configured.flatMap((each) => securityOf(each, builds, view) ?? []);
    if (secured[0]) return cannotTell(secured[0].message, `What updates ${listed(open)} otherwise?`, secured);
    const said = configured.map(({ file, fact }): Related => ({
      file,
      span: fact.span,
      message: `${fact.by} does not cover ${listed(open)}`,
    }));
    return violated(said[0]?.message ?? '', said);
  },
};

interface Build {
  readonly file: string;
  readonly manager: PackageManager;
}

function buildsOf(view: ServiceView): readonly Build[] {
  const found = new Map<string, Build>();
  // What builds documents or runs tests ships with no service.
  const aside = /(^|\/)(docs?|documentation|tests?|e2e|hack|tools?)\//;
  for (const { file, fact } of view.own('library'))
    if (!aside.test(file)) found.set(file, { file, manager: fact.manager });
  return [...found.values()];
}

/** How Dependabot names what reads a build file. */
function ecosystemsOf({ file, manager }: Build): readonly string[] {
  if (manager === 'npm') return ['npm', 'bun'];
  if (manager === 'go') return ['gomod'];
  if (manager === 'pypi') return ['pip', 'uv'];
  return /\.gradle(\.kts)?$/.test(file) ? ['gradle'] : ['maven'];
}

/** How Renovate does. */
function managersOf({ file, manager }: Build): readonly string[] {
  if (manager === 'npm') return ['npm', 'bun'];
  if (manager === 'go') return ['gomod'];
  if (manager === 'pypi')
    return file.endsWith('.txt') ? ['pip_requirements', 'pip-compile'] : ['pep621', 'poetry', 'pip_setup'];
  return /\.gradle(\.kts)?$/.test(file) ? ['gradle'] : ['maven'];
}

function coverOf({ file, fact }: Located<DependencyUpdates>, build: Build, view: ServiceView): Related | undefined {
  if (fact.off) return undefined;
  const message = `${fact.by} updates ${build.file}`;
  if (fact.by === 'Renovate') return readsIt(fact, build) ? { file, span: fact.span, message } : undefined;
  const ecosystems = ecosystemsOf(build);
  const entry = fact.updates.find(
    (each) =>
      !each.off && ecosystems.includes(each.ecosystem) && each.folders.some((folder) => reaches(folder, build, view)),
  );
  return entry && { file, span: entry.span, message };
}

/** An entry for a folder above a package of npm, whose workspaces it updates. */
function aboveOf({ file, fact }: Located<DependencyUpdates>, builds: readonly Build[]): Related | undefined {
  const entry = fact.updates.find(
    (each) =>
      !each.off &&
      each.ecosystem === 'npm' &&
      builds.some(
        (build) =>
          build.manager === 'npm' && each.folders.some((folder) => [...upwards(folderOf(build.file))].includes(folder)),
      ),
  );
  return entry && { file, span: entry.span, message: 'Dependabot updates the package above and its workspaces' };
}

/** An entry whose pull requests are limited to none: security updates still come (docs.github.com, open-pull-requests-limit). */
function securityOf(
  { file, fact }: Located<DependencyUpdates>,
  builds: readonly Build[],
  view: ServiceView,
): Related | undefined {
  const entry = fact.updates.find(
    (each) =>
      each.off &&
      builds.some(
        (build) =>
          ecosystemsOf(build).includes(each.ecosystem) && each.folders.some((folder) => reaches(folder, build, view)),
      ),
  );
  return entry && { file, span: entry.span, message: 'Dependabot opens pull requests for security updates only' };
}

function readsIt({ managers, ignores = [], includes }: DependencyUpdates, build: Build): boolean {
  const fits = (pattern: string) => noIgnores.enter('', [pattern]).ignores(build.file);
  if (managers && !managersOf(build).some((each) => managers.includes(each))) return false;
  if (ignores.some((pattern) => fits(pattern) || build.file.startsWith(`${pattern.replace(/\/+$/, '')}/`)))
    return false;
  return includes === undefined || includes.some(fits);
}

/**
 * Whether an entry of Dependabot for a folder reads a build file: one in that folder, or of a project that the build file
 * there is the root of (modules of Maven, projects of Gradle); which packages are workspaces of npm is not read.
 */
function reaches(folder: string, { file, manager }: Build, view: ServiceView): boolean {
  const own = folderOf(file);
  if (folder === own || fitsFolder(folder, own)) return true;
  if (manager === 'pypi') return /(^|\/)requirements$/.test(own) && folderOf(own) === folder;
  if (manager === 'go' || manager === 'npm') return false;
  const isRoot = view
    .inWorkspace('library')
    .some((each) => each.fact.manager === manager && folderOf(each.file) === folder);
  return isRoot && [...upwards(own)].includes(folder);
}

/** Globs of `directories`: `/services/*` is each folder there, `/services/web/**` the folder and all below it. */
function fitsFolder(glob: string, folder: string): boolean {
  if (!glob.includes('*')) return false;
  const below = /^(.*?)\/?\*\*(\/\*)?$/.exec(glob)?.[1];
  if (below !== undefined && !below.includes('*'))
    return below === '' || folder === below || folder.startsWith(`${below}/`);
  const names = glob.split('/');
  const parts = folder.split('/');
  return (
    names.length === parts.length && names.every((name, at) => noIgnores.enter('', [name]).ignores(parts[at] ?? ''))
  );
}
