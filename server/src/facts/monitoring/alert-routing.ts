import type { AlertmanagerUse, AlertReceiver, AlertRoute, AlertRouting } from '../../model/telemetry-fact.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entriesOf, itemsOf, scalarOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from '../artefacts/artefact.ts';
import { matchersOf } from './matchers.ts';

const routing = /\breceivers["']?[ \t]*:/;
const using = /\balertmanagerConfiguration["']?[ \t]*:|\balertmanagerConfigMatcherStrategy["']?[ \t]*:/;
/** What a chart fills in: the text is no configuration yet. */
const template = /\{\{-?[ \t]*(?:if|else|range|with|include|tpl|define|toYaml|\$?\.Values)\b/;

/** Values of charts hold the configuration at this depth at most. */
const maxDepth = 8;
const maxRoutes = 200;

/** How Alertmanager routes alerts: its own file, the same in a Secret, a ConfigMap or the values of a chart, and AlertmanagerConfig objects. */
export function extractRouting(file: string, text: string): (AlertRouting | AlertmanagerUse)[] {
  if (!/\.(ya?ml|json)$/i.test(file) || template.test(text)) return [];
  if (!(routing.test(text) && /\broute["']?[ \t]*:/.test(text)) && !using.test(text)) return [];
  const wanted = (document: string) => routing.test(document) || using.test(document);
  return readYaml(text, wanted).flatMap(({ root, start }) => {
    if (!root) return [];
    const artefact = { file, text, base: start, root };
    return [...routingsIn(artefact), ...usesIn(artefact, root, 0)];
  });
}

/** Routes of a configuration that an Alertmanager runs with, which is one for many teams. */
const maxRunningRoutes = 2000;

/** The routing of a configuration that an Alertmanager runs with; undefined where it cannot be read. */
export function routingInConfiguration(text: string): Pick<AlertRouting, 'route' | 'receivers'> | undefined {
  const [document] = readYaml(text);
  if (!document?.root || document.problems.length > 0) return undefined;
  return routingOf({ file: '', text, base: document.start, root: document.root }, document.root, maxRunningRoutes);
}

function routingsIn(artefact: Artefact): AlertRouting[] {
  const { root } = artefact;
  const kind = textOf(dig(root, 'kind'));
  const name = textOf(dig(root, 'metadata', 'name'));
  const namespace = textOf(dig(root, 'metadata', 'namespace'));
  const of = {
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  if (kind === 'AlertmanagerConfig' || kind === 'VMAlertmanagerConfig') {
    const found = routingOf(artefact, dig(root, 'spec'));
    return found ? [{ ...found, ...of, by: 'AlertmanagerConfig' }] : [];
  }
  return configurations(artefact, root, 0).map((found) => ({ ...found, ...of, by: 'Alertmanager' }));
}

type Read = Omit<AlertRouting, 'by'>;

/** Maps with a route and receivers, wherever they are, and the same as a text in a block. */
function configurations(artefact: Artefact, node: YamlNode | undefined, depth: number): Read[] {
  if (!node || depth > maxDepth) return [];
  if (node.type === 'list') return node.items.flatMap((item) => configurations(artefact, item, depth + 1));
  if (node.type === 'scalar') return inBlock(artefact, node, depth);
  const own = routingOf(artefact, node);
  return own ? [own] : node.entries.flatMap(({ value }) => configurations(artefact, value, depth + 1));
}

function inBlock(artefact: Artefact, node: YamlNode & { type: 'scalar' }, depth: number): Read[] {
  if (node.style !== 'literal' || !/^route:/m.test(node.text) || !/^receivers:/m.test(node.text)) return [];
  const { start, end } = placed(artefact, node.span);
  const body = artefact.text.indexOf('\n', start) + 1;
  if (body === 0 || body >= end) return [];
  return readYaml(artefact.text.slice(body, end)).flatMap((document) =>
    document.root
      ? configurations({ ...artefact, base: body + document.start, root: document.root }, document.root, depth + 1)
      : [],
  );
}

/** A configuration whose receivers are named; routes of Kubernetes and others have no receivers beside them. */
function routingOf(artefact: Artefact, node: YamlNode | undefined, routes = maxRoutes): Read | undefined {
  const [top, list] = [dig(node, 'route'), dig(node, 'receivers')];
  if (top?.type !== 'map' || list?.type !== 'list') return undefined;
  const receivers = itemsOf(list).flatMap((item) => receiverOf(artefact, item));
  const route = routeOf(artefact, top, { routes });
  return route && receivers.length > 0 ? { kind: 'alert-routing', span: route.span, route, receivers } : undefined;
}

function receiverOf(artefact: Artefact, node: YamlNode): AlertReceiver[] {
  const name = placedText(artefact, dig(node, 'name'));
  if (!name) return [];
  const integrations = entriesOf(node).flatMap(({ key, value }) => {
    const found = /^(\w+?)_?[cC]onfigs$/.exec(key?.text ?? '')?.[1];
    if (found === undefined || itemsOf(value).length === 0) return [];
    return [itemsOf(value).every(isLocal) ? `${found} on this machine` : found];
  });
  return [{ name: name.text, span: name.span, integrations }];
}

/** Where the sample configuration of Alertmanager sends to: the machine itself. */
function isLocal(node: YamlNode): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1)\b/.test(textOf(dig(node, 'url')) ?? '');
}

function routeOf(artefact: Artefact, node: YamlNode, left: { routes: number }): AlertRoute | undefined {
  const matchers = matchersOf(node);
  if (node.type !== 'map' || !matchers || left.routes-- <= 0) return undefined;
  const receiver = placedText(artefact, scalarOf(dig(node, 'receiver')));
  const below = itemsOf(dig(node, 'routes')).map((item) => routeOf(artefact, item, left));
  // A route that cannot be read may take any alert: then nothing is known of the tree.
  if (below.some((each) => each === undefined)) return undefined;
  return {
    span: receiver?.span ?? placed(artefact, { start: node.span.start, end: node.span.start + 1 }),
    ...(receiver ? { receiver } : {}),
    matchers,
    continues: textOf(dig(node, 'continue')) === 'true',
    routes: below.flatMap((each) => each ?? []),
  };
}

/** `alertmanagerConfiguration` and the matcher strategy of an Alertmanager object, or of the values of a chart. */
function usesIn(artefact: Artefact, node: YamlNode | undefined, depth: number): AlertmanagerUse[] {
  if (!node || node.type === 'scalar' || depth > maxDepth) return [];
  if (node.type === 'list') return node.items.flatMap((item) => usesIn(artefact, item, depth + 1));
  const configuration = textOf(dig(node, 'alertmanagerConfiguration', 'name'));
  const strategy = textOf(dig(node, 'alertmanagerConfigMatcherStrategy', 'type'));
  const own = scalarOf(dig(node, 'alertmanagerConfiguration', 'name'));
  const span = own
    ? placed(artefact, own.span)
    : placed(artefact, { start: node.span.start, end: node.span.start + 1 });
  if (configuration !== undefined || strategy !== undefined)
    return [
      {
        kind: 'alertmanager-use',
        span,
        ...(configuration === undefined ? {} : { configuration }),
        ...(strategy === 'None' ? { matchesAll: true as const } : {}),
      },
    ];
  return node.entries.flatMap(({ value }) => usesIn(artefact, value, depth + 1));
}
