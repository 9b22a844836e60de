import type { TelemetrySetup } from '../../model/telemetry-fact.ts';
import type { Call } from '../../syntax/code/outline.ts';
import { oncePerFile } from '../code/once-per-file.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { conditionsAround } from './conditions.ts';
import { setupWords } from './setup-words.ts';
import { say } from '../../words/say.ts';

type Judged = Pick<TelemetrySetup, 'state' | 'because'>;

interface Known {
  /** Whole canonical names. */
  readonly names: RegExp;
  readonly by: string;
  readonly judge: (site: { readonly code: ResolvedCode; readonly call: Call }) => Judged | undefined;
}

const starts = (because: string) => (): Judged => ({ state: 'on', because });
const exported = say('tracing.its-spans-are-exported');

/** The documentation of each library says that this call starts it. */
const known: readonly Known[] = [
  // opentelemetry.io/docs/languages/js: NodeSDK.start() registers a provider with an OTLP exporter where none is given.
  {
    names: /^@opentelemetry\/sdk-node\.NodeSDK\(\)\.start$/,
    by: say('tracing.the-opentelemetry-node-sdk'),
    judge: starts(exported),
  },
  {
    names: /^@opentelemetry\/sdk-trace-(node|web|base)\.(Node|Web|Basic)TracerProvider\(\)\.register$/,
    by: say('tracing.an-opentelemetry-tracer-provider'),
    judge: ({ code }) => withProcessor(code, /SpanProcessor\b/),
  },
  {
    names: /^dd-trace(\.default)?(\.tracer)?\.init$/,
    by: 'dd-trace',
    judge: starts(say('tracing.it-traces-and-sends-spans')),
  },
  { names: /^elastic-apm-node(\.default)?\.start$/, by: 'elastic-apm-node', judge: starts(exported) },
  {
    names:
      /^(@azure\/monitor-opentelemetry\.useAzureMonitor|applicationinsights(\.default)?\.setup\(\)(\.\w+\(\))*\.start)$/,
    by: say('tracing.azure-monitor'),
    judge: starts(exported),
  },
  { names: /^@instana\/collector(\.default)?$/, by: say('tracing.the-instana-collector'), judge: starts(exported) },
  { names: /^@vercel\/otel\.registerOTel$/, by: '@vercel/otel', judge: starts(exported) },
  {
    names: /^@google-cloud\/trace-agent(\.default)?\.start$/,
    by: '@google-cloud/trace-agent',
    judge: starts(exported),
  },
  {
    names: /^(@sentry\/(node|bun|nestjs|nextjs|remix)(\.default)?\.init|sentry_sdk\.init)$/,
    by: 'Sentry',
    judge: sampled,
  },
  {
    names: /^opentelemetry\.trace\.set_tracer_provider$/,
    by: say('tracing.an-opentelemetry-tracer-provider'),
    judge: ({ code }) => withProcessor(code, /\badd_span_processor\b|\bSpanProcessor\(/),
  },
  { names: /^ddtrace(\.patch_all|\.patch)$/, by: 'ddtrace', judge: starts(say('tracing.it-traces-and-sends-spans')) },
  {
    names: /^azure\.monitor\.opentelemetry\.configure_azure_monitor$/,
    by: say('tracing.azure-monitor'),
    judge: starts(exported),
  },
  { names: /^logfire\.configure$/, by: 'Logfire', judge: starts(exported) },
  {
    names: /^go\.opentelemetry\.io\/otel\.SetTracerProvider$/,
    by: say('tracing.an-opentelemetry-tracer-provider'),
    judge: ({ code, call }) => ofGo(code, call),
  },
  {
    names: /^(gopkg\.in\/DataDog\/dd-trace-go\.v1|github\.com\/DataDog\/dd-trace-go\/v2)\/ddtrace\/tracer\.Start$/,
    by: say('tracing.datadogs-tracer'),
    judge: starts(say('tracing.it-sends-spans-to-the')),
  },
  {
    names: /^github\.com\/uptrace\/uptrace-go\/uptrace\.ConfigureOpentelemetry$/,
    by: 'Uptrace',
    judge: starts(exported),
  },
  {
    names: /^github\.com\/honeycombio\/[\w-]+\/\w+\.ConfigureOpenTelemetry$/,
    by: say('tracing.honeycombs-launcher'),
    judge: starts(exported),
  },
  {
    names: /^github\.com\/opentracing\/opentracing-go\.SetGlobalTracer$/,
    by: say('tracing.a-tracer-of-opentracing'),
    judge: ({ code }) =>
      code.outline.imports.some(({ module }) =>
        /jaeger-client-go|zipkin-go|zipkin-go-opentracing|lightstep/.test(module),
      )
        ? { state: 'on', because: exported }
        : { state: 'unknown', because: say('tracing.where-its-spans-go-is') },
  },
  {
    names: /^io\.opentelemetry\.sdk\.OpenTelemetrySdk\.builder\(\)(\.\w+\(\))*\.(buildAndRegisterGlobal|build)$/,
    by: say('tracing.the-opentelemetry-sdk'),
    judge: ({ code }) => (/setTracerProvider/.test(code.text) ? withProcessor(code, /SpanProcessor\b/) : undefined),
  },
  {
    names:
      /^io\.opentelemetry\.sdk\.autoconfigure\.AutoConfiguredOpenTelemetrySdk\.(initialize|builder\(\)(\.\w+\(\))*\.build)$/,
    by: say('tracing.the-opentelemetry-sdk-with-autoconfiguration'),
    judge: starts(exported),
  },
];

/** Modules that trace as soon as they are loaded. */
const loaded =
  /^(dd-trace\/init(\.js)?|@opentelemetry\/auto-instrumentations-node\/register|newrelic|elastic-apm-node\/start(\.js)?|ddtrace\.auto)$/;

/** Words of which one is in every text that names one of these modules. */
const traces =
  /opentelemetry|opentracing|dd-trace|ddtrace|elastic-apm|newrelic|@sentry|sentry_sdk|applicationinsights|uptrace|instana|honeycomb|vercel|logfire|azure|trace-agent/;

/** In Go, where many packages hand on spans, a name of which one is written where tracing starts. */
const tracesInGo = /SetTracerProvider|SetGlobalTracer|dd-trace-go|uptrace-go|honeycombio/;

const setsUp = new RegExp(setupWords);
/** Whether a file may set up tracing or logging at all. */
export const maySetUp = oncePerFile(({ text }) => setsUp.test(text));

/** Where a code file starts to trace requests, each with whether its spans leave the process. */
export function extractTracing(code: ResolvedCode): TelemetrySetup[] {
  const { outline, text, resolver } = code;
  if (!maySetUp(code) || !(outline.language === 'go' ? tracesInGo : traces).test(text)) return [];
  const called = outline.calls.flatMap((call, index): TelemetrySetup[] => {
    const first = call.args[0]?.value;
    const isRequired = first?.kind === 'string' && call.callee.names.join('.') === 'require' && loaded.test(first.text);
    if (isRequired)
      return [setup(code, { call, by: first.text, judged: { state: 'on', because: say('tracing.it-is-loaded') } })];
    const names = resolver.names(index);
    for (const { names: pattern, by, judge } of known) {
      if (!names.some((name) => pattern.test(name))) continue;
      const judged = judge({ code, call });
      return judged ? [setup(code, { call, by, judged })] : [];
    }
    return [];
  });
  const imported = outline.imports.flatMap(({ module, local, span, typeOnly }): TelemetrySetup[] =>
    loaded.test(module) && !typeOnly && (local === '' || module === 'ddtrace.auto' || module === 'newrelic')
      ? [
          {
            kind: 'telemetry-setup',
            signal: 'traces',
            span,
            by: module,
            state: 'on',
            because: say('tracing.it-is-loaded'),
          },
        ]
      : [],
  );
  return [...called, ...imported];
}

/** A setup at a call, with the function that it is in and the conditions around it. */
export function setup(
  code: ResolvedCode,
  {
    call,
    by,
    judged,
    signal = 'traces',
  }: { call: Call; by: string; judged: Judged; signal?: TelemetrySetup['signal'] },
): TelemetrySetup {
  const when = conditionsAround(code, call.region);
  const within = code.resolver.within(call.region);
  const isOpen = signal === 'traces' && judged.state === 'on' && isDecidedByCaller(code, call.region);
  return {
    kind: 'telemetry-setup',
    signal,
    span: call.nameSpan,
    by,
    ...(isOpen ? { state: 'unknown', because: say('tracing.its-caller-decides-whether-and') } : judged),
    ...(when ? { when } : {}),
    ...(within === undefined ? {} : { within }),
  };
}

/** What its caller gives to a setup may be empty: an address, a switch, a configuration. */
const decisive = /addr|endpoint|url|host|enable|conf|cfg|opt|setting/i;

/** Whether a setup is in a function that takes what decides about it, and is called from another file. */
function isDecidedByCaller({ outline, resolver }: ResolvedCode, region: number): boolean {
  const { kind, name, parameters = [] } = outline.regions[resolver.functionAround(region)] ?? { kind: 'file' };
  return (
    kind === 'function' &&
    parameters.some((parameter) => decisive.test(`${parameter.name} ${parameter.type ?? ''}`)) &&
    !outline.calls.some(({ callee }) => callee.names.length === 1 && callee.names[0] === name)
  );
}

function withProcessor({ text }: ResolvedCode, pattern: RegExp): Judged {
  return pattern.test(text)
    ? { state: 'on', because: exported }
    : { state: 'off', because: say('tracing.it-has-no-span-processor') };
}

const processor = /^(With(Batcher|Syncer|SpanProcessor)|RegisterSpanProcessor)$/;

/** `sdktrace.NewTracerProvider` exports only with a batcher, a syncer or a span processor. */
function ofGo(code: ResolvedCode, call: Call): Judged {
  const { text, outline } = code;
  const given = call.args[0]?.value;
  const written = given ? text.slice(given.span.start, given.span.end) : '';
  if (/\bnoop\./.test(written)) return { state: 'off', because: say('tracing.the-provider-does-nothing') };
  const processors = outline.calls.filter(({ callee }) => processor.test(callee.names.at(-1) ?? ''));
  const [first] = processors;
  if (first) {
    // What holds for all of the setup is said of the setup.
    const own = conditionsAround(code, call.region);
    const isAside = processors.every(({ region }) => {
      const around = conditionsAround(code, region);
      return around !== undefined && around.join() !== own?.join();
    });
    return isAside
      ? { state: 'unknown', because: say('tracing.a-condition-decides-whether-its') }
      : { state: 'on', because: exported };
  }
  return outline.calls.some(({ callee }) => callee.names.at(-1) === 'NewTracerProvider')
    ? { state: 'off', because: say('tracing.its-provider-has-no-span') }
    : { state: 'unknown', because: say('tracing.its-provider-is-made-elsewhere') };
}

/** Sentry traces where a share of requests is sampled. */
function sampled({ call }: { readonly call: Call }): Judged | undefined {
  const entries = call.args.flatMap((argument) =>
    argument.name === undefined && argument.value.kind === 'object' ? argument.value.entries : [argument],
  );
  const rate = entries.find(({ name }) => name === 'tracesSampleRate' || name === 'traces_sample_rate');
  if (entries.some(({ name }) => name === 'tracesSampler' || name === 'traces_sampler'))
    return { state: 'on', because: say('tracing.a-sampler-chooses-the-requests') };
  // Without a rate Sentry reports errors, and says nothing of traces; with options from elsewhere it may have one.
  if (!rate) return undefined;
  if (rate.value.kind !== 'number') return { state: 'unknown', because: say('tracing.its-sample-rate-is-set') };
  return Number(rate.value.text) > 0
    ? { state: 'on', because: say('tracing.it-samples-of-the-requests', { text: rate.value.text }) }
    : { state: 'off', because: say('tracing.its-sample-rate-is-0') };
}
