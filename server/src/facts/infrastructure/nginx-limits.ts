import type { RateLimit } from '../../model/infrastructure-fact.ts';

/** UTF-16 units of a configuration; a larger one gives nothing. */
const maxText = 100_000;

const passes = /(?:proxy_pass|grpc_pass|uwsgi_pass|fastcgi_pass)[ \t]+(?:\w+:\/\/)?([\w-]+)/g;

/** The hosts to which a configuration of nginx passes no request without a limit (nginx.org/en/docs/http/ngx_http_limit_req_module.html). */
export function nginxLimits(file: string, text: string): RateLimit[] {
  if (!/\.conf(\.\w+)?$/.test(file) || text.length > maxText || !/^[ \t]*limit_req_zone[ \t]/m.test(text)) return [];
  const at = /^[ \t]*(limit_req)[ \t]+zone=([\w-]+)/m.exec(text);
  if (!at) return [];
  // Innermost blocks: what is in others is limited only from above.
  const locations = [...text.matchAll(/location[^{};]{1,300}\{([^{}]{0,20000})\}/g)];
  const outside = locations.reduce((rest, [whole]) => rest.replace(whole, ''), text);
  const isWhole =
    /^[ \t]*limit_req[ \t]+zone=/m.test(outside) && (outside.match(/^[ \t]*server[ \t]*\{/gm) ?? []).length <= 1;
  // A location for one path alone, such as a health check, is no way around the limit.
  const all = counted(text.replace(/location[ \t]+=[^{};]{1,300}\{[^{}]{0,20000}\}/g, ''));
  const limited = isWhole
    ? all
    : counted(
        locations.flatMap(([, body = '']) => (/^[ \t]*limit_req[ \t]+zone=/m.test(body) ? [body] : [])).join('\n'),
      );
  const hosts = [...limited].flatMap(([host, count]) => (count === all.get(host) ? [host] : []));
  const upstreams = [...text.matchAll(/upstream[ \t]+([\w-]{1,100})[ \t]*\{[^}]{0,2000}?server[ \t]+([\w-]{1,100})/g)];
  const services = hosts.flatMap((host) => [
    host,
    ...upstreams.filter(([, name]) => name === host).flatMap(([, , to]) => to ?? []),
  ]);
  if (services.length === 0) return [];
  const start = at.index + at[0].indexOf('limit_req');
  return [
    {
      kind: 'rate-limit',
      span: { start, end: start + 'limit_req'.length },
      by: `limit_req zone=${at[2] ?? ''}`,
      name: file.slice(file.lastIndexOf('/') + 1),
      services: [...new Set(services)],
      targets: [],
    },
  ];
}

/** How often each host is passed requests. */
function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, host = ''] of text.matchAll(passes)) counts.set(host, (counts.get(host) ?? 0) + 1);
  return counts;
}
