import type { ValuesLayer } from './layers.ts';

/** One way in which a chart is deployed: its name, and the values that are put over the chart's own. */
export interface ChartEnvironment {
  /** The values file that makes it, as a path of the workspace; empty where only the chart's own values apply. */
  readonly name: string;
  /** The words of the file's name that tell environments apart: `prod` of `values-prod.yaml`. */
  readonly label: string;
  readonly values: readonly ValuesLayer[];
}

const yaml = String.raw`\.ya?ml`;
/** Values files of one environment, in a chart's folder or beside it; the group is the environment's name. */
const forms = [
  new RegExp(`^values[-_.]([^/]+)${yaml}$`),
  new RegExp(`^([^/]+)[-_.]values${yaml}$`),
  new RegExp(`^values/([^/]+)${yaml}$`),
  new RegExp(`^values/([^/]+)/values${yaml}$`),
  new RegExp(`^(?:envs?|environments?)/([^/]+)${yaml}$`),
  new RegExp(`^(?:envs?|environments?)/([^/]+)/values(?:[-_.][^/]+)?${yaml}$`),
];
/** Files that are for people or tests to start from, not to deploy with. */
const notDeployed = /^(ci|tests?|testing|unittest|examples?|samples?|template|schema|lint|kind-ci)$/i;
/** Values that several environments share. */
const shared = /^(common|base|defaults?|shared|global)$/i;

/** Folders of charts among the files of a workspace, without those that are in the `charts/` of another. */
export function findCharts(paths: Iterable<string>): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    if (path === 'Chart.yaml') folders.add('');
    else if (path.endsWith('/Chart.yaml')) folders.add(path.slice(0, -'/Chart.yaml'.length));
  }
  return [...folders].filter((folder) => !isSubchart(folder, folders)).sort();
}

function isSubchart(folder: string, folders: ReadonlySet<string>): boolean {
  const parts = folder.split('/');
  return parts.some(
    (part, at) => part === 'charts' && at < parts.length - 1 && folders.has(parts.slice(0, at).join('/')),
  );
}

/**
 * The environments of a chart: its own values, and each values file in its folder, or beside that where it is the only chart there.
 * A file for all environments (`values-common.yaml`) is put under each of the same folder.
 */
export function environmentsOf(paths: readonly string[], chart: string): readonly ChartEnvironment[] {
  const own = filesIn(paths, chart);
  const slash = chart.lastIndexOf('/');
  const parent = slash < 0 ? '' : chart.slice(0, slash);
  const isAlone = chart !== '' && findCharts(paths).filter((each) => isWithin(each, parent)).length === 1;
  const beside = isAlone ? filesIn(paths, parent) : [];
  return [{ name: '', label: '', values: [] }, ...own, ...beside];
}

function isWithin(folder: string, parent: string): boolean {
  return parent === '' || folder === parent || folder.startsWith(`${parent}/`);
}

function filesIn(paths: readonly string[], folder: string): readonly ChartEnvironment[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const named = paths.flatMap((file) => {
    if (!file.startsWith(prefix)) return [];
    const path = file.slice(prefix.length);
    const name = forms.map((form) => form.exec(path)?.[1]).find((each) => each !== undefined);
    return name === undefined || notDeployed.test(name) ? [] : [{ file, name }];
  });
  const under = named.filter(({ name }) => shared.test(name)).map(({ file }) => ({ file }));
  return named
    .filter(({ name }) => !shared.test(name))
    .map(({ file, name }) => ({
      name: file,
      label: name,
      values: [...under.filter((each) => sameFolder(each.file, file)), { file }],
    }));
}

function sameFolder(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf('/') + 1) === b.slice(0, b.lastIndexOf('/') + 1);
}
