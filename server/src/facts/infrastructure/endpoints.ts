import type { Certificate, PublicEndpoint } from '../../model/infrastructure-fact.ts';
import type { Text } from '../../model/observation.ts';
import { dig, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from '../artefacts/artefact.ts';
import { nameOf, namespaceOf, nameSpan } from './objects.ts';
import { hostsOfRule } from './proxies.ts';

/** Annotations by which a certificate is issued and renewed: of cert-manager, and of GKE. */
const renewing = [
  'cert-manager.io/cluster-issuer',
  'cert-manager.io/issuer',
  'certmanager.k8s.io/cluster-issuer',
  'certmanager.k8s.io/issuer',
  'kubernetes.io/tls-acme',
  'networking.gke.io/managed-certificates',
];
/** Annotations that name a certificate which is kept elsewhere. */
const named = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'service.beta.kubernetes.io/aws-load-balancer-ssl-cert',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
];
/** Annotations that name middlewares and plugins. */
const plugged = ['traefik.ingress.kubernetes.io/router.middlewares', 'konghq.com/plugins'];

/** Kinds of object at which users reach Services. */
export const endpointKinds = [
  'Ingress',
  'HTTPRoute',
  'GRPCRoute',
  'VirtualService',
  'IngressRoute',
  'Gateway',
  'Route',
];

/** What users reach Services by, with what ends TLS there. */
export function publicEndpoint(artefact: Artefact, kind: string): PublicEndpoint {
  const spec = dig(artefact.root, 'spec');
  const shape = shapes[kind]?.(artefact, spec) ?? {};
  const annotations = dig(artefact.root, 'metadata', 'annotations');
  const renewedBy = annotationOf(artefact, annotations, renewing) ?? shape.renewedBy;
  const certificate = annotationOf(artefact, annotations, named);
  const plugins = plugged.flatMap((name) => (textOf(dig(annotations, name)) ?? '').split(',')).map(pluginName);
  return {
    kind: 'public-endpoint',
    span: nameSpan(artefact),
    by: kind,
    name: nameOf(artefact),
    ...namespaceOf(artefact),
    hosts: unique(shape.hosts),
    services: unique(shape.services),
    gateways: unique(shape.gateways),
    plugins: unique([...plugins, ...(shape.plugins ?? [])]).filter((name) => name !== ''),
    ...(shape.inside ? { inside: true as const } : {}),
    ...(shape.tls ? { tls: shape.tls } : {}),
    ...(renewedBy ? { renewedBy } : {}),
    ...(certificate ? { certificate } : {}),
  };
}

/** `shop-limit@kubernetescrd` names the Middleware `limit` of the namespace `shop`. */
function pluginName(text: string): string {
  return text.trim();
}

type Shape = Partial<
  Pick<PublicEndpoint, 'hosts' | 'services' | 'gateways' | 'plugins' | 'tls' | 'renewedBy' | 'inside'>
>;

const shapes: Readonly<Record<string, (artefact: Artefact, spec: YamlNode | undefined) => Shape>> = {
  Ingress: ofIngress,
  HTTPRoute: ofGatewayRoute,
  GRPCRoute: ofGatewayRoute,
  VirtualService: ofVirtualService,
  IngressRoute: ofIngressRoute,
  Gateway: ofGateway,
  Route: ofOpenShift,
};

function ofIngress(artefact: Artefact, spec: YamlNode | undefined): Shape {
  const rules = itemsOf(dig(spec, 'rules'));
  const backends = [
    dig(spec, 'defaultBackend'),
    dig(spec, 'backend'),
    ...rules.flatMap((rule) => itemsOf(dig(rule, 'http', 'paths')).map((path) => dig(path, 'backend'))),
  ];
  return {
    hosts: rules.flatMap((rule) => textOf(dig(rule, 'host')) ?? []),
    services: backends.flatMap(
      (each) => textOf(dig(each, 'service', 'name')) ?? textOf(dig(each, 'serviceName')) ?? [],
    ),
    ...tlsOf(artefact, spec, (each) => [textOf(dig(each, 'secretName'))]),
  };
}

function ofGatewayRoute(_artefact: Artefact, spec: YamlNode | undefined): Shape {
  const rules = itemsOf(dig(spec, 'rules'));
  const parents = itemsOf(dig(spec, 'parentRefs'));
  const gateways = parents.filter((ref) => (textOf(dig(ref, 'kind')) ?? 'Gateway') === 'Gateway');
  return {
    hosts: texts(dig(spec, 'hostnames')),
    services: rules.flatMap((rule) =>
      itemsOf(dig(rule, 'backendRefs')).flatMap((ref) => textOf(dig(ref, 'name')) ?? []),
    ),
    gateways: gateways.flatMap((ref) => textOf(dig(ref, 'name')) ?? []),
    ...(parents.length > 0 && gateways.length === 0 ? { inside: true as const } : {}),
    plugins: rules.flatMap((rule) =>
      itemsOf(dig(rule, 'filters')).flatMap((filter) => textOf(dig(filter, 'extensionRef', 'name')) ?? []),
    ),
  };
}

