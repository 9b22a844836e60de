import { bool, dict, int, list, str } from '../values/make.ts';
import type { Dict } from '../value.ts';
import type { TemplateSource } from '../engine.ts';
import type { Chart, ChartFile, Requirement } from './chart.ts';
import { filesValue, type FilesPorts } from './chart-files.ts';

/** What a release is called, and where it goes. */
export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
  readonly isUpgrade?: boolean;
}

/** One template that is run: what its dot is. */
export interface Scoped {
  readonly source: TemplateSource;
  /** `Template` is added for each template. */
  readonly dot: Dict;
  readonly basePath: string;
}

export interface ScopeOptions {
  readonly values: Dict;
  readonly release: ReleaseName;
  readonly capabilities: Dict;
  readonly ports: Omit<FilesPorts, 'listed'>;
}

/** All templates of a chart and of its subcharts with what they see, in the order in which Helm parses and runs them. */
export function scopesOf(chart: Chart, options: ScopeOptions): readonly Scoped[] {
  const scoped: Scoped[] = [];
  collect(chart, { path: chart.name, values: options.values, isRoot: true, options, scoped });
  return scoped.toSorted((a, b) => byDepth(a.source.name, b.source.name));
}

/** The deepest first, so that a parent's definitions replace those of its subcharts. */
function byDepth(a: string, b: string): number {
  const [first, second] = [a.split('/').length, b.split('/').length];
  if (first !== second) return second - first;
  return a < b ? 1 : a > b ? -1 : 0;
}

interface Collecting {
  /** As Helm names the chart: `shop/charts/db`. */
  readonly path: string;
  readonly values: Dict;
  readonly isRoot: boolean;
  readonly options: ScopeOptions;
  readonly scoped: Scoped[];
}

function collect(chart: Chart, { path, values, isRoot, options, scoped }: Collecting): Dict {
  const { release, capabilities, ports } = options;
  const subcharts = dict();
  const texts = chart.templates.filter(({ path: own }) => !chart.metadata.isLibrary || isPartial(own));
  const sources = texts.flatMap((file) => sourceOf(file, path) ?? []);
  const listed = sources.some(({ text }) => text.includes('.Files'));
  const dot = dict([
    ['Chart', chartValue(chart, isRoot)],
    ['Files', filesValue(chart.files, { ...ports, listed })],
    ['Release', releaseValue(release)],
    ['Capabilities', capabilities],
    ['Values', { ...values, named: true }],
    ['Subcharts', subcharts],
  ] as const);
  for (const child of chart.dependencies) {
    const own = values.entries.get(child.name);
    const inner = { path: `${path}/charts/${child.name}`, values: own?.type === 'dict' ? own : dict() };
    subcharts.entries.set(child.name, collect(child, { ...inner, isRoot: false, options, scoped }));
  }
  const named: Dict = { ...dot, named: true };
  scoped.push(...sources.map((source) => ({ source, dot: named, basePath: `${path}/templates` })));
  return dot;
}

/** Templates that only define others. */
export function isPartial(path: string): boolean {
  return path.slice(path.lastIndexOf('/') + 1).startsWith('_');
}

function sourceOf({ path, file, text }: ChartFile, chart: string): TemplateSource | undefined {
  const own = text();
  return own === undefined ? undefined : { name: `${chart}/${path}`, file, text: own };
}

function releaseValue({ name, namespace, isUpgrade = false }: ReleaseName): Dict {
  return dict([
    ['Name', str(name)],
    ['Namespace', str(namespace)],
    ['Revision', int(1)],
    ['IsUpgrade', bool(isUpgrade)],
    ['IsInstall', bool(!isUpgrade)],
    ['Service', str('Helm')],
  ] as const);
}

function chartValue({ metadata }: Chart, isRoot: boolean): Dict {
  return dict([
    ...metadata.fields.entries,
    ['Dependencies', list(metadata.dependencies.map(dependencyValue))],
    ['IsRoot', bool(isRoot)],
  ] as const);
}

/** Helm has given the alias as the name by then. */
function dependencyValue({ name, chart, version, repository, condition, tags }: Requirement): Dict {
  return dict([
    ['Name', str(name)],
    ['Version', str(version)],
    ['Repository', str(repository)],
    ['Condition', str(condition)],
    ['Tags', list(tags.map((tag) => str(tag)))],
    ['Enabled', bool(true)],
    ['Alias', str(name === chart ? '' : name)],
  ] as const);
}
