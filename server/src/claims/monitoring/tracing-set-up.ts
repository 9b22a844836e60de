import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import type { TelemetrySetup } from '../../model/telemetry-fact.ts';
import { cannotTell, listed, shown, violated } from '../readings.ts';
import { heldIn, isCalled, productionValues, setupsOf } from './setups.ts';

/** Requests are traced: an SDK or an agent is started and exports its spans. */
export const tracingSetUp: ClaimReader = {
  id: 'tracing-set-up',
  looks:
    'Where an SDK or an agent for tracing is started, by code, by how the program is started, by the OpenTelemetry operator, or by Spring Boot.',
  read(view) {
    const off = switchedOff(view);
    if (off !== undefined) return violated(`${off} switches tracing off in production`, firstPlace(view));
    const setups = [...setupsOf(view, 'traces')];
    const isOffBySetting = setups.find(({ fact }) => fact.by === 'Spring Boot' && fact.state === 'off');
    const brought = isOffBySetting ? undefined : byLibraries(view);
    const running = setups.filter(
      ({ fact }) => fact.state === 'on' && /^(always|holds)$/.test(heldIn(view, fact)) && isCalled(view, fact),
    );
    if (running.length > 0)
      return shown(`${capital(listed(running.map(({ fact }) => fact.by)))} traces its requests`, running.map(placeOf));
    if (brought) return shown(brought.message, [brought]);
    const places = setups.map(placeOf);
    const conditional = setups.find(({ fact }) => fact.state === 'on' && heldIn(view, fact) === 'unknown');
    if (conditional) {
      const names = conditional.fact.when ?? [];
      const by = names.length > 0 ? listed(names) : 'a condition';
      return cannotTell(
        `${capital(conditional.fact.by)} starts only where ${by} holds`,
        names.length > 0 ? `Is ${by} set in production?` : 'Is tracing on in production?',
        places,
      );
    }
    const failing = setups.find(({ fact }) => fact.state === 'on' && heldIn(view, fact) === 'fails');
    if (failing)
      return violated(`${listed(failing.fact.when ?? [])} switches tracing off in production`, [placeOf(failing)]);
    const uncalled = setups.find(({ fact }) => fact.state === 'on');
    if (uncalled)
      return cannotTell(
        `Nothing is seen to call ${uncalled.fact.within ?? 'its setup'}`,
        'What starts tracing?',
        places,
      );
    const dropped = setups.find(({ fact }) => fact.state === 'off');
    if (dropped && setups.every(({ fact }) => fact.state === 'off')) {
      const because = `${capital(dropped.fact.by)}: ${dropped.fact.because}`;
      // A rate of 0 is a decision; a variable may undo a setting, and without an exporter a mesh may still make the spans.
      return /\brate is 0\b/.test(dropped.fact.because)
        ? violated(because, places)
        : cannotTell(because, 'Does production switch tracing on, or does a mesh export its spans?', places);
    }
    const [open] = setups;
    return open
      ? cannotTell(`${capital(open.fact.by)}: ${open.fact.because}`, 'Where do its spans go in production?', places)
      : cannotTell('Nothing in the workspace starts tracing', 'How is a request traced across services?');
  },
};

/** opentelemetry.io, SDK environment variables: these keep an SDK or an agent from exporting spans. */
function switchedOff(view: ServiceView): string | undefined {
  const is = (name: string, value: RegExp) => {
    const values = productionValues(view, name);
    return values.length > 0 && values.every((each) => value.test(each)) ? name : undefined;
  };
  return (
    is('OTEL_SDK_DISABLED', /^true$/i) ??
    is('OTEL_TRACES_EXPORTER', /^none$/i) ??
    is('OTEL_TRACES_SAMPLER', /^always_off$/i) ??
    is('DD_TRACE_ENABLED', /^false$/i)
  );
}

/** Spring Boot and Quarkus start tracing where a bridge and an exporter are in the build. */
function byLibraries(view: ServiceView): Related | undefined {
  const libraries = view.own('library');
  const find = (pattern: RegExp) => libraries.find(({ fact }) => fact.manager === 'maven' && pattern.test(fact.name));
  const whole = find(
    /:(opentelemetry-spring-boot-starter|spring-boot-starter-opentelemetry|quarkus-opentelemetry|quarkus-smallrye-opentracing|spring-cloud-starter-zipkin|spring-cloud-sleuth-zipkin)$/,
  );
  const bridge = find(/:(micrometer-tracing-bridge-(otel|brave)|spring-cloud-starter-sleuth)$/);
  const exporter = find(
    /:(opentelemetry-exporter-(otlp|zipkin|jaeger)|zipkin-reporter-brave|zipkin-sender-\w+|micrometer-tracing-reporter-wavefront|spring-boot-starter-zipkin)$/,
  );
  const found = whole ?? (exporter ? bridge : undefined);
  return (
    found && { file: found.file, span: found.fact.span, message: `${nameOf(found.fact.name)} traces its requests` }
  );
}

function nameOf(library: string): string {
  return library.slice(library.lastIndexOf(':') + 1);
}

function firstPlace(view: ServiceView): readonly Related[] {
  return setupsOf(view, 'traces').slice(0, 1).map(placeOf);
}

function placeOf({ file, fact }: Located<TelemetrySetup>): Related {
  return { file, span: fact.span, message: `${capital(fact.by)}: ${fact.because}` };
}

function capital(text: string): string {
  // Names of commands stay as they are typed.
  return /^(the|an?) /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
