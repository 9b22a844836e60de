import { factsOfSent } from '../facts/sent/sent.ts';
import type { Fact, FactKind, Trouble } from '../model/fact.ts';
import type { Alternative, ChartElsewhere, RenderedObject, Rendering, RenderProblem } from '../model/rendering.ts';
import type { Problem } from '../model/problem.ts';
import type { Located } from '../model/rule.ts';
import type { Place } from '../model/span.ts';
import { environmentOf } from '../production/environments.ts';
import { gather } from '../production/gather.ts';

/** What is kept of the renderings of one root: their texts are made again when a view asks for them. */
export interface SentFacts {
  /** Files that it was made from, or that it asked for. */
  readonly reads: ReadonlySet<string>;
  /** Folders whose listing it used, each with a slash at its end. */
  readonly folders: readonly string[];
  /** The facts of its objects, by the files that they are written in. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  /** Files whose own facts say nothing that these do not say better: templates, bases, patches. */
  readonly replaced: ReadonlySet<string>;
  /** Only the chart's own values are known. */
  readonly isUndeployed: boolean;
  /** Its chart is listed in Artifact Hub, as its `Chart.yaml` says: people install it with values of theirs. */
  readonly isPublished: boolean;
  /** Files that decided something in these facts. */
  readonly deciding: ReadonlySet<string>;
  /** What other environments make of it, and each of several that are production. */
  readonly others: readonly OtherEnvironment[];
  /** Charts and overlays that resources of Flux and Argo CD deploy in their own way. */
  readonly deployed: ReadonlySet<string>;
  /** The charts that each rendering was made from. */
  readonly charts: readonly ChartsRead[];
  /** Mistakes at which Helm or Kustomize would stop. */
  readonly mistakes: readonly Problem[];
  /** What single values leave out of what takes effect in production. */
  readonly alternatives: readonly SentAlternative[];
}

