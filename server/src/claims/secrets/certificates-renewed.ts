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
    'The Ingresses, routes and gateways that lead to it, with their cert-manager annotations and Certificates, managed certificates of clouds, and the ACME resolvers of Traefik and Caddy.',
  read(view) {
    const endpoints = endingTls(view);
    const [first] = endpoints;
    if (!first)
      return view.profile.traits.some(({ id }) => id === 'users')
        ? open(
            'No Ingress or route that leads to it is in the workspace',
            'Where does its TLS end, and what renews the certificate?',
          )
        : notApplicable('No Ingress, route or gateway leads to it');
    const readings = endpoints.map((each) => ofEndpoint(each, view));
    const worst =
      readings.find(({ verdict }) => verdict === 'violated') ??
      readings.find(({ verdict }) => verdict === 'cannot-tell') ??
      readings[0];
    if (worst?.verdict !== 'shown') return worst ?? notApplicable('No Ingress, route or gateway leads to it');
    return { ...worst, places: readings.flatMap(({ places }) => places) };
  },
};

/** What leads to the service; of a route the gateway, where TLS ends. */
function endingTls(view: ServiceView): readonly Endpoint[] {
  const all = productionFacts(view, 'public-endpoint');
  return [
    ...new Set(
      endpointsOf(view).flatMap((each): readonly Endpoint[] => {
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
        `${words} uses the certificate resolver ${resolver}, which is not defined in the workspace`,
        `Which configuration of Traefik defines the resolver ${resolver}?`,
        [at(`${words} uses the certificate resolver ${resolver}`, fact.renewedBy.span)],
      );
    return decided('shown', [
      at(`${words} has its certificate renewed by ${fact.renewedBy.text}`, fact.renewedBy.span),
    ]);
  }
  const secrets = fact.tls?.secrets ?? [];
  const plain = productionFacts(view, 'literal-secret').find(
    (each) => each.fact.in === 'Secret' && secrets.includes(each.fact.name) && sharesNamespace(view, each, endpoint),
  );
  if (plain)
    return decided('violated', [
      placeOf(plain, `The certificate of ${words} is a Secret in a file; nothing renews it`),
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
  if (fact.certificate)
    return open(
      `${words} uses a certificate that is kept elsewhere`,
      'Is the certificate issued by the cloud, or imported?',
      [at(`${words} uses ${fact.certificate.text}`, fact.certificate.span)],
    );
  if (missing !== undefined)
    return open(`No file shows what makes Secret ${missing}`, `What renews the certificate in Secret ${missing}?`, [
      at(`${words} uses Secret ${missing}`),
    ]);
  if (fact.by === 'Route' && fact.tls)
    return open(`${words} uses the certificate of the router`, 'What renews the certificate of the router?', [
      at(`${words} names no certificate of its own`),
    ]);
  return open(
    `${words} does not show where TLS ends`,
    'What ends TLS for its users, and what renews the certificate?',
    [at(`${words} names no certificate`)],
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
