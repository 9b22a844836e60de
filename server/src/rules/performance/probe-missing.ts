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
import { say } from '../../words/say.ts';

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
      context.shown(container.readiness.span, say('probe.has-a-readiness-probe', { name: container.name }));
      return;
    }
    const own = containersOf(container.owner, context.inFile('container'));
    const siblings = own.filter(({ role }) => role === 'main');
    const services = servicesInFront(container.owner, context.inWorkspace('network-service'));
    const isAsked = targetPort(container, services) !== undefined;
    if (siblings.length > 1 && isCompanion(container) && !isAsked) return;
    if (siblings.length === 1 && isKnownProxy(container)) {
      const message = say('probe.has-no-readiness-probe-it', { name: container.name });
      return context.cannotTell(container.span, message, say('probe.is-its-backend-ready-by'));
    }
    if (isPureCache([container])) {
      const message = say('probe.has-no-readiness-probe-it-is', { name: container.name });
      return context.cannotTell(container.span, message, say('probe.do-its-clients-handle-a'));
    }
    if (siblings.length > 1 && isProxy(container)) {
      const message = say('probe.has-no-readiness-probe-it-only', { name: container.name });
      return context.cannotTell(container.span, message, say('probe.is-it-ready-only-when'));
    }
    const seesServices = context.inWorkspace('network-service').length > 0;
    const serves = servesTraffic(container, { siblings, services, seesServices });
    if (serves === 'no') return;
    if (serves === 'unknown') {
      const message = say('probe.has-no-readiness-probe-could', { name: container.name });
      context.cannotTell(container.span, message, say('pdb.does-a-service-outside-this'));
      return;
    }
    const patches = patchesOfContainer(context.inWorkspace('container'), containerKey(container));
    const patch = patches.find(({ fact }) => fact.readiness);
    if (patch) {
      const message = say('probe.has-no-readiness-probe-here', { name: container.name });
      const evidence = { related: [related(patch, say('replicas-not-spread.the-patch'))] };
      context.cannotTell(container.span, message, say('replicas-not-spread.is-the-patch-part-of'), evidence);
      return;
    }
    if (container.startup) {
      const message = say('probe.has-no-readiness-probe-its', { name: container.name });
      return context.cannotTell(container.span, message, say('probe.can-it-become-unready-later'));
    }
    if (replacesItself(container, context)) {
      const message = say('probe.has-no-readiness-probe-it-is-the', { name: container.name });
      return context.cannotTell(container.span, message, say('probe.does-it-take-longer-to'));
    }
    const { workload: kind, name } = container.owner;
    const patching = patchOf({ file: context.file, kind, name }, ['readinessProbe'], context);
    if (patching) {
      const evidence = { related: [related(patching.patch, say('replicas-not-spread.the-patch'))] };
      if (patching.always) {
        const message = say('probe.a-kustomization-patch-adds-a', { name: container.name });
        return context.shown(container.span, message, evidence);
      }
      const message = say('probe.has-no-readiness-probe-here', { name: container.name });
      return context.cannotTell(container.span, message, say('replicas-not-spread.is-the-patch-part-of'), evidence);
    }
    const front = nearestTo(context.file, services);
    const traffic = front
      ? say('probe.service-sends-traffic-before-it', { name: front.fact.name })
      : say('probe.port-gets-traffic-before-it', { portText: portText(container.ports) });
    const restart = container.liveness ? say('probe.liveness-only-restarts-it') : '';
    context.violated(container.span, say('probe.has-no-readiness-probe', { name: container.name, traffic, restart }), {
      related: front ? [related(front, say('probe.the-service'))] : [],
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
  const title = route
    ? say('probe.add-readiness-probe', { path: route.fact.path })
    : say('probe.add-readiness-probe-port', { port });
  return [
    {
      title,
      safety: 'suggestion',
      changes: [{ file: context.file, edits: [{ span: spanOf(container.insertAt), text }] }],
    },
  ];
}

/** What is asked of a chart that is not here. */
const elsewhere = { readiness: say('probe.does-the-chart-turn-this') };
