import type { Container, NetworkService, Workload } from '../../../model/artefact-fact.ts';
import type { Route, ServerStart } from '../../../model/code-fact.ts';
import type { Library } from '../../../model/component-fact.ts';
import type { MetricsExport, Scrape } from '../../../model/monitoring-fact.ts';
import type { DeployedService, DeployedWorkload, ProductionPicture } from '../../../model/production.ts';
import { isOf } from '../../../model/workload-of.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';
import { selects } from '../workloads/budgets.ts';
import { factsOfProgram, programOf, workloadOf } from '../picture.ts';
import { servicesInFront } from '../workloads/pods.ts';
import { say } from '../../../words/say.ts';

/** A service that serves metrics for somebody to collect, with what is deployed of it. */
export interface Exposure {
  readonly service: DeployedService;
  readonly workload: DeployedWorkload;
  /** Where it serves them: a route, a call that listens by itself, a library that registers the route. */
  readonly site: Located<Route | MetricsExport | Library>;
  /** The path, where it is known. */
  readonly path?: string;
  readonly routes: readonly Located<Route>[];
  readonly servers: readonly Located<ServerStart>[];
  readonly manifests: readonly Located<Workload>[];
  readonly containers: readonly Located<Container>[];
  readonly fronts: readonly Located<NetworkService>[];
}

const metricsPath = /(^|\/)(metrics|prometheus)\/?$/;
/** Calls that open a port of their own. */
const listens = /(start_http_server|start_wsgi_server|HTTPServer(\.\w+)?|MetricsServer)(\(\))?$/;

/** What a service exposes; undefined where it pushes, where an agent does it, or where nothing is seen to serve. */
export function exposureOf(
  service: DeployedService,
  { picture, context }: { picture: ProductionPicture; context: RuleContext },
): Exposure | undefined {
  const program = programOf(picture, service);
  const workload = workloadOf(picture, service);
  if (!program || !workload) return undefined;
  const facts = { picture, context };
  const exports = factsOfProgram(program, 'metrics-export', facts);
  if (exports.some(({ fact }) => fact.how === 'push' || fact.how === 'agent')) return undefined;
  const agents = context.inWorkspace('metrics-export').filter(({ fact }) => fact.how === 'agent');
  if (agents.some(({ fact }) => fact.workload === undefined || fact.workload === workload.name)) return undefined;
  const routes = factsOfProgram(program, 'route', facts);
  const own = routes.find(({ fact }) => metricsPath.test(fact.path) && fact.library !== '');
  const listener = exports.find(({ fact }) => fact.how === 'endpoint' && listens.test(fact.api));
  const registry = factsOfProgram(program, 'library', facts).find(
    ({ fact }) => fact.name === 'io.micrometer:micrometer-registry-prometheus',
  );
  const site = own ?? listener ?? registry;
  if (!site) return undefined;
  const files = new Set(workload.environments.map(({ at }) => at.file));
  const manifests = context
    .inWorkspace('workload')
    .filter(({ file, fact }) => files.has(file) && isOf(workload, { file, owner: fact }) && !fact.partial);
  const path = own ? own.fact.path : listener ? '/metrics' : '/actuator/prometheus';
  return {
    service,
    workload,
    site,
    path,
    routes,
    servers: factsOfProgram(program, 'server', facts),
    manifests,
    containers: context
      .inWorkspace('container')
      .filter(
        ({ file, fact }) => files.has(file) && isOf(workload, { file, owner: fact.owner }) && fact.role !== 'init',
      ),
    fronts: manifests.flatMap(({ fact }) => servicesInFront(fact, context.inWorkspace('network-service'))),
  };
}

/** Whether a scrape is for the pods of a service. */
export function reaches({ fact: scrape, file }: Located<Scrape>, exposure: Exposure): boolean {
  const { workload, fronts, manifests } = exposure;
  const { selector } = scrape;
  switch (scrape.by) {
    case 'pod annotations':
      return scrape.name === workload.name && manifests.some((each) => each.file === file);
    case 'Service annotations':
      return fronts.some((each) => each.file === file && each.fact.name === scrape.name);
    case 'PodMonitor':
      return selector !== undefined && manifests.some(({ fact }) => selects(selector, fact.podLabels));
    case 'ServiceMonitor':
      return selector !== undefined && fronts.some(({ fact }) => selects(selector, fact.labels ?? {}));
    case 'scrape config':
      return (scrape.targets ?? []).some(({ text }) => hostsOf(exposure).has(hostOf(text)));
  }
}

function hostsOf({ workload }: Exposure): ReadonlySet<string> {
  return new Set([workload.name, ...workload.hosts].map((host) => host.toLowerCase()));
}

function hostOf(target: string): string {
  const host = target.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '');
  return (/^([^.]+)\.[^.]+(\.svc.*)?$/.exec(host)?.[1] ?? host).toLowerCase();
}

/** What is wrong with an endpoint of a scrape, and where; undefined where nothing is, or where it cannot be compared. */
export interface Fault {
  readonly at: Scrape['endpoints'][number]['port'];
  readonly message: string;
}

