import type { Fact, Trouble } from '../../model/fact.ts';
import type { Panel } from '../../model/monitoring-fact.ts';
import { readYaml, type YamlDocument } from '../../syntax/yaml.ts';
import { dig, textOf } from '../../syntax/yaml-node.ts';
import { extractAnnotations, mayAsk } from './annotations.ts';
import { extractAgents } from './agents.ts';
import { extractRouting } from '../monitoring/alert-routing.ts';
import { extractLogConfiguration } from '../monitoring/log-configuration.ts';
import { extractTracingAgents } from '../monitoring/tracing-agents.ts';
import { extractObserved, isObserved } from '../monitoring/observed.ts';
import { extractCodeOwners } from '../people/code-owners.ts';
import { extractUpdates } from '../people/dependency-updates.ts';
import { extractLoadTests } from '../people/load-tests.ts';
import { extractInfrastructure } from '../infrastructure/extract.ts';
import { hostMentions } from '../links/host-mentions.ts';
import { extractModuleMap } from '../links/module-maps.ts';
import type { Artefact } from './artefact.ts';
import { environmentFile } from './config-values.ts';
import { isCompose } from './compose.ts';
import { extractComponents, isCatalog } from './backstage.ts';
import { extractEmbedded, extractPanels, extractYamlDashboard, mayHoldDashboard } from './grafana.ts';
import { declaredInCatalog, extractDescriptor, isDescriptor } from './declared-dependencies.ts';
import { extractDelivery } from './delivery.ts';
import { mayNameHosts } from './delivery-files.ts';
import { extractObjects } from './kubernetes.ts';
import { isImageReferences } from './image-rewrites.ts';
import { extractPatches, isKustomize } from './kustomize.ts';
import { extractLibraries } from './libraries.ts';
import { extractPage } from './markdown.ts';
import { extractObjectives, isObjectives } from './objectives.ts';
import { extractPlatform } from './platforms/platforms.ts';
import { extractRules, isRulesFile } from './prometheus.ts';
import { extractAlertLabels, isPrometheusConfig } from './prometheus-config.ts';
import { hasScrapes, scrapeConfigs } from './scrapes.ts';
import { extractSpring } from './spring.ts';
import { say } from '../../words/say.ts';

/** All facts of a file that is no code; nothing for one that is none of our business. */
export function extractArtefact(file: string, text: string): Fact[] {
  if (/\.(md|markdown|mdx)$/i.test(file)) return [extractPage(file, text)];
  if (isObserved(file)) return extractObserved(file, text);
  return [
    ...formatFacts(file, text),
    ...extractPlatform(file, text),
    ...extractAgents(file, text),
    ...extractSpring(file, text),
    ...extractLibraries(file, text),
    ...extractRouting(file, text),
    ...extractTracingAgents(file, text),
    ...extractLogConfiguration(file, text),
    ...extractCodeOwners(file, text),
    ...extractUpdates(file, text),
    ...extractLoadTests(file, text),
    ...extractModuleMap(file, text),
    ...environmentFile(file, text),
    ...extractInfrastructure(file, text),
    ...(mayNameHosts(file) && !isDescriptor(file) && !isOurs(text) && !isCompose(file, text)
      ? hostMentions(text, { words: false })
      : []),
  ];
}

function formatFacts(file: string, text: string): Fact[] {
  const delivery = extractDelivery(file, text);
  if (delivery) return delivery;
  if (/\.json$/i.test(file) && mayHoldDashboard(text) && !isObject(text)) return extractPanels(text);
  if (isDescriptor(file)) return extractDescriptor(file, text);
  if (isCatalog(file, text)) return [...extractComponents(file, text), ...declaredInCatalog(file, text)];
  if (/\.(ya?ml|rules|json)$/i.test(file) || isImageReferences(file)) return extractYaml(file, text);
  return [];
}

