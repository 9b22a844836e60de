import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { OutsideProbe } from '../../model/infrastructure-fact.ts';
import type { Located } from '../../model/rule.ts';
import {
  decided,
  endpointsOf,
  hostsOfService,
  productionFacts,
  notApplicable,
  open,
  picturedWorkloads,
  placeOf,
} from '../deployed.ts';

/** Something asks the service as its users do, from outside of its pods. */
export const probedFromOutside: ClaimReader = {
  id: 'probed-from-outside',
  looks: 'Hosts that are checked by Prometheus Probes, blackbox scrape jobs and uptime checks in Terraform.',
  read(view) {
    const inside = hostsOfService(view);
    const outside = new Set(endpointsOf(view).flatMap(({ fact }) => fact.hosts.filter((host) => host !== '*')));
    const probes = productionFacts(view, 'outside-probe');
    const fromOutside = probes.find(({ fact }) => fact.hosts.some((host) => outside.has(host)));
    if (fromOutside)
      return decided('shown', [
        placeOf(
          fromOutside,
          askedBy(fromOutside, (host) => outside.has(host)),
        ),
      ]);
    const within = probes.find(({ fact }) => fact.hosts.some((host) => isInside(host, inside)));
    if (within) {
      const at = placeOf(
        within,
        askedBy(within, (host) => isInside(host, inside)),
      );
      return outside.size === 0 && !view.profile.traits.some(({ id }) => id === 'users')
        ? decided('shown', [at])
        : open(`${at.message} inside the cluster only`, 'Which probe checks its public address?', [at]);
    }
    if (!takesRequests(view, inside)) return notApplicable('It receives no requests');
    const [host] = outside;
    return open(
      host === undefined ? 'No probe of it found' : `No probe of ${host} found`,
      'Which external probe checks it?',
    );
  },
};

function askedBy({ fact }: Located<OutsideProbe>, is: (host: string) => boolean): string {
  return `${fact.by} ${fact.name} checks ${fact.hosts.find(is) ?? ''}`;
}

/** `web`, `web.shop.svc.cluster.local`: a Service of it, by its first label. */
function isInside(host: string, inside: ReadonlySet<string>): boolean {
  const [label = '', namespace] = host.split('.');
  const isLocal = host === label || /\.svc(\.|$)/.test(host) || inside.has(`${label}.${namespace ?? ''}`);
  return isLocal && inside.has(label);
}

function takesRequests(view: ServiceView, hosts: ReadonlySet<string>): boolean {
  const { picture, service, profile } = view;
  const kinds = picture.programs.filter(({ id }) => service.programs.includes(id)).map(({ kind }) => kind);
  if (kinds.length > 0) return kinds.some((kind) => kind === 'server' || kind === 'function' || kind === 'site');
  return profile.kind.value === 'service' && (picturedWorkloads(view).length === 0 || hosts.size > 0);
}
