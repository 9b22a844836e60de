import type { Quota, RateLimit } from '../../model/infrastructure-fact.ts';
import { dig, entriesOf, entryOf, itemsOf, stringsOf, textOf } from '../../syntax/yaml-node.ts';
import { type Artefact, placed, placedText } from '../artefacts/artefact.ts';
import { labelsOf } from './proxies.ts';
import { nameOf, namespaceOf, nameSpan } from './objects.ts';

/** A ResourceQuota or a LimitRange with what it bounds. */
export function quota(artefact: Artefact, by: Quota['by']): Quota[] {
  const spec = dig(artefact.root, 'spec');
  const limits =
    by === 'ResourceQuota'
      ? entriesOf(dig(spec, 'hard')).flatMap(({ key }) => key?.text ?? [])
      : itemsOf(dig(spec, 'limits')).flatMap((item) =>
          ['default', 'defaultRequest', 'max', 'min'].flatMap((part) =>
            entriesOf(dig(item, part)).flatMap(({ key }) => (key ? `${part} ${key.text}` : [])),
          ),
        );
  if (limits.length === 0) return [];
  const scoped = dig(spec, 'scopeSelector') ?? itemsOf(dig(spec, 'scopes'))[0];
  return [
    {
      kind: 'quota',
      span: nameSpan(artefact),
      by,
      name: nameOf(artefact),
      ...namespaceOf(artefact),
      limits: [...new Set(limits)],
      ...(scoped ? { scoped: true as const } : {}),
    },
  ];
}

const none = { services: [], targets: [] } as const;

/** Kinds of object, beside an Ingress, that bound how many requests come in. */
export const rateLimitKinds = [
  'Middleware',
  'KongPlugin',
  'KongClusterPlugin',
  'EnvoyFilter',
  'BackendTrafficPolicy',
  'RateLimitPolicy',
  'TrafficPolicy',
  'HTTPLocalRateLimitPolicy',
];

/** What bounds the requests that come in. */
export function rateLimits(artefact: Artefact, kind: string): RateLimit[] {
  const spec = dig(artefact.root, 'spec');
  const common = { kind: 'rate-limit', name: nameOf(artefact), ...namespaceOf(artefact) } as const;
  const limit = (by: string, key: { span: RateLimit['span'] } | undefined, more: Partial<RateLimit>): RateLimit[] => [
    { ...common, span: key ? placed(artefact, key.span) : nameSpan(artefact), by, ...none, ...more },
  ];
  switch (kind) {
    case 'Ingress':
      return ofIngress(artefact);
    // doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/ratelimit: an average of 0 is no limit.
    case 'Middleware': {
      const given = entryOf(spec, 'rateLimit') ?? entryOf(spec, 'inFlightReq');
      const amount = textOf(dig(given?.value, 'average')) ?? textOf(dig(given?.value, 'amount')) ?? '0';
      return given?.key && Number(amount) > 0 ? limit('Traefik Middleware', given.key, { byName: true }) : [];
    }
    case 'KongPlugin':
    case 'KongClusterPlugin': {
      const plugin = dig(artefact.root, 'plugin');
      const limits = /^(rate-limiting(-advanced)?|response-ratelimiting)$/.test(textOf(plugin) ?? '');
      const isOff = textOf(dig(artefact.root, 'disabled')) === 'true';
      const isGlobal = textOf(dig(artefact.root, 'metadata', 'labels', 'global')) === 'true';
      return limits && !isOff
        ? limit(kind, plugin, isGlobal ? { targets: [{ kind: '*', name: '*' }] } : { byName: true })
        : [];
    }
    case 'EnvoyFilter': {
      const patches = itemsOf(dig(spec, 'configPatches'));
      const isLimit = patches.some((patch) =>
        /^envoy\.filters\.http\.(local_)?ratelimit$/.test(textOf(dig(patch, 'patch', 'value', 'name')) ?? ''),
      );
      const labels = stringsOf(dig(spec, 'workloadSelector', 'labels'));
      return isLimit ? limit(kind, undefined, { labels }) : [];
    }
    default: {
      const given = entryOf(spec, 'rateLimit') ?? entryOf(spec, 'limits') ?? entryOf(spec, 'default');
      const refs = [dig(spec, 'targetRef'), ...itemsOf(dig(spec, 'targetRefs'))];
      const targets = refs.flatMap((ref) => {
        const name = textOf(dig(ref, 'name'));
        return name === undefined ? [] : [{ kind: textOf(dig(ref, 'kind')) ?? '', name }];
      });
      const isLimit = given?.key !== undefined && (kind === 'RateLimitPolicy' || given.key.text === 'rateLimit');
      return isLimit && targets.length > 0 ? limit(kind, given?.key, { targets }) : [];
    }
  }
}

/** Annotations of ingress-nginx that bound requests or connections of a client. */
const ofNginx = ['limit-rps', 'limit-rpm', 'limit-connections'];

function ofIngress(artefact: Artefact): RateLimit[] {
  const { root } = artefact;
  const services = itemsOf(dig(root, 'spec', 'rules'))
    .flatMap((rule) => itemsOf(dig(rule, 'http', 'paths')))
    .flatMap(
      (path) => textOf(dig(path, 'backend', 'service', 'name')) ?? textOf(dig(path, 'backend', 'serviceName')) ?? [],
    );
  return ofNginx.flatMap((name): RateLimit[] => {
    const entry = entryOf(dig(root, 'metadata', 'annotations'), `nginx.ingress.kubernetes.io/${name}`);
    const value = placedText(artefact, entry?.value);
    if (!entry?.key || !value || !/^[1-9]\d*$/.test(value.text)) return [];
    const span = placed(artefact, entry.key.span);
    return [
      {
        kind: 'rate-limit',
        span,
        by: `${name}: ${value.text}`,
        name: nameOf(artefact),
        ...namespaceOf(artefact),
        services: [...new Set(services)],
        targets: [],
      },
    ];
  });
}

/** Middlewares that labels of compose services tell Traefik. */
export function traefikLimits(artefact: Artefact): RateLimit[] {
  return entriesOf(dig(artefact.root, 'services')).flatMap(({ value }) =>
    labelsOf(dig(value, 'labels')).flatMap(({ name, text, node }): RateLimit[] => {
      const middleware = /^traefik\.http\.middlewares\.([\w-]+)\.(?:ratelimit\.average|inflightreq\.amount)$/i.exec(
        name,
      )?.[1];
      if (middleware === undefined || !/^[1-9]\d*$/.test(text)) return [];
      const span = placed(artefact, node.span);
      return [{ kind: 'rate-limit', span, by: 'Traefik Middleware', name: middleware, ...none, byName: true }];
    }),
  );
}
