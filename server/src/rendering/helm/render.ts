import type { RenderedObject, Rendering, RenderProblem } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import type { RenderLimits, Templates } from '../engine.ts';
import type { Made, Tries } from '../renderer.ts';
import type { Dict } from '../value.ts';
import { dict, str } from '../values/make.ts';
import { openTemplates, usualLimits } from '../template/templates.ts';
import { alternatives, type Condition } from './alternatives.ts';
import { capabilities } from './capabilities.ts';
import type { Chart } from './chart.ts';
import { kubeVersionFor } from './kube-version.ts';
import { coalesceValues } from './coalesce.ts';
import { processDependencies, type Listed } from './dependencies.ts';
import { mergedLayers, type ValuesLayer } from './layers.ts';
import { loadChart } from './load.ts';
import { splitObjects } from './objects.ts';
import { inHelmOrder } from './order.ts';
import { becauseMissing, openMissing } from './open-values.ts';
import { schemaProblems } from './schema.ts';
import { isPartial, scopesOf, type ReleaseName, type Scoped } from './scope.ts';
import { compatible, encode, printYaml } from './ports.ts';

/** How a chart is rendered. */
export interface ChartOptions {
  /** Its folder, as a path of the workspace. */
  readonly chart: string;
  /** Over the chart's own values; a later one wins. */
  readonly values: readonly ValuesLayer[];
  readonly release: ReleaseName;
  /** As people write it (`1.33`, `v1.33.2`); that of the current Helm where none is given, or none that can be read. */
  readonly kubeVersion?: string;
  /** Further APIs of the cluster, as `monitoring.coreos.com/v1`. */
  readonly apiVersions?: readonly string[];
  readonly environment: string;
  /** The files in `crds/` are objects, too. */
  readonly includeCrds?: boolean;
  readonly limits?: RenderLimits;
}

/** Templates that may come to a limit before the rest of the chart is left out: each of them takes seconds. */
const maxOverLimit = 3;

/** For one template with another value: what takes longer is not tried. */
const trialLimits: RenderLimits = { steps: 150_000, output: 1_000_000, depth: 120 };

/** A rendering of a chart as `helm template` gives it: no cluster is asked, what is not known is marked. Never throws. */
export function renderChart(files: Files, options: ChartOptions): Made {
  const reads = new Set<string>();
  const loaded = loadChart(options.chart, { files, reads });
  const layers = mergedLayers(options.values, { files, reads });
  const problems = [...loaded.problems, ...layers.problems];
  const rendering = (objects: readonly RenderedObject[]): Rendering => ({
    root: options.chart,
    by: 'helm',
    environment: options.environment,
    objects,
    problems,
    reads: [...reads].sort(),
  });
  // Helm stops at values that it cannot read; without them, each object would be another than the one that is sent.
  if (!loaded.chart || loaded.isUnreadable || layers.problems.length > 0) return rendering([]);
  const kubeVersion = kubeVersionFor(loaded.chart, options.kubeVersion);
  if (!kubeVersion.fits) {
    const { file, kubeVersion: wanted } = loaded.chart.metadata;
    const message = `Helm stops here: the chart is for Kubernetes ${wanted}, not for ${kubeVersion.version}`;
    problems.push({ file, span: { start: 0, end: 0 }, problem: 'error', message });
    return rendering([]);
  }
  const { chart, missing, undecided, mismatches: early } = processDependencies(loaded.chart, layers.values, compatible);
  problems.push(...missing.map(missingProblem), ...undecided.map(undecidedProblem));
  const { values: known, mismatches: late } = coalesceValues(chart, layers.values);
  const mismatches = early.length > 0 ? early : late;
  const values = openMissing(known, missing);
  for (const { chart: name, value } of mismatches) {
    const place = value.from?.[0] ?? { file: chart.metadata.file, span: { start: 0, end: 0 } };
    problems.push({ ...place, problem: 'error', message: `The values of the subchart ${name} must be a map` });
  }
  problems.push(...schemaProblems(chart, values));
  if (mismatches.length > 0) return rendering([]);
  const objects = [...(options.includeCrds ? crdObjects(chart) : [])];
  const [first] = missing;
  const running = {
    options,
    kubeVersion: kubeVersion.version,
    ...(first ? { missing: becauseMissing(first) } : {}),
  };
  const conditions: Condition[] = [];
  const made = run(chart, { ...running, values, problems, conditions });
  objects.push(...made);
  // Templates have changed the values: the same ones are made again.
  const others = (words: readonly string[], tries: Tries) => {
    const before = openMissing(coalesceValues(chart, layers.values).values, missing);
    const tried: Running = {
      ...running,
      options: { ...options, limits: trialLimits },
      values: before,
      problems: [],
      conditions: [],
    };
    // Opened once: its limits are those of all tries together.
    const templates = templatesOf(scopedIn(chart, tried), tried);
    return alternatives(words, {
      conditions,
      objects: made,
      tries,
      text: files.text,
      again: (change, only) => run(chart, { ...tried, values: change(before), templates, only }),
    });
  };
  return { ...rendering(objects), alternatives: others };
}

