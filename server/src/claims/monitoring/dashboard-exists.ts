import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { Panel, Selector } from '../../model/monitoring-fact.ts';
import type { Located } from '../../model/rule.ts';
import { cannotTell, listed, shown } from '../readings.ts';

/** A dashboard shows the service: its panels ask for metrics that its code registers, or for its name. */
export const dashboardExists: ClaimReader = {
  id: 'dashboard-exists',
  looks: 'Grafana dashboards in the workspace whose queries name its metrics, or its name in a label.',
  read(view) {
    const names = namesOf(view);
    const series = ownSeries(view);
    const panels = view.inWorkspace('panel').filter(({ file }) => view.environmentOf({ file }) === 'production');
    const own = panels.flatMap((located) => {
      const selector = located.fact.queries
        .flatMap(({ query }) => query.selectors)
        .find((each) => asksFor(each, { names, series }));
      return selector ? [{ located, selector }] : [];
    });
    const [first] = own;
    if (first) {
      const boards = [...new Set(own.map(({ located }) => located.fact.dashboard || located.file))];
      const many = own.length === 1 ? '1 panel' : `${own.length} panels`;
      return shown(
        `${many} of ${listed(boards)} ${own.length === 1 ? 'shows' : 'show'} it`,
        own.map(({ located }) => placeOf(located)),
      );
    }
    const chosen = panels.find(({ fact }) => fact.queries.some(({ query }) => query.selectors.some(isChosen)));
    return chosen
      ? cannotTell(
          `${chosen.fact.dashboard || chosen.file} shows what its reader chooses`,
          `Does ${chosen.fact.dashboard || 'the dashboard'} show this service?`,
          [placeOf(chosen)],
        )
      : cannotTell('No dashboard in the workspace shows it', 'Which dashboard shows the service?');
  },
};

interface Own {
  readonly names: ReadonlySet<string>;
  readonly series: ReadonlySet<string>;
}

/** Labels whose value names what a series comes from. */
const sources =
  /^(job|service|service_name|app|app_kubernetes_io_name|container|container_name|deployment|workload|kubernetes_name|destination_(service_name|workload|app)|exported_service|exported_job|component|application)$/;

function asksFor({ metric, matchers }: Selector, { names, series }: Own): boolean {
  if (metric !== undefined && series.has(metric)) return true;
  // What an exporter tells of others is no dashboard of the exporter.
  const isOfOthers = /^(kube|node|probe|namespace|cluster)[_:]/.test(metric ?? '');
  return matchers.some(
    ({ label, operator, value }) =>
      sources.test(label) &&
      !(isOfOthers && /^(job|service|app|exported_job)$/.test(label)) &&
      (operator === '=' || operator === '=~') &&
      value.split('|').some((each) => names.has(each.replace(/^\^|\$$|\.\*$|^\.\*/g, '').replace(/^[\w-]+\//, ''))),
  );
}

/** A variable of the dashboard chooses the service. */
function isChosen({ matchers }: Selector): boolean {
  return matchers.some(({ label, value }) => sources.test(label) && /\$\{?\w/.test(value));
}

/** Series of the metrics that only code of this service registers. */
function ownSeries(view: ServiceView): ReadonlySet<string> {
  const own = new Set(view.own('metric').map(({ fact }) => fact));
  const others = new Set(view.inWorkspace('metric').flatMap(({ fact }) => (own.has(fact) ? [] : fact.series)));
  return new Set([...own].flatMap(({ exact, series }) => (exact ? series.filter((each) => !others.has(each)) : [])));
}

function namesOf({ service, picture }: ServiceView): ReadonlySet<string> {
  const workloads = picture.workloads.filter(({ name }) => service.workloads.includes(name));
  return new Set([service.name, ...workloads.flatMap(({ name, hosts, object }) => [object?.name ?? name, ...hosts])]);
}

function placeOf({ file, fact }: Located<Panel>) {
  return { file, span: fact.span, message: `${fact.title === '' ? 'A panel' : fact.title} shows it` };
}
