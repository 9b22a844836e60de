import type { Span } from '../../model/span.ts';
import type { Call, Value } from '../../syntax/code/outline.ts';
import { missing, unclear } from '../deadlines/given.ts';
import type { Given } from '../deadlines/given.ts';
import { callsNamed } from '../code/calls-named.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { say } from '../../words/say.ts';

/** A setting of a channel that may bound all calls through it. */
export interface ChannelSetting {
  readonly span: Span;
  readonly given: Given;
}

/** Interceptors of libraries that set no deadlines. */
const harmless =
  /otel|opentelemetry|opentracing|prometheus|metric|trac(e|ing)|logg?(ing|er)?\b|zap|logrus|recover|auth|token|retry|metadata|header|stats|datadog|sentry|newrelic|census|error/i;
const bounding = /time_?out|deadline/i;
/** Calls that get a service config, or interceptors. */
const configuring = /^WithDefaultServiceConfig$|^(set_)?service_?config$/i;
const intercepting =
  /^With(Chain)?UnaryInterceptors?$|^WithDefaultCallOptions$|^intercept_channel$|^intercept$|^withInterceptors$/;
/** What makes a channel, a client or a transport, and words of the options that say something of its deadlines. */
const made = /channel|Client$|Transport$|^[A-Z]/i;
const options = /grpc\.service_config|defaultTimeoutMs|interceptors/;

/** Service configs and interceptors that a file gives to channels. */
export function channelSettings(code: ResolvedCode): ChannelSetting[] {
  const hasOptions = options.test(code.text);
  const mayBe = (last: string) => configuring.test(last) || intercepting.test(last) || (hasOptions && made.test(last));
  return callsNamed(code, mayBe).flatMap(({ call, index }) => {
    const last = call.callee.names.at(-1) ?? '';
    if (configuring.test(last)) return [ofText(code, call)];
    if (intercepting.test(last)) return last === 'WithDefaultCallOptions' ? [] : [ofInterceptors(code, call, index)];
    return ofOptions(code, call);
  });
}

function written({ text }: ResolvedCode, span: Span): string {
  return text.slice(span.start, span.end);
}

/** `grpc.WithDefaultServiceConfig(config)`: a constant of the file is looked into. */
function ofText(code: ResolvedCode, call: Call): ChannelSetting {
  const given = call.args[0]?.value;
  return { span: call.nameSpan, given: given ? configSays(code, given, call) : missing };
}

function configSays(code: ResolvedCode, value: Value, call: Call): Given {
  const origins = code.resolver.evaluate(value, { region: call.region, offset: call.start });
  const texts = origins.flatMap((origin) =>
    origin.kind === 'value' && origin.value.kind === 'string' ? [origin.value.text] : [],
  );
  if (texts.length < origins.length || texts.some((text) => text.includes('${}'))) {
    return bounding.test(written(code, value.span)) || texts.length === 0
      ? unclear(say('rpc-channels.a-service-config-may-set'))
      : missing;
  }
  return texts.some((text) => /["']?timeout["']?\s*:/.test(text))
    ? { state: 'given', because: say('rpc-channels.the-service-config-of-its') }
    : missing;
}

function ofInterceptors(code: ResolvedCode, call: Call, index: number): ChannelSetting {
  const { outline, resolver } = code;
  const at = resolver.placeOf(index);
  // Python's intercept_channel has the channel first.
  const args = call.callee.names.at(-1) === 'intercept_channel' ? call.args.slice(1) : call.args;
  for (const argument of args) {
    const own = written(code, argument.span);
    if (bounding.test(own))
      return {
        span: call.nameSpan,
        given: { state: 'given', because: say('rpc-channels.limits-all-calls-of-its', { own }) },
      };
  }
  for (const argument of args) {
    for (const origin of resolver.evaluate(argument.value, at)) {
      const region = origin.kind === 'function' || origin.kind === 'own' ? outline.regions[origin.region] : undefined;
      if (region && bounding.test(written(code, region.body)))
        return {
          span: call.nameSpan,
          given: { state: 'given', because: say('rpc-channels.an-interceptor-of-its-channel') },
        };
      if (!region && !harmless.test(written(code, argument.span)))
        return { span: call.nameSpan, given: unclear(say('rpc-channels.an-interceptor-of-its-channel-may')) };
    }
  }
  return { span: call.nameSpan, given: missing };
}

/** `'grpc.service_config': …` among the options of a channel, and `interceptors`, `defaultTimeoutMs` in a literal. */
function ofOptions(code: ResolvedCode, call: Call): ChannelSetting[] {
  const found: ChannelSetting[] = [];
  const last = call.callee.names.at(-1) ?? '';
  for (const { value, span } of call.args) {
    const own = written(code, span);
    if (/grpc\.service_config/.test(own)) {
      const given: Given = /timeout/i.test(own)
        ? { state: 'given', because: say('rpc-channels.the-service-config-of-its') }
        : /service_config['"]\s*[:,]\s*['"{]/.test(own)
          ? missing
          : unclear(say('rpc-channels.a-service-config-may-set'));
      found.push({ span: call.nameSpan, given });
    } else if (value.kind === 'object' && value.entries.some(({ name }) => name === 'defaultTimeoutMs')) {
      found.push({
        span: call.nameSpan,
        given: { state: 'given', because: say('rpc-channels.its-transport-has-defaulttimeoutms') },
      });
    } else if (
      value.kind === 'object' &&
      value.entries.some(({ name }) => name === 'interceptors') &&
      /Client$|Transport$/.test(last)
    ) {
      const given: Given = harmless.test(own)
        ? missing
        : unclear(say('rpc-channels.an-interceptor-of-its-channel-may'));
      found.push({ span: call.nameSpan, given });
    }
  }
  return found;
}
