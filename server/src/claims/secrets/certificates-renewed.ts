import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { PublicEndpoint } from '../../model/infrastructure-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { decided, endpointsOf, notApplicable, open, placeOf, productionFacts, sharesNamespace } from '../deployed.ts';

type Endpoint = Located<PublicEndpoint>;

/** Something renews the certificate of each address at which users reach the service. */
export const certificatesRenewed: ClaimReader = {
  id: 'certificates-renewed',
  looks:
    'TLS of its Ingresses, routes and gateways: cert-manager, managed certificates, and ACME in Traefik and Caddy.',
  read(view) {
    const endpoints = endingTls(view);
    const [first] = endpoints;
    if (!first)
      return view.profile.traits.some(({ id }) => id === 'users')
        ? open('No Ingress or route to it found', 'What renews its TLS certificate?')
        : notApplicable('No Ingress, route or gateway routes to it');
    const readings = endpoints.map((each) => ofEndpoint(each, view));
    const worst =
      readings.find(({ verdict }) => verdict === 'violated') ??
      readings.find(({ verdict }) => verdict === 'cannot-tell') ??
      readings[0];
    if (worst?.verdict !== 'shown') return worst ?? notApplicable('No Ingress, route or gateway routes to it');
    return { ...worst, places: readings.flatMap(({ places }) => places) };
  },
};

/** What leads to the service; of a route the gateway, where TLS ends. */
function endingTls(view: ServiceView): readonly Endpoint[] {
  const all = productionFacts(view, 'public-endpoint');
  const own = endpointsOf(view);
  // A router for HTTP beside one for HTTPS redirects to it.
  const isSecured = own.some(({ fact }) => fact.by === 'Traefik labels' && fact.tls);
  return [
    ...new Set(
      own.flatMap((each): readonly Endpoint[] => {
        if (isSecured && each.fact.by === 'Traefik labels' && !each.fact.tls) return [];
        const gateways = all.filter(({ fact }) => fact.by === 'Gateway' && each.fact.gateways.includes(fact.name));
        return gateways.length > 0 ? gateways : [each];
      }),
    ),
  ];
}

function ofEndpoint(endpoint: Endpoint, view: ServiceView): ClaimReading {
  const { fact } = endpoint;
  const words = `${fact.by} ${fact.name || (fact.hosts[0] ?? '')}`.trim();
  const at = (message: string, span = fact.tls?.span ?? fact.span): Related => ({ file: endpoint.file, span, message });
  // cert-manager, GKE and Traefik act on an annotation only where the object asks for TLS.
  const asks = fact.tls !== undefined || /managed-certificates/.test(fact.renewedBy?.text ?? '');
  if (fact.renewedBy && asks) {
    const resolver = /^certResolver: (.+)$/.exec(fact.renewedBy.text)?.[1];
    if (resolver !== undefined && !definesResolver(resolver, view))
      return open(
        `${words} uses certificate resolver ${resolver}, which is not defined in the workspace`,
        `Where is the certificate resolver ${resolver} defined?`,
        [at(`${words} uses the certificate resolver ${resolver}`, fact.renewedBy.span)],
      );
    return decided('shown', [at(`${words} renews its certificate with ${fact.renewedBy.text}`, fact.renewedBy.span)]);
  }
  const secrets = fact.tls?.secrets ?? [];
  const plain = productionFacts(view, 'literal-secret').find(
    (each) => each.fact.in === 'Secret' && secrets.includes(each.fact.name) && sharesNamespace(view, each, endpoint),
  );
  if (plain)
    return decided('violated', [
      placeOf(plain, `The certificate of ${words} is a Secret in the repository; nothing renews it`),
    ]);
  const certificates = productionFacts(view, 'certificate').filter(
    ({ fact: each }) => each.secret !== undefined && secrets.includes(each.secret),
  );
  const missing = secrets.find((name) => !certificates.some(({ fact: each }) => each.secret === name));
  if (secrets.length > 0 && missing === undefined)
    return decided(
      'shown',
      certificates.map((each) => placeOf(each, `${each.fact.by} ${each.fact.name} renews the certificate of ${words}`)),
    );
  const issued = fact.certificate && issuedByCloud(endpoint, view);
  if (issued) return issued;
  if (fact.certificate)
    return open(
      `${words} uses a certificate that is not in the workspace`,
      'Is the certificate renewed by the cloud?',
      [at(`${words} uses ${fact.certificate.text}`, fact.certificate.span)],
    );
  if (missing !== undefined)
    return open(
      `Could not determine what creates Secret ${missing}`,
      `What renews the certificate in Secret ${missing}?`,
      [at(`${words} uses Secret ${missing}`)],
    );
  if (fact.by === 'Route' && fact.tls)
    return open(`${words} uses the router's certificate`, "What renews the router's certificate?", [
      at(`${words} has no certificate of its own`),
    ]);
  return open(`${words} does not configure TLS`, 'What renews the TLS certificate that users see?', [
    at(`${words} has no TLS certificate`),
  ]);
}

/** What Terraform says of the certificate for a host: AWS and Google renew what they issue and can validate by DNS. */
function issuedByCloud({ fact }: Endpoint, view: ServiceView): ClaimReading | undefined {
  const found = productionFacts(view, 'terraform-resource').find((each) => {
    const { values } = each.fact;
    const domains = (values['domain_name'] ?? values['managed.domains'])?.text.split(' ') ?? [];
    return /certificate|\/acm\//.test(each.fact.type) && domains.some((name) => coversAll(name, fact.hosts));
  });
  if (!found) return undefined;
  const { type, name, values, unknown } = found.fact;
  const imported = ['private_key', 'certificate_body', 'self_managed.pem_certificate'];
  if (imported.some((key) => values[key] ?? unknown.includes(key)))
    return decided('violated', [placeOf(found, `${type} ${name} is imported; the cloud does not renew it`)]);
  const byDns = values['validation_method']?.text === 'DNS' || values['managed.domains'] !== undefined;
  return byDns ? decided('shown', [placeOf(found, `${type} ${name} is renewed by the cloud`)]) : undefined;
}

/** `*.example.com` covers one label. */
function coversAll(domain: string, hosts: readonly string[]): boolean {
  return (
    hosts.length > 0 &&
    hosts.every(
      (host) => host === domain || (domain.startsWith('*.') && host.slice(host.indexOf('.') + 1) === domain.slice(2)),
    )
  );
}

/** Whether a Traefik in the workspace is started with an ACME resolver of this name. */
function definesResolver(name: string, view: ServiceView): boolean {
  const flag = new RegExp(`--certificatesresolvers\\.${name.replace(/[^\w-]/g, '')}\\.acme\\.`, 'i');
  const words = [
    ...view.inWorkspace('container').flatMap(({ fact }) => fact.command ?? []),
    ...view.inWorkspace('compose-service').flatMap(({ fact }) => fact.command?.words ?? []),
  ];
  return words.some((word) => flag.test(word));
}
