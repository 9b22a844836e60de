import type { TelemetrySetup } from '../../model/telemetry-fact.ts';
import { isDockerfile, isShellScript } from '../artefacts/delivery-files.ts';
import { say } from '../../words/say.ts';

/** Agents that trace, by how they are loaded. What only names a package in a build file loads nothing. */
const agents: readonly { readonly pattern: RegExp; readonly by: string }[] = [
  { pattern: /-javaagent:[^\s"',]*opentelemetry[\w.-]*\.jar/, by: say('tracing-agents.the-opentelemetry-java-agent') },
  { pattern: /-javaagent:[^\s"',]*dd-java-agent[\w.-]*\.jar/, by: say('tracing-agents.datadogs-java-agent') },
  { pattern: /-javaagent:[^\s"',]*elastic-apm-agent[\w.-]*\.jar/, by: say('tracing-agents.elastics-java-agent') },
  { pattern: /-javaagent:[^\s"',]*newrelic[\w.-]*\.jar/, by: say('tracing-agents.new-relics-java-agent') },
  {
    pattern: /-javaagent:[^\s"',]*applicationinsights-agent[\w.-]*\.jar/,
    by: say('tracing-agents.application-insights-java-agent'),
  },
  { pattern: /-javaagent:[^\s"',]*skywalking-agent[\w.-]*\.jar/, by: say('tracing-agents.skywalkings-java-agent') },
  { pattern: /\bopentelemetry-instrument(?=["',\s]+[^\s"',]|["'],)/, by: 'opentelemetry-instrument' },
  {
    pattern: /(?:--require|--import|-r)["',= ]+@opentelemetry\/auto-instrumentations-node\/register/,
    by: say('tracing-agents.opentelemetrys-loader-for-node-js'),
  },
  { pattern: /\bddtrace-run(?=["',\s]+[^\s"',])/, by: 'ddtrace-run' },
  { pattern: /(?:--require|--import|-r)["',= ]+dd-trace\/init/, by: say('tracing-agents.datadogs-loader-for-node-js') },
  { pattern: /\bnewrelic-admin["',\s]+run-program\b/, by: 'newrelic-admin' },
  { pattern: /(?:--require|--import|-r)["',= ]+newrelic\b/, by: say('tracing-agents.new-relics-loader-for-node') },
  {
    // opentelemetry.io, Injecting auto-instrumentation: "true", or the name of an Instrumentation; "false" opts out.
    pattern:
      /instrumentation\.opentelemetry\.io\/inject-(?:java|nodejs|python|dotnet|go|sdk)["']?\s*:\s*["']?(?!["']?(?:false|no)\b)[\w./-]+/,
    by: say('tracing-agents.the-opentelemetry-operator'),
  },
];

const any = new RegExp(agents.map(({ pattern }) => pattern.source).join('|'));

/** Whether a file can start programs, by its name: documents and build files cannot. */
function mayStart(file: string): boolean {
  return (
    isDockerfile(file) ||
    isShellScript(file) ||
    /(^|\/)(Procfile|package\.json|supervisord?\.conf|[\w.-]*\.env([._-][\w.-]+)?|[\w@.-]+\.service)$|\.ya?ml$/i.test(
      file,
    )
  );
}

/** Agents that are loaded into a program from outside of its code and trace its requests. */
export function extractTracingAgents(file: string, text: string): TelemetrySetup[] {
  if (!mayStart(file) || !any.test(text) || /\{\{-?[ \t]*(?:if|range|include|\.Values)\b/.test(text)) return [];
  const isManifest = /\.ya?ml$/i.test(file);
  let start = 0;
  return (isManifest ? text.split(/^(?=---)/m) : [text]).flatMap((part) => {
    const from = start;
    start += part.length;
    const workload = isManifest ? workloadIn(part) : undefined;
    return agents.flatMap(({ pattern, by }): TelemetrySetup[] => {
      const match = pattern.exec(part);
      if (!match || isComment(part, match.index)) return [];
      return [
        {
          kind: 'telemetry-setup',
          signal: 'traces',
          span: { start: from + match.index, end: from + match.index + match[0].length },
          by,
          state: 'on',
          because: say('tracing-agents.it-is-loaded-when-the'),
          ...(workload === undefined ? {} : { workload }),
        },
      ];
    });
  });
}

function isComment(text: string, at: number): boolean {
  return /^\s*(#|\/\/)/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

/** The name of the Kubernetes object that makes pods. */
function workloadIn(part: string): string | undefined {
  if (!/^kind:\s*["']?(Deployment|StatefulSet|DaemonSet|Rollout|Pod|CronJob|Job)\b/m.test(part)) return undefined;
  return /^metadata:[^\n]*\n(?:[ \t][^\n]*\n)*?[ \t]+name:\s*["']?([\w.-]+)/m.exec(part)?.[1];
}
