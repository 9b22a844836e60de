import type { Presence, Text } from './observation.ts';
import type { Span } from './span.ts';

/** A value that looks like a secret and is written in a file; the value itself is never kept. */
export interface LiteralSecret {
  readonly kind: 'literal-secret';
  /** The key, or the name of the variable. */
  readonly span: Span;
  readonly in: 'container' | 'compose' | 'Secret' | 'ConfigMap' | 'configuration';
  /** The key, or the variable. */
  readonly key: string;
  /** The object, the compose service or the file that has it. */
  readonly name: string;
  readonly namespace?: string;
}

/** A secret that comes from a store of secrets, or that is encrypted in the file. */
export interface ManagedSecret {
  readonly kind: 'managed-secret';
  readonly span: Span;
  /** `ExternalSecret`, `SealedSecret`, `SOPS`, `Vault Agent injector`, … */
  readonly by: string;
  /** `Secret`: the object with this name is made; `workload`: the pods of the workload with this name get it. */
  readonly gives: 'Secret' | 'workload';
  readonly name: string;
  readonly namespace?: string;
}

/** A certificate that a controller or a cloud issues. */
export interface Certificate {
  readonly kind: 'certificate';
  /** The object's name. */
  readonly span: Span;
  /** `cert-manager Certificate`, `ManagedCertificate`, `aws_acm_certificate`. */
  readonly by: string;
  readonly name: string;
  readonly namespace?: string;
  /** The Secret that it is written to. */
  readonly secret?: string;
  readonly hosts: readonly string[];
}

/** A name and an address at which users reach Services: an Ingress, a route, a gateway, a router of a proxy. */
export interface PublicEndpoint {
  readonly kind: 'public-endpoint';
  /** The object's name. */
  readonly span: Span;
  /** `Ingress`, `HTTPRoute`, `Gateway`, `IngressRoute`, `VirtualService`, `Traefik labels`, `Caddyfile`. */
  readonly by: string;
  readonly name: string;
  readonly namespace?: string;
  readonly hosts: readonly string[];
  /** Names of the Services, or of the compose service, that it leads to. */
  readonly services: readonly string[];
  /** Gateways that a route belongs to. */
  readonly gateways: readonly string[];
  /** It routes calls inside of the mesh. */
  readonly inside?: true;
  /** Names of middlewares, plugins and policies that it names. */
  readonly plugins: readonly string[];
  /** TLS ends here, with these Secrets; none where another thing gives the certificate. */
  readonly tls?: { readonly span: Span; readonly secrets: readonly string[] };
  /** What issues and renews its certificate, as written: `cert-manager.io/cluster-issuer: letsencrypt`. */
  readonly renewedBy?: Text;
  /** Its certificate comes from a place that is not told whether it renews: the ARN of a certificate. */
  readonly certificate?: Text;
}

/** A cluster of a database that an operator runs. */
export interface DatabaseCluster {
  readonly kind: 'database-cluster';
  /** The object's name. */
  readonly span: Span;
  /** `CloudNativePG Cluster`, `Zalando postgresql`. */
  readonly by: string;
  readonly name: string;
  readonly namespace?: string;
  /** Members that hold the data; absent where not written. */
  readonly instances?: Text;
  /** Whether it says itself that it is backed up on a schedule. */
  readonly backup: Presence;
  /** The key that says so. */
  readonly backupAt?: Span;
}

/** A schedule that backs up data. */
export interface BackupSchedule {
  readonly kind: 'backup-schedule';
  readonly span: Span;
  /** `Velero Schedule`, `CloudNativePG ScheduledBackup`, … */
  readonly by: string;
  readonly name: string;
  readonly namespace?: string;
  readonly covers: 'namespaces' | 'database';
  /** Namespaces (`*` for all), or the database cluster. */
  readonly of: readonly string[];
  /** Namespaces that it leaves out. */
  readonly without: readonly string[];
  /** It leaves out volumes, or saves only some of the objects: the data of a database may not be among them. */
  readonly partial?: true;
  readonly suspended?: true;
}

/** A bound on what the pods of a namespace may take together, or each. */
export interface Quota {
  readonly kind: 'quota';
  /** The object's name. */
  readonly span: Span;
  readonly by: 'ResourceQuota' | 'LimitRange';
  readonly name: string;
  readonly namespace?: string;
  /** What it bounds: `requests.cpu`, `pods`. */
  readonly limits: readonly string[];
  /** It is for some of the pods only. */
  readonly scoped?: true;
}

/** A bound on how many requests come in. */
export interface RateLimit {
  readonly kind: 'rate-limit';
  readonly span: Span;
  /** `limit-rps`, `Traefik Middleware`, `KongPlugin`, `EnvoyFilter`. */
  readonly by: string;
  readonly name: string;
  readonly namespace?: string;
  /** Names of Services whose requests it bounds. */
  readonly services: readonly string[];
  /** Routes and gateways that it is attached to. */
  readonly targets: readonly { readonly kind: string; readonly name: string }[];
  /** Labels of the pods that it is for. */
  readonly labels?: Readonly<Record<string, string>>;
  /** It acts where something names it. */
  readonly byName?: true;
}

/** Middleware of code that refuses requests above a rate. */
export interface RateLimiter {
  readonly kind: 'rate-limiter';
  /** What puts it before the handlers. */
  readonly span: Span;
  /** As written: `app.use(limiter)`. */
  readonly api: string;
  /** `some`: it is for the routes that name it, or for those below a path. */
  readonly covers: 'all' | 'some';
}

/** Steps in which a new version takes over. */
export interface StagedRollout {
  readonly kind: 'staged-rollout';
  readonly span: Span;
  /** `Argo Rollouts canary`, `Argo Rollouts blueGreen`, `Flagger Canary`. */
  readonly by: string;
  readonly target: { readonly workload: string; readonly name: string };
  readonly namespace?: string;
  /** Shares of traffic or pods below all that the new version has on its way. */
  readonly stages: number;
  /** What has to happen between: somebody or a time (`pause`), a measurement (`analysis`). */
  readonly gates: readonly ('pause' | 'analysis')[];
}

/** Something that asks addresses as a user would. */
export interface OutsideProbe {
  readonly kind: 'outside-probe';
  readonly span: Span;
  /** `Probe`, `blackbox scrape job`, `google_monitoring_uptime_check_config`. */
  readonly by: string;
  readonly name: string;
  /** Hosts that it asks, without port. */
  readonly hosts: readonly string[];
}

/** What the handler of a health route calls. */
export interface HealthHandler {
  readonly kind: 'health-handler';
  /** The path where it is registered. */
  readonly span: Span;
  readonly path: string;
  /** Callees as written, those of the functions of the same file that it calls among them: `res.send`, `pool.query`. */
  readonly calls: readonly { readonly name: string; readonly span: Span }[];
  /** False where a part of it was not found, or it is given more than the request. */
  readonly complete: boolean;
}

/** A resource of Terraform, with what readiness asks of it. */
export interface TerraformResource {
  readonly kind: 'terraform-resource';
  /** The resource's name. */
  readonly span: Span;
  /** `aws_db_instance`; a module by its source: `module terraform-aws-modules/rds/aws`. */
  readonly type: string;
  readonly name: string;
  /** Values that are written, by their path: `backup_configuration.enabled`. */
  readonly values: Readonly<Record<string, Text>>;
  /** Paths whose value only Terraform can tell: `var.multi_az`. */
  readonly unknown: readonly string[];
}