interface Running {
  readonly values: ReturnType<typeof coalesceValues>['values'];
  readonly options: ChartOptions;
  readonly kubeVersion: string;
  readonly problems: RenderProblem[];
  /** Gets what conditions leave out. */
  readonly conditions: Condition[];
  /** The chart's templates, where they are open. */
  readonly templates?: Templates;
  /** The templates that are run; all of them where it is absent. */
  readonly only?: ReadonlySet<string>;
  /** Why templates may be missing. */
  readonly missing?: string;
}

function scopedIn(chart: Chart, { values, options, kubeVersion }: Running): readonly Scoped[] {
  const { release, apiVersions = [] } = options;
  const cluster = capabilities(kubeVersion, apiVersions);
  return scopesOf(chart, { values, release, capabilities: cluster, ports: { printYaml, encode } });
}

function templatesOf(scopes: readonly Scoped[], { options, missing }: Running): Templates {
  return openTemplates(
    scopes.map(({ source }) => source),
    { limits: options.limits ?? usualLimits, ...(missing === undefined ? {} : { missing }) },
  );
}

function run(chart: Chart, running: Running): readonly RenderedObject[] {
  const { problems, conditions, only } = running;
  const scopes = scopedIn(chart, running);
  const templates = running.templates ?? templatesOf(scopes, running);
  problems.push(...templates.problems);
  const objects: { readonly name: string; readonly found: readonly RenderedObject[] }[] = [];
  let overLimit = 0;
  for (const { source, dot, basePath } of scopes) {
    if (isPartial(source.name) || only?.has(source.name) === false) continue;
    const template: Dict = {
      ...dict([
        ['Name', str(source.name)],
        ['BasePath', str(basePath)],
      ] as const),
      named: true,
    };
    const rendered = templates.run(source.name, { ...dot, entries: new Map([...dot.entries, ['Template', template]]) });
    problems.push(...rendered.problems);
    conditions.push(...rendered.leftOut.map((each) => ({ ...each, template: source })));
    if (rendered.problems.some(({ problem }) => problem === 'limit') && ++overLimit >= maxOverLimit) break;
    if (source.name.endsWith('NOTES.txt')) continue;
    const split = splitObjects(rendered, { source: source.name, file: source.file });
    problems.push(...split.problems);
    objects.push({ name: source.name, found: split.objects });
  }
  // Helm goes through the templates by their names then; their order above is that of their definitions.
  const byName = objects.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return inHelmOrder(byName.flatMap(({ found }) => found));
}

function crdObjects(chart: Chart, path = chart.name): readonly RenderedObject[] {
  const own = chart.crds.flatMap((crd) => {
    const text = crd.text();
    if (text === undefined) return [];
    const span = { start: 0, end: text.length };
    const whole = { text, marks: [{ ...span, at: { file: crd.file, span }, same: true }], unknowns: [], problems: [] };
    return splitObjects(whole, { source: `${path}/${crd.path}`, file: crd.file }).objects;
  });
  return [...own, ...chart.dependencies.flatMap((each) => crdObjects(each, `${path}/charts/${each.name}`))];
}

function missingProblem({ requirement }: Listed): RenderProblem {
  const { chart, version, repository, place } = requirement;
  const wanted = version === '' ? chart : `${chart} ${version}`;
  const from = repository === '' ? '' : ` of ${repository}`;
  const slash = place.file.lastIndexOf('/');
  const folder = slash < 0 ? '' : ` ${place.file.slice(0, slash)}`;
  const message = `The chart ${wanted}${from} is not in this workspace. "helm dependency build${folder}" adds it.`;
  return { ...place, problem: 'missing', message };
}

function undecidedProblem({ requirement: { name, condition, place } }: Listed): RenderProblem {
  const message = `The chart ${name} is not rendered, because it is not known whether ${condition} is true`;
  return { ...place, problem: 'unknown', message };
}