function ofVirtualService(_artefact: Artefact, spec: YamlNode | undefined): Shape {
  return {
    hosts: texts(dig(spec, 'hosts')),
    services: itemsOf(dig(spec, 'http')).flatMap((http) =>
      itemsOf(dig(http, 'route')).flatMap((route) => textOf(dig(route, 'destination', 'host'))?.split('.')[0] ?? []),
    ),
    gateways: texts(dig(spec, 'gateways')).map((name) => name.slice(name.indexOf('/') + 1)),
  };
}

function ofIngressRoute(artefact: Artefact, spec: YamlNode | undefined): Shape {
  const routes = itemsOf(dig(spec, 'routes'));
  const tls = entryOf(spec, 'tls');
  const resolver = placedText(artefact, dig(tls?.value, 'certResolver'));
  const secret = textOf(dig(tls?.value, 'secretName'));
  return {
    hosts: routes.flatMap((route) => hostsOfRule(textOf(dig(route, 'match')) ?? '')),
    services: routes.flatMap((route) =>
      itemsOf(dig(route, 'services')).flatMap((each) => textOf(dig(each, 'name')) ?? []),
    ),
    plugins: routes.flatMap((route) =>
      itemsOf(dig(route, 'middlewares')).flatMap((each) => textOf(dig(each, 'name')) ?? []),
    ),
    ...(tls?.key
      ? { tls: { span: placed(artefact, tls.key.span), secrets: secret === undefined ? [] : [secret] } }
      : {}),
    ...(resolver ? { renewedBy: { text: `certResolver: ${resolver.text}`, span: resolver.span } } : {}),
  };
}

/** A Gateway of the Gateway API, whose listeners name certificates, or of Istio, whose servers do. */
function ofGateway(artefact: Artefact, spec: YamlNode | undefined): Shape {
  const listeners = [...itemsOf(dig(spec, 'listeners')), ...itemsOf(dig(spec, 'servers'))];
  const secured = listeners.flatMap((each) => {
    const tls = entryOf(each, 'tls');
    return tls?.key && textOf(dig(tls.value, 'mode')) !== 'PASSTHROUGH' ? [{ key: tls.key, value: tls.value }] : [];
  });
  const [first] = secured;
  return {
    hosts: listeners.flatMap((each) => [...texts(dig(each, 'hosts')), textOf(dig(each, 'hostname')) ?? []].flat()),
    ...(first
      ? {
          tls: {
            span: placed(artefact, first.key.span),
            secrets: secured.flatMap(({ value }) => [
              ...itemsOf(dig(value, 'certificateRefs')).flatMap((ref) => textOf(dig(ref, 'name')) ?? []),
              ...[textOf(dig(value, 'credentialName')) ?? []].flat(),
            ]),
          },
        }
      : {}),
  };
}

function ofOpenShift(artefact: Artefact, spec: YamlNode | undefined): Shape {
  const tls = entryOf(spec, 'tls');
  return {
    hosts: [textOf(dig(spec, 'host')) ?? []].flat(),
    services: [textOf(dig(spec, 'to', 'name')) ?? []].flat(),
    ...(tls?.key ? { tls: { span: placed(artefact, tls.key.span), secrets: [] } } : {}),
  };
}

function tlsOf(
  artefact: Artefact,
  spec: YamlNode | undefined,
  secretsOf: (item: YamlNode) => readonly (string | undefined)[],
): Shape {
  const tls = entryOf(spec, 'tls');
  if (!tls?.key || itemsOf(tls.value).length === 0) return {};
  const secrets = itemsOf(tls.value).flatMap((item) => secretsOf(item).flatMap((name) => name ?? []));
  return { tls: { span: placed(artefact, tls.key.span), secrets } };
}

function annotationOf(
  artefact: Artefact,
  annotations: YamlNode | undefined,
  names: readonly string[],
): Text | undefined {
  for (const name of names) {
    const entry = entryOf(annotations, name);
    const value = placedText(artefact, entry?.value);
    if (!entry?.key || !value || /^(false|)$/.test(value.text)) continue;
    return { text: `${name}: ${value.text}`.slice(0, 200), span: placed(artefact, entry.key.span) };
  }
  return undefined;
}

function texts(node: YamlNode | undefined): string[] {
  return itemsOf(node).flatMap((each) => textOf(each) ?? []);
}

function unique(names: readonly string[] = []): readonly string[] {
  return [...new Set(names)];
}

/** A Certificate of cert-manager, or a ManagedCertificate of GKE. */
export function certificate(artefact: Artefact, kind: string): Certificate {
  const spec = dig(artefact.root, 'spec');
  const secret = textOf(dig(spec, 'secretName'));
  return {
    kind: 'certificate',
    span: nameSpan(artefact),
    by: kind === 'Certificate' ? 'cert-manager Certificate' : kind,
    name: nameOf(artefact),
    ...namespaceOf(artefact),
    ...(secret === undefined ? {} : { secret }),
    hosts: [...texts(dig(spec, 'dnsNames')), ...texts(dig(spec, 'domains'))],
  };
}
