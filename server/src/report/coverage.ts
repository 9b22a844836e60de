import type { Pack, PackLanguage } from '../knowledge/pack.ts';
import type { FactKind } from '../model/fact.ts';
import type { RuleCode } from '../model/rule.ts';

const languageNames: Readonly<Record<PackLanguage, string>> = {
  javascript: 'TypeScript and JavaScript',
  go: 'Go',
  python: 'Python',
  java: 'Java',
  csharp: 'C#',
};

const inEveryLanguage = Object.values(languageNames).map((name) => `${name}: all code`);

/** Where a kind of fact is read from: formats by name, libraries by the packs that know them. */
const sources: Readonly<Partial<Record<FactKind, (packs: readonly Pack[]) => readonly string[]>>> = {
  'outgoing-call': (packs) => libraries(packs, (pack) => pack.outgoing?.protocol === 'http'),
  'server-limit': (packs) => libraries(packs, (pack) => pack.inbound !== undefined),
  server: (packs) => libraries(packs, (pack) => (pack.serving?.servers.length ?? 0) > 0),
  metric: (packs) => libraries(packs, (pack) => pack.metrics !== undefined),
  'metrics-export': (packs) => libraries(packs, (pack) => pack.metrics !== undefined),
  'error-handler': () => inEveryLanguage,
  'context-use': () => [
    'Go: contexts below functions that were given one, in net/http, gin, echo, fiber and plain code',
    'TypeScript and JavaScript: an AbortSignal that was received',
    'Python: a timeout that was received',
  ],
  container: () => ['Kubernetes manifests in YAML and JSON, Kustomize bases with their patches'],
  workload: () => ['Kubernetes manifests in YAML and JSON, Kustomize bases with their patches'],
  'disruption-budget': () => ['Kubernetes manifests in YAML and JSON, Kustomize bases with their patches'],
  'compose-service': () => ['compose files'],
  'image-use': () => ['Dockerfiles, compose files, GitHub workflows'],
  'action-use': () => ['Dockerfiles, compose files, GitHub workflows'],
  'image-start': () => ['Dockerfiles, with the scripts that they start'],
  alert: () => ['Prometheus rules: files, PrometheusRule resources, ConfigMaps'],
  'recording-rule': () => ['Prometheus rules: files, PrometheusRule resources, ConfigMaps'],
  panel: () => ['Grafana dashboards: JSON files, ConfigMaps, resources'],
  objective: () => ['objectives: OpenSLO, Sloth, Pyrra'],
  page: () => ['Markdown pages'],
};

/** Rules that look at a part of a kind of fact only. */
const narrower: Readonly<Record<string, readonly string[]>> = {
  'undeclared-dependency': [
    'dependencies in the descriptors of services; dependsOn of Backstage',
    'the production picture: hosts in code, manifests and compose files, gRPC stubs, client libraries',
  ],
  'retry-amplification': [
    'retries in code: axios-retry, got, ky, p-retry, async-retry; tenacity, backoff, urllib3 Retry; Spring Retry; go-retryablehttp, cenkalti/backoff, avast/retry-go; maxAttempts of gRPC service configs',
    'retries of VirtualService, HTTPRoute and GRPCRoute; proxy-next-upstream-tries of ingress-nginx',
    'the production picture: which call goes to which service, along the routes of both',
  ],
  'timeout-inversion': [
    'timeouts that are written at calls and clients in TypeScript, JavaScript, Go, Python and Java that packs know; retries around them',
    'callers: contexts and middleware with a deadline, calls of other services here, gRPC deadlines',
    'servers: WriteTimeout of net/http, server.setTimeout and connect-timeout of Node.js, timeout of Gunicorn with sync workers',
    'manifests: proxy-read-timeout of ingress-nginx, VirtualService, HTTPRoute and GRPCRoute timeouts',
  ],
  'batch-dependency-on-request-path': [
    'dependencies in the descriptors of services, with their class',
    'calls on the way of a request: HTTP and RPC clients that packs know, and what is made with an address from the environment, in TypeScript, JavaScript, Go, Python and Java',
  ],
  'slo-above-dependencies': [
    'objectives: OpenSLO, Sloth, Pyrra',
    'dependencies in the descriptors of services, with what is hard; dependsOn of Backstage',
  ],
  'metrics-not-scraped': [
    'routes for metrics in TypeScript, JavaScript, Go, Python and Java that packs know; prometheus_client, Micrometer',
    'ServiceMonitor, PodMonitor and their kin, annotations, scrape_configs in files and ConfigMaps',
  ],
  'pool-exceeds-database': [
    'pools: pg, postgres, mysql2, Sequelize, Knex, TypeORM; SQLAlchemy, asyncpg, psycopg; database/sql, pgx; HikariCP, Spring Boot',
    'max_connections of PostgreSQL, MySQL and MariaDB in manifests and compose files',
    'replicas and autoscalers in Kubernetes manifests',
  ],
  'histogram-bucket-missing': [
    'objectives: OpenSLO, Sloth, Pyrra; Prometheus rules: files, PrometheusRule resources, ConfigMaps',
    'buckets of prom-client and of the Prometheus clients for Go, Python and Java',
  ],
  'grace-period-too-short': [
    'Kubernetes manifests in YAML and JSON, Kustomize bases with their patches',
    'drain limits: Go (Shutdown with a timeout), Node.js (a timer that exits, terminus and its kin), Python (Gunicorn, Uvicorn, gRPC), Java (Spring Boot, gRPC, HttpServer)',
  ],
  'probe-no-route': [
    'Kubernetes manifests in YAML and JSON, Kustomize bases with their patches',
    'routes and ports of the servers in TypeScript, JavaScript, Go, Python and Java that packs know',
  ],
  'slo-missing': [
    'servers and routes in TypeScript, JavaScript, Go, Python and Java that packs know',
    'objectives: OpenSLO, Sloth, Pyrra; burn-rate alerts; what watches the service or lets users in',
  ],
  'rpc-deadline': [
    'Go, Python, Java: stubs that gRPC generates',
    'TypeScript and JavaScript: clients of @grpc/grpc-js, connect, nice-grpc',
  ],
};

/** What a rule reads, one clause for each language or format. */
export function coverageOf(rule: RuleCode, packs: readonly Pack[]): readonly string[] {
  const own = narrower[rule.id];
  if (own) return own;
  return [...new Set(rule.reads.flatMap((kind) => sources[kind]?.(packs) ?? []))];
}

function libraries(packs: readonly Pack[], knows: (pack: Pack) => boolean): string[] {
  return Object.entries(languageNames).flatMap(([language, name]) => {
    const names = packs.filter((pack) => pack.language === language && knows(pack)).map((pack) => pack.name);
    return names.length === 0 ? [] : [`${name}: ${[...new Set(names)].join(', ')}`];
  });
}