/** Compares the port and the path that are scraped with those that serve. */
export function faultOf(scrape: Scrape, endpoint: Scrape['endpoints'][number], exposure: Exposure): Fault | undefined {
  const { port, path } = endpoint;
  const { service, containers, servers, site } = exposure;
  const number = portOf(scrape, endpoint, exposure);
  if (number === 'missing') {
    const owner = scrape.by === 'ServiceMonitor' && !endpoint.isTarget ? 'Service' : 'container';
    const name = owner === 'Service' ? (exposure.fronts[0]?.fact.name ?? service.name) : service.name;
    return {
      at: port,
      message: say('scraping.the-has-no-port-its', {
        owner: owner === 'Service' ? owner : say('word.container'),
        name,
        port: port?.text,
      }),
    };
  }
  // The annotations of a pod with sidecars may be for any of its containers.
  const isOther = containers.filter(({ fact }) => fact.ports.some((each) => each.number === number)).length > 0;
  const known = servers.flatMap(({ fact }) => fact.port ?? []);
  if (
    number !== undefined &&
    site.fact.kind === 'route' &&
    known.length > 0 &&
    known.length === servers.length &&
    !known.includes(number) &&
    !(isOther && containers.length > 1) &&
    !containers.some(({ fact }) => fact.command?.some((word) => word.includes(String(number)))) &&
    ![...exposure.workload.env.values()].some(({ value }) => value.includes(String(number)))
  )
    return {
      at: port,
      message: say('scraping.port-is-scraped-but-listens', {
        number,
        name: service.name,
        known: [...new Set(known)].join(', '),
      }),
    };
  const asked = path?.text ?? '/metrics';
  const serving = exposure.routes.filter(({ fact }) => metricsPath.test(fact.path));
  const isKnown = site.fact.kind === 'route' && serving.every(({ fact }) => fact.prefix === 'none');
  if (isKnown && containers.length <= 1 && !exposure.routes.some(({ fact }) => mayAnswer(fact, asked)))
    return {
      at: path,
      message: say('scraping.is-scraped-but-serves-its', { asked, name: service.name, path: exposure.path }),
    };
  return undefined;
}

function mayAnswer({ path, prefix }: Route, asked: string): boolean {
  const plain = (each: string) => each.replace(/\/+$/, '').replace(/\?.*$/, '');
  return (
    prefix === 'unknown' ||
    /[*:{(<[]/.test(path) ||
    plain(path) === plain(asked) ||
    (path.endsWith('/') && asked.startsWith(path))
  );
}

/** The container's port that an endpoint means; `missing` where what it names is nowhere. */
function portOf(
  scrape: Scrape,
  { port, isTarget }: Scrape['endpoints'][number],
  { fronts, containers, workload }: Exposure,
): number | 'missing' | undefined {
  const ofContainer = (text: string): number | 'missing' => {
    if (/^\d+$/.test(text)) return Number(text);
    const named = containers.flatMap(({ fact }) => fact.ports).find((each) => each.name === text);
    return named?.number ?? 'missing';
  };
  const ofService = (isAsked: (each: NetworkService['ports'][number]) => boolean) => {
    const selected = scrape.selector
      ? fronts.filter(({ fact }) => selects(scrape.selector ?? { labels: {}, expressions: [] }, fact.labels ?? {}))
      : fronts;
    const found = selected.flatMap(({ fact }) => fact.ports).find(isAsked);
    if (!found) return selected.length > 0 ? 'missing' : undefined;
    const number = ofContainer(found.target ?? String(found.port));
    return number === 'missing' ? undefined : number;
  };
  if (scrape.by === 'scrape config') {
    const target = scrape.targets?.find(
      ({ text }) => hostOf(text) === workload.name.toLowerCase() || workload.hosts.includes(hostOf(text)),
    );
    const number = Number(/:(\d+)$/.exec(target?.text ?? '')?.[1]);
    if (!Number.isInteger(number)) return undefined;
    if (workload.kind === 'compose') return number;
    const behind = ofService((each) => each.port === number);
    return behind === 'missing' ? undefined : behind;
  }
  if (!port || /[${]/.test(port.text)) return undefined;
  if (scrape.by === 'ServiceMonitor' && !isTarget) return ofService((each) => each.name === port.text);
  if (scrape.by === 'pod annotations' || scrape.by === 'Service annotations')
    return /^\d+$/.test(port.text) ? Number(port.text) : undefined;
  return ofContainer(port.text);
}

/** A service with what scrapes it. */
export interface Judged {
  readonly exposure: Exposure;
  readonly matched: readonly Located<Scrape>[];
}

/** Whether its code may be that of another service: one that runs it from another image is scraped. */
export function isMistaken({ site, workload }: Exposure, judged: readonly Judged[]): boolean {
  const image = ({ containers }: DeployedWorkload) => containers[0]?.image?.replace(/[:@].*$/, '');
  return judged.some(
    ({ exposure, matched }) =>
      matched.length > 0 && exposure.site.fact === site.fact && image(exposure.workload) !== image(workload),
  );
}

/** What scrapes, as people say it. */
export function scrapeWords({ by, name }: Scrape): string {
  if (by === 'scrape config') return say('scraping.scrape-job', { name });
  if (by === 'pod annotations') return say('scraping.pod-annotations', { name });
  return by === 'Service annotations' ? say('scraping.service-annotations', { name }) : `${by} ${name}`;
}
