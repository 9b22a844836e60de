import type { TelemetrySetup } from '../../model/telemetry-fact.ts';
import { say } from '../../words/say.ts';

const logback = /(^|\/)logback(-spring|-prod|-production)?\.xml$/;
const log4j = /(^|\/)log4j2(-spring|-prod|-production)?\.(xml|properties)$/;
const application = /(^|\/)application(-prod|-production)?\.(properties|ya?ml)$/;

/** Whether a file configures logging, by its name. */
export function isLogConfiguration(file: string): boolean {
  return logback.test(file) || log4j.test(file);
}

/** How a file tells a library of Java to write its log lines; also whether it switches tracing off. */
export function extractLogConfiguration(file: string, text: string): TelemetrySetup[] {
  if (logback.test(file)) return ofAppenders(text, 'Logback');
  if (log4j.test(file)) return ofAppenders(text, 'Log4j 2');
  return application.test(file) ? ofSpring(text) : [];
}

/** Encoders and layouts that write JSON, from the documentation of Logback, logstash-logback-encoder, Log4j 2 and ECS. */
const json =
  /\b(LogstashEncoder|LoggingEventCompositeJsonEncoder|LogstashAccessEncoder|EcsEncoder|EcsLayout|JsonEncoder|JsonLayout|JsonTemplateLayout|GelfEncoder|GelfLayout|StackdriverJsonLayout|LogstashLayout|StructuredLogEncoder|StructuredLogLayout)\b/;

function ofAppenders(text: string, by: string): TelemetrySetup[] {
  // Blanks keep the places of what follows.
  const written = text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  const plain = /<pattern>|<PatternLayout\b|PatternLayout\b/.exec(written);
  const found = json.exec(written);
  const first = found ?? plain;
  if (!first) return [];
  const [structured, mixed] = [
    found !== null,
    found !== null && plain !== null && /<springProfile|<if\b/.test(written),
  ];
  return [
    {
      kind: 'telemetry-setup',
      signal: 'logs',
      span: { start: first.index, end: first.index + first[0].length },
      by,
      state: mixed ? 'unknown' : structured ? 'on' : 'off',
      because: mixed
        ? say('log-configuration.the-profile-decides-whether-it')
        : structured
          ? say('log-configuration.writes-json', { first: first[0] })
          : say('log-configuration.a-pattern-writes-plain-text'),
    },
  ];
}

/** Spring Boot: structured logging since 3.4, and tracing that is switched off. */
function ofSpring(text: string): TelemetrySetup[] {
  const lines = text.replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  const structured =
    /^[ \t]*logging\.structured\.format\.console[ \t]*[=:][ \t]*["']?(ecs|gelf|logstash|[\w.]+Formatter)\b/m.exec(
      lines,
    ) ??
    /^logging:[ \t]*\n(?:[ \t][^\n]*\n)*?[ \t]+structured:[ \t]*\n[ \t]+format:[ \t]*\n[ \t]+console:[ \t]*(ecs|gelf|logstash)\b/m.exec(
      lines,
    );
  const off =
    /^[ \t]*(management\.tracing\.enabled|management\.tracing\.export\.enabled|spring\.sleuth\.enabled|spring\.zipkin\.enabled)[ \t]*[=:][ \t]*false\b/m.exec(
      lines,
    ) ??
    /^(?:management|spring):[ \t]*\n(?:[ \t][^\n]*\n)*?[ \t]+(tracing|sleuth|zipkin):[ \t]*\n[ \t]+enabled:[ \t]*false\b/m.exec(
      lines,
    );
  // opentelemetry.io, Spring Boot starter: the SDK and its exporters can be switched off.
  const disabled =
    /^[ \t]*(otel\.sdk\.disabled)[ \t]*[=:][ \t]*["']?true\b/m.exec(lines) ??
    /^[ \t]*(otel\.traces\.exporter)[ \t]*[=:][ \t]*["']?none\b/m.exec(lines) ??
    /^otel:[ \t]*\n(?:[ \t][^\n]*\n){0,20}?[ \t]+(disabled):[ \t]*true\b/m.exec(lines);
  const place = (match: RegExpExecArray) => ({
    start: match.index + match[0].search(/\S/),
    end: match.index + match[0].length,
  });
  return [
    ...(structured
      ? [
          {
            kind: 'telemetry-setup' as const,
            signal: 'logs' as const,
            span: place(structured),
            by: say('log-configuration.spring-boot'),
            state: 'on' as const,
            because: say('log-configuration.logging-structured-format-console-is', { structured: structured[1] ?? '' }),
          },
        ]
      : []),
    ...(disabled
      ? [
          {
            kind: 'telemetry-setup' as const,
            signal: 'traces' as const,
            span: place(disabled),
            by: say('log-configuration.spring-boot'),
            state: 'off' as const,
            because: say('log-configuration.switches-the-sdk-off', { disabled: disabled[1] ?? '' }),
          },
        ]
      : []),
    ...(off
      ? [
          {
            kind: 'telemetry-setup' as const,
            signal: 'traces' as const,
            span: place(off),
            by: say('log-configuration.spring-boot'),
            state: 'off' as const,
            because: say('log-configuration.is-switched-off', { off: off[1] ?? '' }),
          },
        ]
      : []),
  ];
}
