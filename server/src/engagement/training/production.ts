import type { Container } from '../../model/artefact-fact.ts';
import type { LinePlace } from '../../model/line-place.ts';
import { namespacesOf } from '../seen/kubectl.ts';
import type { PartInput } from '../part.ts';
import { type Gap } from '../kit/words.ts';

/** One thing of the production setup, with where it is written. */
export interface Setting {
  readonly what: string;
  readonly value: string;
  /** The value without words of ours, where it has some; `default` where no file sets it. */
  readonly is?: string;
  readonly at?: LinePlace;
}

/** How the service runs, from its manifests. */
export interface Production {
  readonly settings: readonly Setting[];
  readonly gaps: readonly Gap[];
}

const rollouts = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Workloads, replicas, probes, resources and rollout as the manifests write them. */
export async function productionOf(input: PartInput): Promise<Production> {
  const { service, index, lineOf } = input;
  const settings: Setting[] = [];
  const gaps: Gap[] = [];
  const workloads = index.ofService(service, 'workload').filter(({ fact }) => !fact.partial);
  const scalers = index.ofService(service, 'autoscaler');
  for (const { file, fact } of workloads) {
    const at = await lineOf({ file, span: fact.span });
    settings.push({ what: 'Workload', value: `${fact.workload} ${fact.name}`, at });
    const namespaces = namespacesOf(input, { file, fact });
    if (namespaces.length > 0)
      settings.push({
        what: 'Namespace',
        value: namespaces.map(({ name }) => name).join(', '),
        ...(namespaces[0] ? { at: await lineOf(namespaces[0].at) } : {}),
      });
    const scaler = scalers.find(({ fact: { target } }) => target.name === fact.name);
    if (scaler) {
      const { min, max, span } = scaler.fact;
      const value = `${min ?? 1} to ${max ?? 'an unknown number of'} pods, set by an autoscaler`;
      settings.push({
        what: 'Pods',
        value,
        is: `${min ?? 1}-${max ?? ''}`,
        at: await lineOf({ file: scaler.file, span }),
      });
    } else if (fact.replicas)
      settings.push({
        what: 'Pods',
        value: `${fact.replicas.count}`,
        at: await lineOf({ file, span: fact.replicas.span }),
      });
    else if (rollouts.has(fact.workload) && fact.workload !== 'DaemonSet')
      settings.push({ what: 'Pods', value: 'not set: one by default', is: 'default', at });
    if (rollouts.has(fact.workload)) settings.push({ what: 'Rollout', ...rolloutOf(fact.strategy), at });
    settings.push({
      what: 'Spread',
      value:
        fact.spread.length > 0 ? [...new Set(fact.spread.map(({ by }) => by))].join(', ') : 'its pods are not spread',
      at,
    });
    settings.push({
      what: 'Grace period',
      value: fact.gracePeriod ? `${fact.gracePeriod.text} s` : 'not set: 30 s, the Kubernetes default',
      at: fact.gracePeriod ? await lineOf({ file, span: fact.gracePeriod.span }) : at,
    });
    for (const { name, what, span } of fact.volumes ?? [])
      settings.push({ what: `Volume ${name}`, value: what, at: await lineOf({ file, span }) });
  }
  for (const { file, fact } of index.ofService(service, 'container')) {
    if (fact.partial || fact.role === 'init') continue;
    const at = await lineOf({ file, span: fact.span });
    const { requests, limits } = fact.resources;
    if (fact.image) settings.push({ what: `Image of ${fact.name}`, value: fact.image.text, at });
    settings.push({
      what: `Resources of ${fact.name}`,
      value: `requests ${amounts(requests)}; limits ${amounts(limits)}`,
      at,
    });
    if (fact.env)
      settings.push({ what: `Environment of ${fact.name}`, value: fact.env.map(variableWords).join('; '), at });
    for (const [what, probe] of [
      ['Readiness', fact.readiness],
      ['Liveness', fact.liveness],
      ['Startup', fact.startup],
    ] as const)
      if (probe)
        settings.push({
          what: `${what} probe of ${fact.name}`,
          value: `${probe.handler}${probe.path ? ` ${probe.path.text}` : ''}`,
          at: await lineOf({ file, span: probe.span }),
        });
    if (!fact.readiness && fact.role === 'main' && fact.ports.length > 0)
      gaps.push({
        text: `${fact.name} has no readiness probe`,
        because: 'Kubernetes does not know when a pod is ready, so a rollout can replace pods too early.',
        at,
        guide: 'health-checks',
        item: 'perf-probes',
      });
  }
  for (const { file, fact } of index.ofService(service, 'disruption-budget')) {
    const value = fact.minAvailable
      ? `minAvailable: ${fact.minAvailable.text}`
      : fact.maxUnavailable
        ? `maxUnavailable: ${fact.maxUnavailable.text}`
        : 'without a number';
    settings.push({ what: 'Disruption budget', value, at: await lineOf({ file, span: fact.span }) });
  }
  if (workloads.length === 0)
    gaps.push({
      text: 'No manifest was found',
      because: 'Ask the developers where it runs, with how many replicas, and how it is rolled out.',
      guide: 'handover#training-sessions',
    });
  return { settings, gaps };
}

/** The name, and the value where it is written and can be no secret. */
function variableWords({ name, value, from }: NonNullable<Container['env']>[number]): string {
  if (value !== undefined) return value === '' ? `${name} is empty` : `${name}=${value}`;
  return from === undefined ? `${name} (value not shown)` : `${name} from ${from}`;
}

function rolloutOf(
  strategy:
    | {
        readonly type?: { text: string };
        readonly maxUnavailable?: { text: string };
        readonly maxSurge?: { text: string };
      }
    | undefined,
): Pick<Setting, 'value' | 'is'> {
  const { type, maxUnavailable, maxSurge } = strategy ?? {};
  const parts = [
    type?.text,
    maxUnavailable && `at most ${maxUnavailable.text} unavailable`,
    maxSurge && `${maxSurge.text} surge`,
  ].filter((each) => each !== undefined);
  if (parts.length === 0) return { value: 'not set: platform default', is: 'default' };
  return { value: parts.join(', '), is: [type, maxUnavailable, maxSurge].map((each) => each?.text ?? '').join() };
}

function amounts({ cpu, memory }: { readonly cpu?: { text: string }; readonly memory?: { text: string } }): string {
  const parts = [cpu && `cpu ${cpu.text}`, memory && `memory ${memory.text}`].filter((each) => each !== undefined);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