/** Kinds of object that give facts. A ConfigMap counts for the rules in it. */
const kinds =
  /\bkind["']?[ \t]*:[ \t]*["']?(Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|DeploymentConfig|Rollout|Job|CronJob|Pod|Service|Ingress|HTTPRoute|GRPCRoute|Route|VirtualService|HorizontalPodAutoscaler|VerticalPodAutoscaler|ScaledObject|PodDisruptionBudget|NetworkPolicy|LimitRange|PersistentVolumeClaim|PrometheusRule|VMRule|ServiceMonitor|PodMonitor|PodMonitoring|VMServiceScrape|VMPodScrape|ClusterPodMonitoring|ImageStream|HelmRelease|Kustomization|Application|ApplicationSet|Rules|ClusterRules|GlobalRules|ConfigMap)\b/;

/** A line that sets what may be a variable of the environment. */
const variable = /^[ \t]+["']?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*["']?[ \t]*:[ \t]*[^\s|>]/m;

/** A line whose value is an address, or whose key says so: a key of a ConfigMap that a variable takes its value from. */
const addressLine =
  /(?:^[ \t]+|[{,][ \t]*)["']?(?:[\w.-]{1,200}["']?[ \t]*:[ \t]*["']?(?:[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/]|[a-zA-Z][\w.-]{0,100}:\d{2,5}\b)|[\w.-]{0,100}(?:host|hostname|addr|address|ur[il]|endpoint|server|service|brokers?)["']?[ \t]*:[ \t]*["']?[a-zA-Z])/im;

/** A file in a ConfigMap with an address in it. */
const mountedHost = /:[ \t]*[|>][-+]?[ \t]*\r?\n[^]*?(?::\/\/[a-zA-Z]|[ "'=][a-zA-Z][\w.-]{0,100}:\d{2,5}\b)/;

function isObject(text: string): boolean {
  const kind = kinds.exec(text)?.[1];
  if (text.includes('poddisruptionbudgets') && /\bkind["']?[ \t]*:[ \t]*["']?(Cluster)?Role\b/.test(text)) return true;
  if (kind === undefined || !/\bapiVersion["']?[ \t]*:/.test(text)) return false;
  return (
    kind !== 'ConfigMap' ||
    /\balert:|^[ \t]+scrape_configs:/m.test(text) ||
    variable.test(text) ||
    addressLine.test(text) ||
    mountedHost.test(text) ||
    kinds.test(text.replace(/\bkind["']?[ \t]*:[ \t]*["']?ConfigMap/g, ''))
  );
}

function isOurs(text: string): boolean {
  return (
    isObject(text) ||
    isRulesFile(text) ||
    isPrometheusConfig(text) ||
    isDashboard(text) ||
    isObjectives(text) ||
    hasScrapes(text)
  );
}

/** A dashboard as JSON in a block, or as YAML in a resource of its own. */
function isDashboard(text: string): boolean {
  return mayHoldDashboard(text) || (/^kind: *["']?(Grafana)?Dashboard\b/m.test(text) && /\bexpr:/.test(text));
}

function extractYaml(file: string, text: string): Fact[] {
  if (isKustomize(file, text)) {
    const [first] = readYaml(text);
    return first?.root ? extractPatches({ file, text, base: first.start, root: first.root }) : [];
  }
  if (!isOurs(text)) return [];
  const template = helmAction(file, text);
  return template ? [template] : extractDocuments(file, text, {});
}

/** The facts of objects as they are sent to the cluster; `file` is the template or manifest that they are written in. */
export function extractSent(file: string, text: string): Fact[] {
  return [
    ...(isOurs(text) ? extractDocuments(file, text, { sent: true }) : []),
    ...extractPlatform(file, text),
    ...extractRouting(file, text),
    ...extractTracingAgents(file, text),
    ...extractInfrastructure(file, text),
  ];
}

function extractDocuments(file: string, text: string, of: Pick<Artefact, 'sent'>): Fact[] {
  const documents = readYaml(text, isOurs);
  const troubles = documents.flatMap(troublesOf);
  const unrendered = troubles.find((trouble) => trouble.trouble === 'template');
  if (unrendered) return [unrendered];
  const artefacts = documents.flatMap((document): Artefact[] =>
    document.root ? [{ file, text, base: document.start, root: document.root, ...of }] : [],
  );
  const alerts = artefacts.flatMap((each) => (dig(each.root, 'kind') ? [] : extractRules(each, each.root)));
  const added = isPrometheusConfig(text) ? artefacts.flatMap((each) => extractAlertLabels(each, each.root)) : [];
  const scrapes = hasScrapes(text) ? artefacts.flatMap((each) => scrapeConfigs(each)) : [];
  const panels = isDashboard(text) ? artefacts.flatMap(panelsOf) : [];
  const ignored = mayAsk(text) ? artefacts.flatMap(extractAnnotations) : [];
  return [
    ...troubles,
    ...extractObjects(artefacts),
    ...alerts,
    ...added,
    ...scrapes,
    ...panels,
    ...extractObjectives(artefacts),
    ...ignored,
  ];
}

function panelsOf(artefact: Artefact): Panel[] {
  const isResource = /Dashboard$/.test(textOf(dig(artefact.root, 'kind')) ?? '');
  return [...extractEmbedded(artefact, artefact.root), ...(isResource ? extractYamlDashboard(artefact) : [])];
}

function troublesOf({ problems, start }: YamlDocument): Trouble[] {
  return problems.map(({ trouble, span, message }) => ({
    kind: 'trouble',
    trouble,
    span: { start: start + span.start, end: start + span.end },
    message,
  }));
}

/** What only Helm resolves; an alert's own `{{ $labels.x }}`, `{{ $value }}` and their functions are not among it. */
const helmWords =
  /\{\{-?[ \t]*(?:\(?[ \t]*\$?\.(?:Values|Release|Chart|Files|Capabilities|Template)\b|(?:include|template|define|block|tpl|toYaml|fromYaml)[ \t(])/;
/** A quoted brace or a raw string: how a chart writes braces that Prometheus shall see. */
const helmEscapes = /\{\{-?[ \t]*(?:"\{\{|'\{\{|`)/;
const helmControl = /^[ \t]*\{\{-?[ \t]*(?:if|else|range|with|end|\/\*)/m;

/** The first action of a Helm template; undefined for a text that can be read as it is. */
function helmAction(file: string, text: string): Trouble | undefined {
  if (!text.includes('{{')) return undefined;
  const uncommented = text.replace(/^[ \t]*#.*/gm, (comment) => ' '.repeat(comment.length));
  const inChart = /(^|\/)templates\//.test(file);
  const patterns = [helmEscapes, ...(inChart || isObject(text) ? [helmWords] : []), ...(inChart ? [helmControl] : [])];
  const found = patterns.flatMap((pattern) => pattern.exec(uncommented)?.index ?? []);
  if (found.length === 0) return undefined;
  const start = Math.min(...found);
  const span = { start, end: start + 2 };
  return { kind: 'trouble', trouble: 'template', span, message: say('extract.it-is-a-helm-template') };
}
