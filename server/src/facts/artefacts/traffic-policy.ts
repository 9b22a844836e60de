import type { TrafficPolicy } from '../../model/cluster-fact.ts';
import type { Span } from '../../model/span.ts';
import { dig, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placedText } from './artefact.ts';
import { say } from '../../words/say.ts';

/** A value that is written, with its place. */
interface Written {
  readonly value: number;
  readonly span: Span;
}

/** How long what leads to a service waits for it, and how often it tries: of an Ingress, a route of a gateway, a mesh. */
export function trafficPolicies(artefact: Artefact, kind: string): TrafficPolicy[] {
  switch (kind) {
    case 'Ingress':
      return ofIngress(artefact);
    case 'VirtualService':
      return ofVirtualService(artefact);
    default:
      return ofRoute(artefact, kind);
  }
}

const nginx = 'nginx.ingress.kubernetes.io';
const alb = 'alb.ingress.kubernetes.io/load-balancer-attributes';

/** Annotations of ingress-nginx (kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations), in seconds and attempts. */
function ofIngress(artefact: Artefact): TrafficPolicy[] {
  const annotation = (name: string) =>
    placedText(artefact, dig(artefact.root, 'metadata', 'annotations', `${nginx}/${name}`));
  const services = [
    ...new Set(
      itemsOf(dig(artefact.root, 'spec', 'rules'))
        .flatMap((rule) => itemsOf(dig(rule, 'http', 'paths')))
        .flatMap((path) => textOf(dig(path, 'backend', 'service', 'name')) ?? []),
    ),
  ];
  const given = [
    { name: 'proxy-read-timeout', key: 'timeoutMs', factor: 1000 },
    { name: 'proxy-next-upstream-tries', key: 'attempts', factor: 1 },
  ] as const;
  const balancer = placedText(artefact, dig(artefact.root, 'metadata', 'annotations', alb));
  // Elastic Load Balancing, Application Load Balancers: a connection without data for as long is closed.
  const idle = /(?:^|,)idle_timeout\.timeout_seconds=(\d+)/.exec(balancer?.text ?? '')?.[1];
  const ofBalancer: TrafficPolicy[] =
    balancer && idle !== undefined && services.length > 0
      ? [
          {
            kind: 'traffic-policy',
            span: balancer.span,
            services,
            by: say('traffic-policy.idle-timeout-of-the-load'),
            timeoutMs: Number(idle) * 1000,
          },
        ]
      : [];
  // `proxy-next-upstream: off` tries no other, whatever the number.
  const isOff = /^(off|false)$/.test(annotation('proxy-next-upstream')?.text ?? '');
  const ofNginx = given.flatMap(({ name, key, factor }): TrafficPolicy[] => {
    const written = annotation(name);
    const number = /^\d+$/.test(written?.text ?? '') ? Number(written?.text) : 0;
    if (!written || number === 0 || services.length === 0 || (key === 'attempts' && isOff)) return [];
    const common = { kind: 'traffic-policy', span: written.span, services, by: name, unit: 's' } as const;
    return [{ ...common, [key]: number * factor }];
  });
  return [...ofNginx, ...ofBalancer];
}

/** `timeout` and `retries` of a VirtualService (istio.io/latest/docs/reference/config/networking/virtual-service). */
function ofVirtualService(artefact: Artefact): TrafficPolicy[] {
  const routes = itemsOf(dig(artefact.root, 'spec', 'http')).map((http) => ({
    services: itemsOf(dig(http, 'route')).flatMap(
      (each) => textOf(dig(each, 'destination', 'host'))?.split('.')[0] ?? [],
    ),
    timeout: timeoutOf(artefact, dig(http, 'timeout')),
    retries: countOf(artefact, dig(http, 'retries', 'attempts')),
  }));
  return perService(routes, 'VirtualService');
}

/** `timeouts` and `retry` of the rules of an HTTPRoute or GRPCRoute (gateway-api.sigs.k8s.io/reference/spec). */
function ofRoute(artefact: Artefact, kind: string): TrafficPolicy[] {
  const routes = itemsOf(dig(artefact.root, 'spec', 'rules')).map((rule) => ({
    services: itemsOf(dig(rule, 'backendRefs')).flatMap((ref) => textOf(dig(ref, 'name')) ?? []),
    timeout: timeoutOf(artefact, dig(rule, 'timeouts', 'request')),
    retries: countOf(artefact, dig(rule, 'retry', 'attempts')),
  }));
  return perService(routes, kind);
}

interface Route {
  readonly services: readonly string[];
  readonly timeout: Written | undefined;
  readonly retries: Written | undefined;
}

/** What holds for a service whichever of its routes a request takes: the longest time, the fewest attempts. */
function perService(routes: readonly Route[], by: string): TrafficPolicy[] {
  const services = new Set(routes.flatMap((route) => route.services));
  return [...services].flatMap((service): TrafficPolicy[] => {
    const own = routes.filter((route) => route.services.includes(service));
    const timeouts = own.flatMap(({ timeout }) => timeout ?? []).toSorted((a, b) => b.value - a.value);
    const retries = own.flatMap((route) => route.retries ?? []).toSorted((a, b) => a.value - b.value);
    const [timeout] = timeouts;
    const [retry] = retries;
    const common = { kind: 'traffic-policy', services: [service] } as const;
    return [
      ...(timeout && timeouts.length === own.length
        ? [
            {
              ...common,
              span: timeout.span,
              by: say('traffic-policy.timeout', { by }),
              unit: 'duration' as const,
              timeoutMs: timeout.value,
            },
          ]
        : []),
      ...(retry && retries.length === own.length && retry.value > 0
        ? [{ ...common, span: retry.span, by: say('traffic-policy.retries', { by }), attempts: retry.value + 1 }]
        : []),
    ];
  });
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `10s`, `1m30s`; nothing for `0s`, which switches it off. */
function timeoutOf(artefact: Artefact, node: YamlNode | undefined): Written | undefined {
  const written = placedText(artefact, node);
  if (!written || !/^(\d+(\.\d+)?(ms|[smh]))+$/.test(written.text)) return undefined;
  const value = [...written.text.matchAll(/(\d+(?:\.\d+)?)(ms|[smh])/g)].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 0),
    0,
  );
  return value > 0 ? { value, span: written.span } : undefined;
}

function countOf(artefact: Artefact, node: YamlNode | undefined): Written | undefined {
  const written = placedText(artefact, node);
  return written && /^\d{1,3}$/.test(written.text) ? { value: Number(written.text), span: written.span } : undefined;
}
