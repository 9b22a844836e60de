import { placeKey } from '../../../model/span.ts';
import type { OutgoingCall, RetryLayer } from '../../../model/code-fact.ts';
import type { TrafficPolicy } from '../../../model/cluster-fact.ts';
import type { ProductionPicture, RequestPath } from '../../../model/production.ts';
import { related, type Located, type RuleContext } from '../../../model/rule.ts';
import type { Related } from '../../../model/site.ts';
import { callersOf, edgeCalls } from './edge-calls.ts';
import { servicesOnWay, workloadOf } from '../picture.ts';
import { isSafeToRepeat, retriesAt, retriesOnWay } from './retries.ts';
import { say } from '../../../words/say.ts';

/** Something that sends a request again when it fails. */
export interface Layer {
  /** What it is: `axios-retry`, `VirtualService retries`. */
  readonly by: string;
  readonly attempts: number;
  readonly at: Related;
}

export interface Layers {
  /** Outermost first. */
  readonly layers: readonly Layer[];
  /** Policies of the mesh that may be for this call, where it is not known to which service it goes. */
  readonly open?: readonly Related[];
}

/**
 * The layers that surely try a call again: what leads to its service, its callers, the code around it and on the way to it, and
 * the mesh in front of what it calls.
 */
export function layersAround(call: OutgoingCall, path: RequestPath | undefined, context: RuleContext): Layers {
  const picture = context.production();
  if (!picture) return { layers: [] };
  const isSafe = isSafeToRepeat(call.api);
  const at = { file: context.file, span: call.span };
  const own = retriesAt(at, { context, isSafe });
  const target = edgeCalls(picture, context).find(
    (each) => each.at.file === at.file && each.at.span.start === at.span.start,
  )?.to;
  const mesh = policies(context).filter(({ fact }) => fact.by !== 'proxy-next-upstream-tries');
  const behind = target === undefined ? [] : fewest(mesh, hostsOf(picture, target));
  const near = [...own.map(ofCode), ...behind.map(ofPolicy)];
  const isMeshOpen = target === undefined && mesh.length > 0 && own.length > 0 && mayBeInside(call);
  const open = isMeshOpen ? { open: mesh.slice(0, 3).map((each) => related(each, each.fact.by)) } : {};
  if (near.length === 0 || path?.waits !== 'user') return { layers: unique(near), ...open };
  const [service, ...others] = servicesOnWay(picture, path, context.file);
  const way = retriesOnWay(path, context).map(ofCode);
  // Which of several services that run one program takes the request is not known.
  if (!service || others.length > 0) return { layers: unique([...way, ...near]), ...open };
  // Neither an ingress nor a mesh sends again what may not be sent twice.
  const isSafeRoute = !/^(POST|PATCH) /.test(path.steps[0]?.words ?? '');
  const front = isSafeRoute ? fewest(policies(context), hostsOf(picture, service.name)).map(ofPolicy) : [];
  const callers = callersOf(service, path, context).flatMap(({ at: place, call: { api } }) =>
    retriesAt(place, { context, isSafe: isSafeToRepeat(api) }),
  );
  return { layers: unique([...front, ...callers.slice(0, 1).map(ofCode), ...way, ...near]), ...open };
}

/** Hosts outside, by their names, are not behind a mesh of ours. */
function mayBeInside({ target, resolvedTarget }: OutgoingCall): boolean {
  const host = /^[a-z]+:\/\/([^/:]+)/i.exec(target ?? resolvedTarget ?? '')?.[1];
  return host === undefined || !host.includes('.') || /\.(svc|local|internal)\b/.test(host);
}

function policies(context: RuleContext): readonly Located<TrafficPolicy>[] {
  return context.inWorkspace('traffic-policy').filter(({ fact }) => (fact.attempts ?? 0) > 1);
}

/** Of each kind of policy for these hosts the one with the fewest attempts: it differs between environments. */
function fewest(all: readonly Located<TrafficPolicy>[], hosts: readonly string[]): readonly Located<TrafficPolicy>[] {
  const found = new Map<string, Located<TrafficPolicy>>();
  for (const each of all) {
    if (!each.fact.services.some((name) => hosts.includes(name))) continue;
    const known = found.get(each.fact.by)?.fact.attempts ?? Infinity;
    if ((each.fact.attempts ?? 1) < known) found.set(each.fact.by, each);
  }
  return [...found.values()];
}

function hostsOf(picture: ProductionPicture, name: string): readonly string[] {
  const service = picture.services.find((each) => each.name === name);
  return (service && workloadOf(picture, service)?.hosts) ?? [];
}

function ofCode({ file, fact }: Located<RetryLayer>): Layer {
  const { by, attempts, span } = fact;
  return { by, attempts, at: { file, span, message: say('timeout-inversion.attempts', { by, attempts }) } };
}

function ofPolicy({ file, fact }: Located<TrafficPolicy>): Layer {
  const { by, attempts = 1, span } = fact;
  return { by, attempts, at: { file, span, message: say('timeout-inversion.attempts', { by, attempts }) } };
}

/** A layer that covers the call and the way to it tries once. */
function unique(layers: readonly Layer[]): readonly Layer[] {
  const seen = new Set<string>();
  return layers.filter(({ at }) => {
    const key = placeKey(at);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
