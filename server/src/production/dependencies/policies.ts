import { gather } from '../gather.ts';
import type { DeployedService } from '../../model/production.ts';
import { openWorkloadOf } from '../../model/workload-of.ts';
import type { Hosts } from './hosts.ts';
import type { Add, DependencyInput } from './input.ts';
import { say } from '../../words/say.ts';

type Labels = Readonly<Record<string, string>>;

/** Who calls whom by the NetworkPolicies: what is let in by its labels is let in because it calls. */
export function ofPolicies(
  { facts, workloads }: DependencyInput,
  { byWorkload, hosts, add }: { byWorkload: ReadonlyMap<string, DeployedService>; hosts: Hosts; add: Add },
): void {
  const policies = facts('network-policy');
  if (policies.length === 0) return;
  const pods = new Map<string, Labels[]>();
  const workloadOf = openWorkloadOf(workloads);
  for (const { file, fact } of facts('container')) {
    const workload = workloadOf({ file, owner: fact.owner });
    if (workload) gather(pods, workload.name, fact.owner.podLabels);
  }
  const having = (labels: Labels) =>
    workloads.filter(({ name }) =>
      (pods.get(name) ?? []).some((own) => Object.entries(labels).every(([key, value]) => own[key] === value)),
    );
  for (const { file, fact } of policies) {
    const shown = { via: say('policies.the-networkpolicy', { name: fact.name }), at: { file, span: fact.span } };
    const join = (callers: Labels, called: Labels) => {
      const targets = having(called).flatMap(({ hosts: [host] }) => (host === undefined ? [] : (hosts(host) ?? [])));
      for (const { name } of having(callers)) {
        const from = byWorkload.get(name)?.name;
        for (const target of from === undefined ? [] : targets) add(from ?? '', target, shown);
      }
    };
    for (const callers of fact.from) join(callers, fact.pods);
    for (const called of fact.to) join(fact.pods, called);
  }
}
