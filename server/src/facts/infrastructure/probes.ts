import type { OutsideProbe } from '../../model/infrastructure-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placedText } from '../artefacts/artefact.ts';
import { nameOf, nameSpan } from './objects.ts';
import { say } from '../../words/say.ts';

/** How deep a configuration of scrapes may be in a file. */
const maxDepth = 6;

/** A Probe of the Prometheus Operator, or a VMProbe. */
export function probe(artefact: Artefact): OutsideProbe[] {
  const targets = dig(artefact.root, 'spec', 'targets');
  const fixed = [
    ...itemsOf(dig(targets, 'staticConfig', 'static')),
    ...itemsOf(dig(targets, 'static', 'targets')),
  ].flatMap((each) => textOf(each) ?? []);
  const hosts = hostsOf(fixed);
  if (hosts.length === 0) return [];
  return [{ kind: 'outside-probe', span: nameSpan(artefact), by: 'Probe', name: nameOf(artefact), hosts }];
}

/** The jobs of `scrape_configs` by which a blackbox exporter asks addresses, at any depth of a configuration. */
export function blackboxJobs(
  artefact: Artefact,
  node: YamlNode | undefined = artefact.root,
  depth = 0,
): OutsideProbe[] {
  if (node?.type !== 'map' || depth > maxDepth) return [];
  return entriesOf(node).flatMap(({ key, value }): OutsideProbe[] => {
    if (key?.text !== 'scrape_configs') return blackboxJobs(artefact, value, depth + 1);
    return itemsOf(value).flatMap((job) => jobOf(artefact, job));
  });
}

function jobOf(artefact: Artefact, job: YamlNode): OutsideProbe[] {
  const name = placedText(artefact, dig(job, 'job_name'));
  // The exporter asks what the parameter `target` says, by the module of `params`.
  if (!name || textOf(dig(job, 'metrics_path')) !== '/probe' || itemsOf(dig(job, 'params', 'module')).length === 0)
    return [];
  const targets = itemsOf(dig(job, 'static_configs')).flatMap((each) =>
    itemsOf(dig(each, 'targets')).flatMap((target) => textOf(target) ?? []),
  );
  const hosts = hostsOf(targets);
  if (hosts.length === 0) return [];
  return [{ kind: 'outside-probe', span: name.span, by: say('probes.blackbox-scrape-job'), name: name.text, hosts }];
}

/** The hosts of addresses, without scheme, port and path. */
export function hostsOf(targets: readonly string[]): readonly string[] {
  return [
    ...new Set(
      targets.flatMap((target) => /^(?:[a-z]+:\/\/)?(?:[^/\s@]*@)?([\w.-]{1,253})/i.exec(target.trim())?.[1] ?? []),
    ),
  ];
}
