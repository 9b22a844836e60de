import type { Alert } from '../../model/artefact-fact.ts';
import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { Selector } from '../../model/monitoring-fact.ts';
import type { Located } from '../../model/rule.ts';
import { cannotTell, notApplicable, shown } from '../readings.ts';

/** Series that hold when a certificate ends, from the documentation of each exporter. */
const expiry =
  /^(certmanager_certificate_expiration_timestamp_seconds|probe_ssl_earliest_cert_expiry|probe_ssl_last_chain_expiry_timestamp_seconds|x509_cert_not_after|x509_cert_expires_in_seconds|ssl_cert_not_after|ssl_verified_cert_not_after|ssl_kubernetes_cert_not_after|traefik_tls_certs_not_after|nginx_ingress_controller_ssl_expire_time_seconds|haproxy_\w*ssl\w*expir\w*)$/;
/** Labels that choose Prometheus' own target and no certificate. */
const aside = /^(job|cluster|prometheus|instance|container|service|endpoint)$/;
const ask = 'Which alert fires before the TLS certificate of the service expires?';

/** An alert fires before the certificate of the service expires. */
export const certificateExpiryAlert: ClaimReader = {
  id: 'certificate-expiry-alert',
  looks: 'Alerts in the workspace on series that hold when a certificate expires.',
  read(view) {
    if (!isEntered(view)) return notApplicable('No Ingress, route or load balancer leads to it');
    const alerts = view.inWorkspace('alert').flatMap((alert) => {
      const selector = alert.fact.query?.selectors.find(({ metric, absent }) => expiry.test(metric ?? '') && !absent);
      const isCompared = (alert.fact.query?.comparisons ?? []).length > 0;
      return selector && isCompared ? [{ alert, selector }] : [];
    });
    const all = alerts.find(({ selector }) => isForAll(selector));
    if (all) return shown(`${all.alert.fact.name} fires before a certificate expires`, [placeOf(all.alert)]);
    const [narrow] = alerts;
    return narrow
      ? cannotTell(
          `${narrow.alert.fact.name} is for some certificates only`,
          'Does the alert cover the certificate of this service?',
          [placeOf(narrow.alert)],
        )
      : cannotTell('No alert on the expiry of a certificate is in the workspace', ask);
  },
};

/** What is exported of all certificates of a cluster or a proxy; a probe knows only the hosts that it is given. */
function isForAll({ metric = '', matchers }: Selector): boolean {
  return !/^(probe_|ssl_)/.test(metric) && matchers.every(({ label }) => aside.test(label));
}

function isEntered({ picture, service, inWorkspace }: ServiceView): boolean {
  const hosts = new Set(
    picture.workloads.filter(({ name }) => service.workloads.includes(name)).flatMap((each) => each.hosts),
  );
  return inWorkspace('entrance').some(({ fact }) => fact.services.some((name) => hosts.has(name)));
}

function placeOf({ file, fact }: Located<Alert>) {
  return { file, span: fact.span, message: `${fact.name} watches when certificates expire` };
}
