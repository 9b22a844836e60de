import { placeKey } from '../../model/span.ts';
import { gather } from '../gather.ts';
import type { DeployedService } from '../../model/production.ts';
import { openWorkloadOf } from '../../model/workload-of.ts';
import type { Hosts } from './hosts.ts';
import type { Add, DependencyInput } from './input.ts';
import { say } from '../../words/say.ts';

/** What services call by the configuration that they mount: ConfigMaps with files in them, files beside a compose file. */
export function ofMounts(
  { facts, workloads }: DependencyInput,
  { byWorkload, hosts, add }: { byWorkload: ReadonlyMap<string, DeployedService>; hosts: Hosts; add: Add },
): void {
  const configs = new Map(facts('config-values').map((each) => [each.fact.name, each]));
  const byPath = new Map(facts('host-mentions').map(({ file, fact }) => [file, fact.hosts]));
  const workloadOf = openWorkloadOf(workloads);
  for (const { file, fact } of facts('workload')) {
    const workload = workloadOf({ file, owner: fact });
    const from = byWorkload.get(workload?.name ?? '')?.name;
    for (const { what } of from === undefined ? [] : (fact.volumes ?? [])) {
      const config = configs.get(/ConfigMap ([\w.-]+)/.exec(what)?.[1] ?? '');
      const inFiles = (config?.fact.files ?? []).flatMap((path) => byPath.get(path) ?? []);
      for (const host of [...(config?.fact.hosts ?? []), ...inFiles.map((each) => each.host)]) {
        const target = hosts(host, workload?.object?.namespace);
        const shown = config && {
          via: say('pod-settings.the-configmap', { name: config.fact.name }),
          at: { file: config.file, span: config.fact.span },
        };
        if (target && shown) add(from ?? '', target, shown);
      }
    }
  }
  const services = new Map<string, string>();
  for (const { name, environments } of workloads) {
    const service = byWorkload.get(name)?.name;
    for (const { at } of service === undefined ? [] : environments) services.set(placeKey(at), service ?? '');
  }
  const mounting = new Map<string, Mounting[]>();
  for (const { file, fact } of facts('compose-service')) {
    const service = services.get(placeKey({ file, span: fact.span }));
    const words = [...(fact.entrypoint?.words ?? []), ...(fact.command?.words ?? [])].join(' ');
    for (const path of fact.mounts ?? []) gather(mounting, path, { compose: fact.name, service, words });
  }
  if (mounting.size === 0) return;
  for (const { file, fact } of facts('host-mentions')) {
    const base = file.slice(file.lastIndexOf('/') + 1);
    for (const name of mountedBy(file, mounting))
      for (const { host, span } of fact.hosts) {
        const target = hosts(host);
        if (target) add(name, target, { via: say('mounts.the-configuration', { base }), at: { file, span } });
      }
  }
}

interface Mounting {
  readonly compose: string;
  /** Name of the service, where it is one. */
  readonly service: string | undefined;
  /** Its command. */
  readonly words: string;
}

/** Services that read a file: they mount it, or a folder above it; of several that mount one folder, those whose command names the file. */
function mountedBy(file: string, mounting: ReadonlyMap<string, readonly Mounting[]>): string[] {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const found = new Set<string>();
  for (let path = file; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    const all = mounting.get(path) ?? [];
    const isShared = new Set(all.map(({ compose }) => compose)).size > 1;
    for (const { service, words } of all)
      if (service !== undefined && (!isShared || words.includes(base))) found.add(service);
  }
  return [...found];
}
