/** The folder that holds everything a team decides, in its repository. */
export const teamFolder = '.prr';

/** Where it describes its services. */
export const serviceFolder = '.prr/services';

/** What all services share: who answers for the platform, and who does what of it. */
export const platformFile = '.prr/platform.yaml';

/** What `prr observe` saw in Prometheus. */
export const observedFile = '.prr/observed/prometheus.yaml';

/** What it saw in Alertmanager. */
export const alertmanagerFile = '.prr/observed/alertmanager.yaml';
