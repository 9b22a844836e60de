import type { PublicEndpoint } from '../../model/infrastructure-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from '../artefacts/artefact.ts';
import { say } from '../../words/say.ts';

/** Hosts of a rule of Traefik. */
export function hostsOfRule(rule: string): string[] {
  return [...rule.matchAll(/Host\(([^)]{1,300})\)/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/[`"']([\w.*-]{1,253})[`"']/g)].map(([, host = '']) => host),
  );
}

/** What the labels of compose services tell Traefik. */
export function traefikLabels(artefact: Artefact): PublicEndpoint[] {
  return entriesOf(dig(artefact.root, 'services')).flatMap(({ key, value }): PublicEndpoint[] => {
    const labels = labelsOf(dig(value, 'labels')).concat(labelsOf(dig(value, 'deploy', 'labels')));
    const routers = labels.filter(({ name }) => /^traefik\.http\.routers\./.test(name));
    const rule = routers.find(({ name }) => name.endsWith('.rule'));
    if (!key || !rule) return [];
    const resolver = routers.find(({ name }) => /\.tls\.certresolver$/i.test(name));
    const tls = resolver ?? routers.find(({ name, text }) => /\.tls$/.test(name) && text === 'true');
    const middlewares = routers.filter(({ name }) => name.endsWith('.middlewares'));
    return [
      {
        kind: 'public-endpoint',
        span: placed(artefact, rule.node.span),
        by: say('proxies.traefik-labels'),
        name: key.text,
        hosts: hostsOfRule(rule.text),
        services: [key.text],
        gateways: [],
        plugins: middlewares.flatMap(({ text }) => text.split(',').map((each) => each.trim().replace(/@\w+$/, ''))),
        ...(tls ? { tls: { span: placed(artefact, tls.node.span), secrets: [] } } : {}),
        ...(resolver
          ? { renewedBy: { text: `certResolver: ${resolver.text}`, span: placed(artefact, resolver.node.span) } }
          : {}),
      },
    ];
  });
}

/** Labels of a compose service, as a map or as a list. */
export function labelsOf(
  node: YamlNode | undefined,
): { readonly name: string; readonly text: string; readonly node: YamlNode }[] {
  const listed = itemsOf(node).flatMap((each) => {
    const text = textOf(each) ?? '';
    const equals = text.indexOf('=');
    return equals < 0 ? [] : [{ name: text.slice(0, equals), text: text.slice(equals + 1), node: each }];
  });
  const mapped = entriesOf(node).flatMap(({ key, value }) =>
    key && value ? [{ name: key.text, text: textOf(value) ?? '', node: value }] : [],
  );
  return [...listed, ...mapped];
}

/** Sites of a Caddyfile whose certificates Caddy gets and renews by itself (caddyserver.com/docs/automatic-https). */
export function caddySites(file: string, text: string): PublicEndpoint[] {
  if (!/(^|\/)Caddyfile$/.test(file) || text.length > 100_000 || /^\s*auto_https\s+off/m.test(text)) return [];
  const found: PublicEndpoint[] = [];
  // A site with a public name; those of plain HTTP, of a port alone and of this machine get no certificate.
  const site = /^(?<name>(?:[a-z0-9*-]+\.)+[a-z]{2,20})(?:,[ \t]*[^\n{]{1,300})?[ \t]*\{(?<body>[^]*?)^\}/gm;
  for (const match of text.matchAll(site)) {
    const { name = '', body = '' } = match.groups ?? {};
    const own = /^[ \t]*tls[ \t]+(?:internal\b|\S+[ \t]+\S+)/m.test(body);
    const span = { start: match.index, end: match.index + name.length };
    found.push({
      kind: 'public-endpoint',
      span,
      by: 'Caddyfile',
      name,
      hosts: [name],
      services: [...body.matchAll(/reverse_proxy[ \t]+(?:[/*@]\S*[ \t]+)?(?:\w+:\/\/)?([\w-]+)(?::\d+)?/g)].map(
        ([, host = '']) => host,
      ),
      gateways: [],
      plugins: [],
      tls: { span, secrets: [] },
      ...(own ? {} : { renewedBy: { text: `automatic HTTPS of Caddy for ${name}`, span } }),
    });
  }
  return found;
}