/** An environment in which the objects of a file are other than in production, or one of several that are production. */
export interface OtherEnvironment {
  /** Its values file, overlay, or the resource that releases it. */
  readonly at: Place;
  readonly by: 'values' | 'overlay' | 'release';
  /** By the files that its objects are written in. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
}

/** What one other value would make of the templates that ask for it. */
export interface SentAlternative extends Omit<Alternative, 'objects'> {
  /** By the files that they are written in. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
}

/** The charts that a rendering was made from. */
export interface ChartsRead extends Pick<Rendering, 'by' | 'root'> {
  /** Of the chart, and of those that it includes. */
  readonly folders: readonly string[];
  /** Values files outside of them. */
  readonly values: readonly string[];
}

/** What renderings were made from. */
export interface SentFrom {
  /** The paths that they asked for. */
  readonly asked: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly alternatives: readonly Alternative[];
  /** Paths that problems name and that are nowhere in the workspace, left out or not. */
  readonly absent: ReadonlySet<string>;
}

/** The facts of what takes effect in production. */
export function sentFacts(
  renderings: readonly Rendering[],
  { asked, texts, alternatives, absent }: SentFrom,
): SentFacts {
  const chosen = inProduction(renderings).filter(isSure);
  const facts = factsByFile(chosen, texts);
  // What a resource changes in a way that we do not know must neither pass nor fail: its objects are fragments.
  const vague = inProduction(renderings).filter((each) => each.deployedBy && isVague(each));
  for (const [file, own] of factsByFile(vague, texts))
    facts.set(file, [...(facts.get(file) ?? []), ...own.flatMap(asFragment)]);
  for (const { problems } of inProduction(renderings))
    for (const problem of problems) facts.set(problem.file, [...(facts.get(problem.file) ?? []), troubleOf(problem)]);
  for (const { elsewhere } of inProduction(renderings))
    for (const { file, fact } of elsewhere ? elsewhereFacts(elsewhere) : [])
      facts.set(file, [...(facts.get(file) ?? []), fact]);
  const replaced = new Set([...chosen, ...vague].flatMap((each) => replacedBy(each, asked)));
  const switches = alternatives.flatMap(({ at }) => (isInArchive(at.file) ? [] : [at.file]));
  const deciding = new Set([...decidingFiles([...facts.values()]), ...switches]);
  const reads = new Set([...asked, ...renderings.flatMap((each) => each.reads)]);
  const others = renderings
    .filter((each) => environmentPlace(each) && (!chosen.includes(each) || chosen.length > 1) && isSure(each))
    .flatMap((each): OtherEnvironment[] => {
      const at = environmentPlace(each);
      return at ? [{ at, by: each.deployedBy ? 'release' : 'values', facts: factsByFile([each], texts) }] : [];
    });
  const folders = [...reads].filter((each) => each.endsWith('/'));
  const isUndeployed = renderings.every(({ environment, deployedBy }) => environment === '' && !deployedBy);
  const isListed = ({ by, root }: Rendering) =>
    by === 'helm' &&
    /^ +["']?artifacthub\.io\//m.test(texts.get(root === '' ? 'Chart.yaml' : `${root}/Chart.yaml`) ?? '');
  return {
    reads,
    folders,
    facts,
    replaced,
    deciding,
    others,
    isUndeployed,
    isPublished: renderings.some(isListed),
    deployed: new Set(renderings.flatMap(({ by, root, deployedBy }) => (deployedBy ? [`${by} ${root}`] : []))),
    charts: renderings.flatMap(chartsRead),
    mistakes: mistakesIn(renderings, absent),
    alternatives: alternatives.flatMap(({ objects, ...each }): SentAlternative[] =>
      isInArchive(each.at.file) ? [] : [{ ...each, facts: factsByFile([{ by: 'helm', objects }], texts) }],
    ),
  };
}

/** Where it is said what a rendering is for. */
function environmentPlace({ by, environment, deployedBy }: Rendering): Place | undefined {
  if (deployedBy) return deployedBy;
  return by === 'helm' && environment !== '' ? { file: environment, span: { start: 0, end: 0 } } : undefined;
}

/** The renderings that take effect in production: those that say so, else the one that no environment is named for. */
export function inProduction<Own extends Rendering>(renderings: readonly Own[]): readonly Own[] {
  const deployed = renderings.filter(({ deployedBy }) => deployedBy);
  if (deployed.length > 0)
    return renderings.filter(({ deployedBy, environment }) => !deployedBy || isProductionFolder(environment));
  const said = renderings.filter(({ by, root, environment }) => {
    if (by === 'kustomize') return isProductionFolder(root);
    const { environment: found, because } = environmentOf({ file: environment.replace(`${root}/`, '') });
    return environment !== '' && found === 'production' && because !== undefined;
  });
  return said.length > 0 ? said : renderings.filter(({ environment }) => environment === '');
}

/** Whether the overlay of a folder is for production, as far as its path says. */
export function isProductionFolder(folder: string): boolean {
  return (
    environmentOf({ file: folder === '' ? 'kustomization.yaml' : `${folder}/kustomization.yaml` }).environment ===
    'production'
  );
}

function chartsRead({ by, root, reads }: Rendering): ChartsRead[] {
  const files = reads.filter((file) => /(^|\/)Chart\.yaml$/.test(file));
  if (files.length === 0) return [];
  const folders = files.map((file) => file.slice(0, Math.max(0, file.length - '/Chart.yaml'.length)));
  const isInChart = (file: string) => folders.some((chart) => isBelow(file, chart));
  const values = by === 'helm' ? reads.filter((file) => /\.ya?ml$/.test(file) && !isInChart(file)) : [];
  return [{ by, root, folders, values }];
}

/** Whether what is there is what would be sent, even if something else is missing: a chart that Helm stops at sends nothing. */
export function isSure({ by, problems }: Rendering): boolean {
  const known = by === 'helm' ? ['missing', 'unknown'] : ['missing'];
  return problems.every(({ problem, changes }) => known.includes(problem) && !changes);
}

/** Whether something that we do not know changes what is there: a patch, values from elsewhere. */
function isVague(rendering: Rendering): boolean {
  if (rendering.by === 'kustomize') return !isSure(rendering);
  const { problems } = rendering;
  return (
    problems.some(({ changes }) => changes) &&
    problems.every(({ problem }) => problem === 'missing' || problem === 'unknown')
  );
}

/** Templates of a chart, and what an overlay is built from, say nothing by themselves once they are rendered. */
function replacedBy({ by, root, reads, objects }: Rendering, asked: ReadonlySet<string>): string[] {
  if (by === 'kustomize') return [...reads, ...objects.map(({ file }) => file)];
  const isTemplate = (file: string) => isBelow(file, root) && /(^|\/)templates\//.test(file);
  return [...new Set([...asked, ...reads])].filter(isTemplate);
}

/** Kinds that stay where a file is replaced: what people wrote beside the objects, and what overlays say of themselves. */
const staying: ReadonlySet<FactKind> = new Set<FactKind>(['suppression', 'kustomization', 'page']);

function asFragment(fact: Fact): Fact[] {
  if (fact.kind === 'workload') return [{ ...fact, partial: true }];
  return fact.kind === 'container' ? [{ ...fact, partial: true, unsettled: true }] : [];
}

/** The own facts of a replaced file that still count. */
export function withoutReplaced(facts: readonly Fact[]): Fact[] {
  return facts.flatMap((fact): Fact[] => {
    if (fact.kind === 'kustomization') return [{ ...fact, replicas: [] }];
    // What keeps us from reading a part of it holds for what it is rendered to, too; that it is a template does not.
    if (fact.kind === 'trouble') return fact.trouble === 'template' ? [] : [fact];
    return staying.has(fact.kind) ? [fact] : [];
  });
}

/** Whether a file is in an archive of a chart: others wrote it, and nobody edits it here. */
export function isInArchive(file: string): boolean {
  return /\.t?gz\//.test(file);
}

/** Overlays that share a base make the same of it. */
export function distinct(facts: readonly Fact[]): readonly Fact[] {
  return facts.length < 2 ? facts : [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

export function isBelow(file: string, root: string): boolean {
  return root === '' || file.startsWith(`${root}/`);
}

/** Each fact once, however many environments have it. */
export function factsByFile(
  renderings: readonly Pick<Rendering, 'by' | 'objects'>[],
  texts: ReadonlyMap<string, string | undefined>,
): Map<string, Fact[]> {
  const byFile = new Map<string, Map<string, Fact>>();
  for (const { by, objects } of renderings) {
    const files = new Map<string, RenderedObject[]>();
    for (const object of objects) gather(files, object.file, object);
    for (const [file, own] of files) {
      const known = byFile.get(file) ?? new Map<string, Fact>();
      byFile.set(file, known);
      const text = texts.get(file) ?? '';
      for (const fact of factsOfSent({ file, text, by, objects: own, textOf: (path) => texts.get(path) })) {
        const key = JSON.stringify(fact);
        if (!known.has(key)) known.set(key, fact);
      }
    }
  }
  return new Map([...byFile].map(([file, facts]) => [file, [...facts.values()]]));
}

/** The files that spans name as what decided. */
function* decidingFiles(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('from' in value && 'start' in value && Array.isArray(value.from)) {
    for (const { file } of value.from as readonly Place[]) if (!isInArchive(file)) yield file;
    return;
  }
  for (const each of Object.values(value)) yield* decidingFiles(each);
}

/** A chart's own values may lack what each user of it has to give. */
function mistakesIn(renderings: readonly Rendering[], absent: ReadonlySet<string>): readonly Problem[] {
  const found = renderings.flatMap(({ by, environment, deployedBy, problems }) => {
    const isDeployed = by === 'kustomize' || environment !== '' || deployedBy !== undefined;
    const kinds = isDeployed ? ['syntax', 'schema', 'error', 'required'] : ['syntax', 'schema'];
    const isAbsent = ({ path }: RenderProblem) => by === 'kustomize' && path !== undefined && absent.has(path);
    return problems.filter((each) => (kinds.includes(each.problem) || isAbsent(each)) && !isInArchive(each.file));
  });
  const known = new Map<string, Problem>();
  for (const { file, span, message } of found)
    known.set(`${file} ${span.start} ${message}`, { file, span, message: message.replace(/\.$/, '') });
  return [...known.values()];
}

/** A chart that is not here, and what its values say, each in its file. */
function elsewhereFacts({ at, values, ...named }: ChartElsewhere): Located<Fact>[] {
  const { release, chart } = named;
  return [
    { file: at.file, fact: { kind: 'remote-chart', span: at.span, ...named } },
    ...values.map(({ at: { file, span }, ...value }): Located<Fact> => ({
      file,
      fact: { kind: 'release-value', span, release, chart, ...value },
    })),
  ];
}

function troubleOf({ span, problem, message }: RenderProblem): Fact {
  return { kind: 'trouble', trouble: troubles[problem], span, message };
}

const troubles = {
  syntax: 'syntax',
  error: 'syntax',
  schema: 'syntax',
  required: 'template',
  unknown: 'template',
  limit: 'too-complex',
  missing: 'missing',
} as const satisfies Record<RenderProblem['problem'], Trouble['trouble']>;
