import { kindOfImage } from './dependencies/hosts.ts';
import type { ProductionInput } from './input.ts';
import { imageReference, plainName } from './names.ts';

/** Products that many run and few build: telemetry, proxies, identity, delivery, tools. */
const products =
  /^(prometheus|alertmanager|pushgateway|node[-_]exporter|[\w-]*[-_]exporter|grafana(-\w+)?|loki|promtail|tempo|mimir|pyroscope|alloy|jaeger([-_]\w+)*|all-in-one|zipkin|otelcol([-_]\w+)*|opentelemetry-collector([-_]\w+)*|otel-?collector([-_]\w+)*|opentelemetry-operator|collector|fluent-?bit|fluentd([-_]\w+)*|vector|logstash|kibana|filebeat|metricbeat|heartbeat|agent|datadog-agent|statsd([-_]\w+)*|telegraf|cadvisor|kube-state-metrics|kube-eventer|metrics-server|nginx([-_]\w+)*|envoy|haproxy([-_]\w+)*|traefik|caddy|httpd|varnish|squid|proxysql|pgadmin\d?|adminer|phpmyadmin|redis-?commander|redisinsight|mongo-express|kafka-?ui|kafdrop|akhq|cmak|keycloak|dex|oauth2-proxy|hydra|kratos|authelia|zitadel|consul|vault|etcd|zookeeper|schema-registry|cp-[\w-]+|localstack|moto|minio|mc|mailhog|mailpit|maildev|mailcatcher|smtp|postfix|exim|seaweedfs|smtp4dev|busybox|alpine|debian|ubuntu|curl|bash|pause|k8s-sidecar|configmap-reload|cloud-sql-proxy|cloud_sql_proxy|gce-proxy|istio-\w+|linkerd-\w+|proxyv2|pilot|temporal|auto-setup|flagd|unleash([-_]\w+)*|sonarqube|jenkins|nexus|registry|verdaccio|gitea|gitlab(-\w+)?|selenium|standalone-chrome|node-chrome|playwright|chromium|chrome|cypress|k6|locust|wiremock|mockserver|mountebank|swagger-ui|redoc|portainer|watchtower|argocd|flux|cert-manager([-_]\w+)*|external-dns|cluster-autoscaler|velero|kubectl|helm|git|git-sync|tika|gotenberg|imgproxy|dgraph|hasura|graphql-engine|posthog|sentry|superset|airflow|metabase|coredns|dnsmasq|unbound|ntp|toxiproxy|pumba|chaos[-_\w]*|scope|openssh-server|vsftpd|sftp|pkimetal|node|python|golang|go|openjdk|eclipse-temurin|ruby|php|rust|maven|gradle|dotnet|buildkit|dind|docker)$/i;
const owners =
  /(^|\/)(grafana|prom|prometheus|jaegertracing|otel|open-telemetry\/opentelemetry-collector[\w-]*|bitnami|envoyproxy|istio|linkerd|elastic|fluent|hashicorp|temporalio|confluentinc|redpandadata|provectuslabs|datadog|newrelic|oauth2-proxy|dexidp|keycloak|argoproj|fluxcd|jetstack|kedacore|cilium|calico|k8s\.gcr\.io|registry\.k8s\.io|gcr\.io\/(google-?containers|kubebuilder|cadvisor)|gcr\.io\/google_containers|selenium|mcr\.microsoft\.com\/(mssql|azure-storage|dotnet|cosmosdb)[\w/]*)(\/|$)/i;

/** Names of workloads that hold data, by name alone: `orders-db`, `session-redis`. */
const stores =
  /(^|[-_.])(db|database|postgres(ql)?|mysql(db)?|mariadb|mongo(db)?|redis|valkey|memcached?|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|cassandra|scylla(db)?|clickhouse|etcd|minio|dynamodb|nats|pubsub-emulator|localstack|vitess|consul|jaeger|prometheus|grafana|blob-?store|object-?store)([-_]?v?\d+)?$/i;

/** Whether an image is a product of others, by its name. */
export function isProduct(image: string): boolean {
  return isProductByName(image) || owners.test(imageReference(image).owner);
}

function isProductByName(image: string): boolean {
  const { name } = imageReference(image);
  return products.test(name) || /vt(combo|test)server/.test(name) || kindOfImage(image) !== 'service';
}

/** Tells which images are products of others here: what has the name of the repository is its own. */
export function openProducts({ facts, workspaceName }: Omit<ProductionInput, 'paths'>): (image: string) => boolean {
  const modules = facts('module-map').flatMap(({ file, fact }) =>
    file.includes('/') ? [] : [(fact.name ?? '').replace(/\/v\d+$/, '')],
  );
  const own = new Set([workspaceName, ...modules.map((name) => name.slice(name.lastIndexOf('/') + 1))].map(compact));
  return (image) => {
    const { name, owner } = imageReference(image);
    if (own.has(compact(name))) return false;
    const isOwners = own.has(compact(owner.slice(owner.lastIndexOf('/') + 1)));
    return isOwners ? isProductByName(image) : isProduct(image);
  };
}

function compact(name: string): string {
  return plainName(name).replaceAll('-', '');
}

/** Whether a workload whose code is not here holds data, by its name. */
export function isStoreName(name: string): boolean {
  return stores.test(name);
}

const frontDoors = /^(nginx([-_]\w+)*|envoy([-_]\w+)*|httpd|caddy|haproxy|traefik|openresty|varnish)$/i;

/** Whether an image serves what it is given: with content and routes of one's own it is a service of one's own. */
export function isFrontDoor(image: string): boolean {
  return frontDoors.test(imageReference(image).name);
}
