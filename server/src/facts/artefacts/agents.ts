import type { MetricsExport } from '../../model/monitoring-fact.ts';
import { say } from '../../words/say.ts';

/** Files of builds and settings that name what measures the program. */
const settings =
  /(^|\/)(pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml|requirements[\w.-]*\.txt|pyproject\.toml|Pipfile|Procfile|application[\w-]*\.(properties|ya?ml))$/i;

/** Whether a file is read for agents alone. */
export function isAgentFile(file: string): boolean {
  return settings.test(file);
}

interface Agent {
  readonly pattern: RegExp;
  readonly because: string;
  readonly how?: 'endpoint' | 'unknown';
  readonly brings?: readonly string[];
}

const agents: readonly Agent[] = [
  { pattern: /-javaagent:[^\s"',]+/, because: say('agents.a-java-agent-is-loaded') },
  { pattern: /\bopentelemetry-instrument\b/, because: say('agents.opentelemetry-instrument-starts-the-program') },
  {
    // As a dependency alone it measures nothing: code may import it for traces.
    pattern: /@opentelemetry\/auto-instrumentations-node\/register\b/,
    because: say('agents.opentelemetry-is-loaded-before-the'),
  },
  {
    pattern: /\bddtrace-run\b|dd-trace\/init|\bnewrelic-admin\b|(-r|--require)[ =]newrelic|elastic-apm-node\/start/,
    because: say('agents.an-agent-is-loaded-before'),
  },
  {
    pattern:
      /instrumentation\.opentelemetry\.io\/inject-[\w-]+|admission\.datadoghq\.com\/[\w.-]{0,200}lib[\w.-]*|oneagent\.dynatrace\.com\/inject/,
    because: say('agents.an-operator-injects-an-agent'),
  },
  {
    pattern:
      /sidecar\.istio\.io\/inject["']?:\s*["']?true|istio-injection["']?:\s*["']?enabled|linkerd\.io\/inject["']?:\s*["']?(enabled|ingress)/,
    because: say('agents.a-meshs-sidecar-measures-requests'),
  },
  {
    pattern:
      /\b(micrometer-registry-(?!prometheus)\w+|opentelemetry-spring-boot-starter|quarkus-(micrometer|smallrye-metrics|opentelemetry)[\w-]*|micronaut-micrometer[\w-]*|helidon-[\w-]{0,100}metrics|dropwizard-metrics|simpleclient(_\w+)?|prometheus-metrics-\w+)\b/,
    because: say('agents.the-build-includes-a-library'),
    how: 'endpoint',
    brings: ['http_server_requests_*', 'jvm_*', 'process_*'],
  },
  // https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.exposing: over HTTP only health is exposed by default.
  {
    pattern: /\b(micrometer-registry-prometheus|spring-boot-starter-actuator)\b/,
    because: say('agents.actuator-exposes-only-health-over'),
    how: 'unknown',
    brings: ['http_server_requests_*', 'jvm_*', 'process_*'],
  },
  {
    pattern:
      /management\.endpoints\.web\.exposure\.include[ \t]*[=:][^\n#$]*(?:\bprometheus\b|\*)|\bexposure:[ \t]*\n[ \t]+include:[ \t]*(?:[^\n#$]*|(?:\n[ \t]+-[ \t]*["']?[\w-]{1,40}["']?[ \t]*){0,20}\n[ \t]+-[ \t]*["']?)(?:\bprometheus\b|\*)|MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE["']?[ \t]*[=:][^\n#$]*(?:\bprometheus\b|\*)/,
    because: say('agents.actuator-exposes-its-metrics'),
    how: 'endpoint',
    brings: ['http_server_requests_*', 'jvm_*', 'process_*'],
  },
  {
    pattern:
      /\b(django[-_]prometheus|prometheus[-_]fastapi[-_]instrumentator|starlette[-_](exporter|prometheus)|prometheus[-_]flask[-_]exporter|opentelemetry-distro)\b/i,
    because: say('agents.the-build-includes-a-library'),
    how: 'endpoint',
    brings: ['http_*', 'django_*', 'starlette_*', 'flask_*'],
  },
];

const any = new RegExp(agents.map(({ pattern }) => pattern.source).join('|'), 'i');

/** What measures a program without a line of its code: agents that are loaded, injected, or taken in by the build. */
export function extractAgents(file: string, text: string): MetricsExport[] {
  if (!any.test(text)) return [];
  const isManifest = /\.ya?ml$/i.test(file);
  let start = 0;
  return (isManifest ? text.split(/^(?=---)/m) : [text]).flatMap((part) => {
    const from = start;
    start += part.length;
    const workload = isManifest ? nameOf(part) : undefined;
    return agents.flatMap(({ pattern, because, how, brings = [] }): MetricsExport[] => {
      const match = pattern.exec(part);
      if (!match || isComment(part, match.index)) return [];
      const span = { start: from + match.index, end: from + match.index + match[0].length };
      return [
        {
          kind: 'metrics-export',
          span,
          api: match[0],
          library: 'agent',
          how: how ?? 'agent',
          brings,
          because,
          ...(workload === undefined ? {} : { workload }),
        },
      ];
    });
  });
}

function isComment(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^\s*(#|\/\/|<!--)/.test(line);
}

/** The name of a Kubernetes object that makes pods. */
function nameOf(part: string): string | undefined {
  if (!/^kind:\s*["']?(Deployment|StatefulSet|DaemonSet|Rollout|Pod|CronJob|Job)\b/m.test(part)) return undefined;
  return /^metadata:[^\n]*\n(?:[ \t][^\n]*\n)*?[ \t]+name:\s*["']?([\w.-]+)/m.exec(part)?.[1];
}
