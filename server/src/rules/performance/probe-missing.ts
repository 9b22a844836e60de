import { spanOf } from '../vocabulary/insertion.ts';
import type { Container, NetworkService } from '../../model/artefact-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import type { Fix } from '../../model/site.ts';
import { healthRoute } from '../vocabulary/probes/health-route.ts';
import { patchOf } from '../vocabulary/workloads/patches.ts';
import { isKnownProxy, replacesItself } from '../vocabulary/workloads/waiting-pods.ts';
import {
  containerKey,
  containersOf,
  isCompanion,
  isProxy,
  isPureCache,
  isSidePort,
  nearestTo,
  patchesOfContainer,
  servesTraffic,
  servicesInFront,
  servingPorts,
  targetPort,
} from '../vocabulary/workloads/pods.ts';
import { leaveOpen } from '../vocabulary/workloads/release-values.ts';

export const probeMissing = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'project',
  since: '0.1.0',
  fix: 'suggestion',
  misses: ['readinessProbe'],
  reads: ['container', 'release-value'],
  check(container, context) {
    if (container.kind === 'release-value') return leaveOpen(container, context, elsewhere);
    if (container.role !== 'main' || container.partial || container.owner.ends) return;
    if (container.readiness) {
      context.shown(container.readiness.span, `${container.name} has a readiness probe`);
      return;
    }
    const own = containersOf(container.owner, context.inFile('container'));
    const siblings = own.filter(({ role }) => role === 'main');
    const services = servicesInFront(container.owner, context.inWorkspace('network-service'));
    const isAsked = targetPort(container, services) !== undefined;
    if (siblings.length > 1 && isCompanion(container) && !isAsked) return;
    if (siblings.length === 1 && isKnownProxy(container)) {
      const message = `${container.name} has no readiness probe; it is a small proxy that is ready once it starts`;
      return context.cannotTell(container.span, message, 'Is its backend ready by then?');
    }
    if (isPureCache([container])) {
      const message = `${container.name} has no readiness probe; it is a cache that is ready once it starts`;
      return context.cannotTell(container.span, message, 'Do its clients handle a node that does not answer?');
    }
    if (siblings.length > 1 && isProxy(container)) {
      const message = `${container.name} has no readiness probe; it only forwards to other containers of its pod`;
      return context.cannotTell(container.span, message, 'Is it ready only when the container behind it can answer?');
    }
    const seesServices = context.inWorkspace('network-service').length > 0;
    const serves = servesTraffic(container, { siblings, services, seesServices });
    if (serves === 'no') return;
    if (serves === 'unknown') {
      const message = `${container.name} has no readiness probe; could not determine whether it serves traffic`;
      context.cannotTell(container.span, message, 'Does a Service outside this workspace send it traffic?');
      return;
    }
    const patches = patchesOfContainer(context.inWorkspace('container'), containerKey(container));
    const patch = patches.find(({ fact }) => fact.readiness);
    if (patch) {
      const message = `${container.name} has no readiness probe here; a patch adds one`;
      const evidence = { related: [related(patch, 'the patch')] };
      context.cannotTell(container.span, message, 'Is the patch part of every environment?', evidence);
      return;
    }
    if (container.startup) {
      const message = `${container.name} has no readiness probe; its startup probe delays traffic until it has started`;
      return context.cannotTell(container.span, message, 'Can it become unready later and recover?');
    }
    if (replacesItself(container, context)) {
      const message = `${container.name} has no readiness probe; it is the only pod, and each update stops it first`;
      return context.cannotTell(container.span, message, 'Does it take longer to start than its clients wait?');
    }
    const { workload: kind, name } = container.owner;
    const patching = patchOf({ file: context.file, kind, name }, ['readinessProbe'], context);
    if (patching) {
      const evidence = { related: [related(patching.patch, 'the patch')] };
      if (patching.always) {
        const message = `a kustomization patch adds a readiness probe to ${container.name}`;
        return context.shown(container.span, message, evidence);
      }
      const message = `${container.name} has no readiness probe here; a patch adds one`;
      return context.cannotTell(container.span, message, 'Is the patch part of every environment?', evidence);
    }
    const front = nearestTo(context.file, services);
    const traffic = front
      ? `Service ${front.fact.name} sends traffic before it is ready`
      : `port ${portText(container.ports)} gets traffic before it is ready`;
    const restart = container.liveness ? '; liveness only restarts it' : '';
    context.violated(container.span, `${container.name} has no readiness probe; ${traffic}${restart}`, {
      related: front ? [related(front, 'the Service')] : [],
      fixes: fixesFor(container, services, context),
    });
  },
});

function portText(ports: Container['ports']): string {
  const port = ports.find((each) => !isSidePort(each));
  return port?.name ?? String(port?.number ?? '');
}

function fixesFor(container: Container, services: readonly Located<NetworkService>[], context: RuleContext): Fix[] {
  const { indent, style, unless } = container.insertAt;
  const declared = targetPort(container, services) ?? servingPorts(container)[0];
  const port = declared ? (declared.name ?? declared.number) : Number(services[0]?.fact.ports[0]?.target);
  if (style || !port || unless?.includes('readinessProbe')) return [];
  const { name, image, owner } = container;
  const key = { name, owner: owner.name, ...(image ? { image: image.text } : {}) };
  const route = healthRoute(context.inServiceOf(key, 'route') ?? []);
  const handler = route
    ? ['  httpGet:', `    path: ${route.fact.path}`, `    port: ${port}`]
    : ['  tcpSocket:', `    port: ${port}`];
  const text = ['readinessProbe:', ...handler].map((line) => `\n${indent}${line}`).join('');
  const title = route ? `Add readiness probe (${route.fact.path})` : `Add readiness probe (port ${port})`;
  return [
    {
      title,
      safety: 'suggestion',
      changes: [{ file: context.file, edits: [{ span: spanOf(container.insertAt), text }] }],
    },
  ];
}

/** What is asked of a chart that is not here. */
const elsewhere = { readiness: 'Does the chart turn this into a readiness probe?' };
