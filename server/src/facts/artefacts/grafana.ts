import type { Panel } from '../../model/monitoring-fact.ts';
import type { Span } from '../../model/span.ts';
import { readJson } from '../../syntax/json.ts';
import { isLogQl, readQuery } from '../../syntax/promql.ts';
import { scalarPlaces } from '../../syntax/scalar-places.ts';
import {
  dig,
  itemsOf,
  scalarOf,
  textOf,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../../syntax/yaml-node.ts';
import type { Insertion } from '../../model/insertion.ts';

/** Panels nest in rows, rows in tabs; deeper than that there are none. */
const maxDepth = 12;

/** Parts of a dashboard that hold no queries of panels, and most of its bytes. */
const unwanted: ReadonlySet<string> = new Set([
  'fieldConfig',
  'options',
  'transformations',
  'overrides',
  'annotations',
  'links',
  'gridPos',
  'styles',
  'thresholds',
  'yaxes',
  'xaxis',
  'legend',
  'tooltip',
  'seriesOverrides',
  'valueMaps',
  'snapshotData',
  'templating',
  'variables',
]);

/** A quick look: whether a text may hold a dashboard with queries. */
export function mayHoldDashboard(text: string): boolean {
  return /"(panels|rows|elements|model)\\?"\s*:/.test(text) && /"(expr|libraryPanel)\\?"\s*:/.test(text);
}

/** The panels of a dashboard in a JSON text; `place` gives spans of the file for spans of a text that stands inside one. */
export function extractPanels(text: string, place?: (span: Span) => Span): Panel[] {
  const root = readJson(text, (key) => !unwanted.has(key));
  if (!root) return [];
  return panelsOf(place ? { text, place, root } : { text, place: (span) => span, root, file: text });
}

/** The panels of dashboards that stand as JSON in the scalars of a YAML document, as in ConfigMaps. */
export function extractEmbedded(
  artefact: { text: string; base: number },
  node: YamlNode | undefined,
  depth = 0,
): Panel[] {
  if (!node || depth > maxDepth) return [];
  if (node.type === 'map') return node.entries.flatMap(({ value }) => extractEmbedded(artefact, value, depth + 1));
  if (node.type === 'list') return node.items.flatMap((item) => extractEmbedded(artefact, item, depth + 1));
  if (node.style === 'plain' || !/^\s*\{/.test(node.text) || !mayHoldDashboard(node.text)) return [];
  const start = artefact.base + node.span.start;
  const end = artefact.base + node.span.end;
  if (node.style === 'quoted') return extractPanels(node.text, scalarPlaces(artefact.text, { start, end }, node.text));
  // Indentation is white space to JSON: the block can be read as it stands.
  const body = artefact.text.indexOf('\n', start) + 1;
  if (body === 0 || body >= end) return [];
  return extractPanels(artefact.text.slice(body, end), (span) => ({ start: body + span.start, end: body + span.end }));
}

/** The panels of a dashboard that is written as YAML. */
export function extractYamlDashboard(artefact: { text: string; base: number; root: YamlNode }): Panel[] {
  const { text, base, root } = artefact;
  return panelsOf({
    text: text.slice(base),
    root,
    place: ({ start, end }) => ({ start: base + start, end: base + end }),
  });
}

interface Board {
  /** The text that the nodes' spans are of. */
  readonly text: string;
  readonly root: YamlNode;
  readonly place: (span: Span) => Span;
  /** The text again where it is a whole file. */
  readonly file?: string;
}

function panelsOf(board: Board): Panel[] {
  const { root } = board;
  const own = [root, dig(root, 'dashboard'), dig(root, 'spec'), dig(root, 'resource', 'spec')];
  const title = own.flatMap((node) => textOf(dig(node, 'title')) ?? [])[0] ?? '';
  const panels: Panel[] = [];
  const walk = (node: YamlNode | undefined, depth: number): void => {
    if (!node || node.type === 'scalar' || depth > maxDepth) return;
    if (node.type === 'map') {
      const panel = panelOf(board, node, title);
      if (panel) panels.push(panel);
      for (const { value } of node.entries) walk(value, depth + 1);
    } else for (const item of node.items) walk(item, depth + 1);
  };
  walk(root, 0);
  return panels;
}

/** Data sources by type or name that do not speak PromQL. */
const otherSources =
  /loki|tempo|jaeger|zipkin|elastic|opensearch|influx|mysql|postgres|mssql|sql|cloudwatch|graphite|testdata|clickhouse|azure|stackdriver|monitoring|pyroscope|phlare|parca|xray|infinity|druid|timestream|bigquery|csv|opentsdb|-- (Grafana|Dashboard)/i;

function panelOf(board: Board, panel: YamlMap, dashboard: string): Panel | undefined {
  const isLibrary = dig(panel, 'libraryPanel') !== undefined;
  // The schema of Grafana 12 keeps queries under `data`.
  const targets = [...itemsOf(dig(panel, 'targets')), ...itemsOf(dig(panel, 'data', 'spec', 'queries'))];
  if (targets.length === 0 && !isLibrary) return undefined;
  const panelSource = sourceOf(dig(panel, 'datasource'));
  const queries: Panel['queries'][number][] = [];
  let other = isLibrary && targets.length === 0;
  for (const target of targets) {
    const query = dig(target, 'spec', 'query') ?? target;
    const source =
      sourceOf(dig(query, 'datasource')) ?? textOf(dig(query, 'kind')) ?? textOf(dig(query, 'group')) ?? panelSource;
    const expr = scalarOf(dig(query, 'expr') ?? dig(query, 'spec', 'expr'));
    if (!expr || expr.text.trim() === '') {
      if (dig(query, 'expr') === undefined && query.type === 'map' && query.entries.length > 1) other = true;
      continue;
    }
    if (
      (source !== undefined && !/prom|mimir|thanos|cortex|victoria/i.test(source) && otherSources.test(source)) ||
      isLogQl(expr.text)
    ) {
      other = true;
      continue;
    }
    queries.push({
      expr: { text: expr.text, span: board.place(expr.span) },
      query: readQuery(expr.text, placesIn(board, expr)),
    });
  }
  if (queries.length === 0 && !other) return undefined;
  const title = scalarOf(dig(panel, 'title') ?? dig(panel, 'libraryPanel', 'name'));
  const shown = title && title.text !== '' ? title.span : undefined;
  return {
    kind: 'panel',
    span: shown
      ? board.place(shown)
      : (queries[0]?.expr.span ?? board.place({ start: panel.span.start, end: panel.span.start + 1 })),
    title: title?.text ?? '',
    dashboard,
    queries,
    ...(other ? { other: true as const } : {}),
    ...(isLibrary ? { library: true as const } : {}),
    ...(board.file === undefined ? {} : { insertAfter: behind(board.file, panel.span) }),
  };
}

function behind(text: string, { start, end }: Span): Insertion {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  return { offset: end, indent: /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '', style: 'flow' };
}

function placesIn(board: Board, expr: YamlScalar): (span: Span) => Span {
  const inner = scalarPlaces(board.text, expr.span, expr.text);
  return (span) => board.place(inner(span));
}

function sourceOf(node: YamlNode | undefined): string | undefined {
  if (node?.type === 'map') return textOf(dig(node, 'type')) ?? textOf(dig(node, 'uid')) ?? textOf(dig(node, 'name'));
  return textOf(node);
}
