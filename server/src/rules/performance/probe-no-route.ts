import type { Container, Probe } from '../../model/artefact-fact.ts';
import type { Route } from '../../model/code-fact.ts';
import { related, rule, type Located, type RuleContext } from '../../model/rule.ts';
import { healthRoute } from '../vocabulary/probes/health-route.ts';
import { keyOf, otherProtocol, portIsThere, replacing } from '../vocabulary/probes/probe-ports.ts';
import { answering, configured, isSeenElsewhere } from '../vocabulary/probes/routes.ts';
import { say } from '../../words/say.ts';

export const probeNoRoute = rule({
  severity: 'warning',
  harm: 'outage',
  scope: 'cross',
  since: '0.1.0',
  fix: 'suggestion',
  reads: ['container'],
  check(container, context) {
    if (container.role === 'init' || container.partial) return;
    for (const probe of [container.startup, container.readiness, container.liveness]) {
      if (!probe || probe.handler === 'exec' || probe.handler === 'unknown') continue;
      const protocol = otherProtocol(probe, container);
      if (protocol !== undefined) {
        const message = say('probe-no-route.port-of-is-only-the', {
          port: probe.port?.text ?? '',
          name: container.name,
          protocol,
        });
        context.violated(probe.port?.span ?? probe.span, message);
        continue;
      }
      const isNamed = /^(?=.*[a-z])[\w-]+$/.test(probe.port?.text ?? '');
      if (probe.handler !== 'http' && !isNamed) continue;
      if (portIsThere(probe, { container, context }) && probe.handler === 'http') checkPath(probe, container, context);
    }
  },
});

function checkPath(probe: Probe, container: Container, context: RuleContext): void {
  const path = (probe.path?.text ?? '/').replace(/[?#].*$/, '') || '/';
  const span = probe.path?.span ?? probe.span;
  const ofCode = context.inServiceOf(keyOf(container), 'route')?.filter((each) => !isSeenElsewhere(each, context));
  const routes = ofCode && [...ofCode, ...configured(ofCode, context)];
  const found = routes === undefined || routes.length === 0 ? 'unseen' : answering(path, routes);
  if (found === 'unseen' || found === 'unknown' || !/^\/[\w./~%+-]*$/.test(path)) {
    const message = say('probe-no-route.could-not-determine-whether-serves', { name: container.name, path });
    context.cannotTell(span, message, say('probe-no-route.which-code-serves', { path }));
  } else if (found !== 'none') {
    context.shown(span, say('probe-no-route.serves', { name: container.name, path }), {
      related: [related(found, say('no-metrics-endpoint.the-route'))],
    });
  } else if (/^\/(healthz|readyz)(\/|$)/.test(path) && isController(container, context)) {
    context.cannotTell(
      span,
      say('probe-no-route.may-be-served-by-controller', { path }),
      say('probe-no-route.does-the-manager-register-a'),
    );
  } else if (servesElsewhere(probe, container, context)) {
    context.cannotTell(
      span,
      say('probe-no-route.is-probed-on-another-port', { path }),
      say('probe-no-route.which-code-serves', { path }),
    );
  } else {
    const better = healthRoute(routes ?? [], probe === container.liveness ? 'liveness' : 'readiness');
    context.violated(
      span,
      say('probe-no-route.has-no-route-in-so', {
        path,
        name: container.name,
        answered: answered(routes ?? [], better),
      }),
      {
        related: better ? [related(better, say('probe-no-route.the-health-route'))] : [],
        fixes: better && probe.path ? [replacing(probe.path, better.fact.path, context)] : [],
      },
    );
  }
}

/** A controller's manager serves health of itself, without a route in its code. */
function isController(container: Container, context: RuleContext): boolean {
  const hooks = context.inServiceOf(keyOf(container), 'shutdown-hook') ?? [];
  return hooks.some(({ fact }) => fact.api.includes('controller-runtime'));
}

/** The probe's port is none that the code's own servers are known to listen on: a library may serve health there. */
function servesElsewhere(probe: Probe, container: Container, context: RuleContext): boolean {
  const asked = probe.port?.text ?? '';
  const number = container.ports.find((port) => port.name === asked)?.number ?? Number(asked);
  const servers = context.inServiceOf(keyOf(container), 'server') ?? [];
  return servers.length > 0 && servers.every(({ fact }) => fact.port !== undefined && fact.port !== number);
}

function answered(routes: readonly Located<Route>[], better: Located<Route> | undefined): string {
  if (better) return say('probe-no-route.the-code-serves', { path: better.fact.path });
  const paths = [...new Set(routes.map(({ fact }) => fact.path))];
  return say(paths.length > 3 ? 'probe-no-route.the-code-serves-and-more' : 'probe-no-route.the-code-serves', {
    path: paths.slice(0, 3).join(', '),
  });
}
