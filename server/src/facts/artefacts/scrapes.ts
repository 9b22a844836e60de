import type { Scrape } from '../../model/monitoring-fact.ts';
import type { Text } from '../../model/observation.ts';
import type { Span } from '../../model/span.ts';
import { dig, entriesOf, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from './artefact.ts';
import { selectorOf } from './disruption.ts';

/** Configurations nest as deep as a collector's receiver. */
const maxDepth = 6;

const monitors: ReadonlyMap<string, 'ServiceMonitor' | 'PodMonitor'> = new Map([
  ['ServiceMonitor', 'ServiceMonitor'],
  ['VMServiceScrape', 'ServiceMonitor'],
  ['PodMonitor', 'PodMonitor'],
  ['PodMonitoring', 'PodMonitor'],
  ['VMPodScrape', 'PodMonitor'],
]);

/** Whether a kind of object tells Prometheus, or its kin, what to collect. */
export function isMonitor(kind: string): boolean {
  return monitors.has(kind);
}

/** A ServiceMonitor, a PodMonitor, and what VictoriaMetrics and Google's service have in their place. */
export function monitor(artefact: Artefact, span: Span): Scrape[] {
  const { root } = artefact;
  const by = monitors.get(textOf(dig(root, 'kind')) ?? '');
  const endpoints = dig(root, 'spec', 'endpoints') ?? dig(root, 'spec', 'podMetricsEndpoints');
  if (!by) return [];
  return [
    {
      kind: 'scrape',
      span,
      by,
      name: textOf(dig(root, 'metadata', 'name')) ?? '',
      selector: selectorOf(dig(root, 'spec', 'selector'), { emptyIsNone: false }),
      endpoints: itemsOf(endpoints).map((endpoint) => {
        const target = placedText(artefact, dig(endpoint, 'targetPort'));
        return {
          ...endpointOf(
            target ?? placedText(artefact, dig(endpoint, 'port')),
            placedText(artefact, dig(endpoint, 'path')),
          ),
          ...(target && by === 'ServiceMonitor' ? { isTarget: true as const } : {}),
        };
      }),
    },
  ];
}

function endpointOf(port: Text | undefined, path: Text | undefined): Scrape['endpoints'][number] {
  return { ...(port ? { port } : {}), ...(path ? { path } : {}) };
}

/** Pods with `prometheus.io/scrape: "true"`. */
export function annotatedPods(artefact: Artefact, template: readonly string[]): Scrape[] {
  return annotated(artefact, dig(artefact.root, ...template, 'metadata', 'annotations'), 'pod annotations');
}

/** A Service with `prometheus.io/scrape: "true"`. */
export function annotatedService(artefact: Artefact): Scrape[] {
  return annotated(artefact, dig(artefact.root, 'metadata', 'annotations'), 'Service annotations');
}

function annotated(artefact: Artefact, annotations: YamlNode | undefined, by: Scrape['by']): Scrape[] {
  const entry = entryOf(annotations, 'prometheus.io/scrape');
  if (!entry?.key || textOf(entry.value) !== 'true') return [];
  const said = (key: string) => placedText(artefact, dig(annotations, `prometheus.io/${key}`));
  return [
    {
      kind: 'scrape',
      span: placed(artefact, entry.key.span),
      by,
      name: textOf(dig(artefact.root, 'metadata', 'name')) ?? '',
      endpoints: [endpointOf(said('port'), said('path'))],
    },
  ];
}

/** Whether a text may hold a configuration of what Prometheus collects. */
export function hasScrapes(text: string): boolean {
  return /^[ \t]*scrape_configs[ \t]*:/m.test(text);
}

/** The jobs of `scrape_configs`, of Prometheus or of a collector's receiver. */
export function scrapeConfigs(artefact: Artefact, node: YamlNode | undefined = artefact.root, depth = 0): Scrape[] {
  if (node?.type !== 'map' || depth > maxDepth) return [];
  return entriesOf(node).flatMap(({ key, value }): Scrape[] => {
    if (key?.text !== 'scrape_configs') return scrapeConfigs(artefact, value, depth + 1);
    return itemsOf(value).flatMap((job) => jobOf(artefact, job));
  });
}

function jobOf(artefact: Artefact, job: YamlNode): Scrape[] {
  const name = placedText(artefact, dig(job, 'job_name'));
  if (!name) return [];
  const targets = itemsOf(dig(job, 'static_configs')).flatMap((each) =>
    itemsOf(dig(each, 'targets')).flatMap((target) => placedText(artefact, target) ?? []),
  );
  const found = entriesOf(job).some(({ key }) => /_sd_configs$/.test(key?.text ?? ''));
  // The relabelling that most clusters have: what its annotations ask for.
  const isAnnotated = itemsOf(dig(job, 'relabel_configs')).some((each) => {
    const labels = itemsOf(dig(each, 'source_labels')).map((label) => textOf(label) ?? '');
    return (
      textOf(dig(each, 'action')) === 'keep' && labels.some((label) => /annotation_prometheus_io_scrape$/.test(label))
    );
  });
  const role = itemsOf(dig(job, 'kubernetes_sd_configs')).map((each) => textOf(dig(each, 'role')));
  // Nodes and the API server are no services.
  const isOfPods = role.length === 0 || role.some((each) => each !== 'node');
  const path = placedText(artefact, dig(job, 'metrics_path'));
  return [
    {
      kind: 'scrape',
      span: name.span,
      by: 'scrape config',
      name: name.text,
      endpoints: path ? [{ path }] : [],
      targets,
      ...(found && !isAnnotated && isOfPods ? { discovers: true } : {}),
    },
  ];
}
