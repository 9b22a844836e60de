import type { TelemetrySetup } from '../../model/telemetry-fact.ts';
import type { Call } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { say } from '../../words/say.ts';

const json = { state: 'on', because: say('logging.it-writes-json') } as const;
const plain = { state: 'off', because: say('logging.it-writes-plain-text') } as const;

/** Pretty output that is for anything but production. */
const prettyAside = [
  /NODE_ENV\s*!==?\s*['"`]production['"`]\s*(\?|&&)[^;]{0,200}?pino-?[pP]retty/,
  /NODE_ENV\s*===?\s*['"`]production['"`]\s*\?[^:;]{0,200}:[^;]{0,200}pino-?[pP]retty/,
  /NODE_ENV\s*===?\s*['"`](development|dev|local)['"`]\s*(\?|&&)[^;]{0,200}?pino-?[pP]retty/,
];

/** `isProduction ? format.json() : …`, and the same of NODE_ENV. */
const jsonInProduction =
  /(\bisProd(uction)?|NODE_ENV\s*===?\s*['"`]production['"`])\s*\?\s*(winston\.)?(format\.)?json\(/;

/** What loggers of Node.js write, by how they are made. */
export const scriptFormat: Readonly<Record<'pino' | 'winston', (site: LogSite) => Written>> = {
  /** getpino.io: newline-delimited JSON, unless a transport makes it pretty. */
  pino({ code, call, given }) {
    const isServer = /fastify/i.test(call.callee.names.join('.'));
    // Without `logger` Fastify logs nothing.
    if (isServer && !/\blogger\s*:/.test(given)) return undefined;
    if (isServer && /\blogger\s*:\s*false\b/.test(given)) return undefined;
    if (isServer && !/\blogger\s*:\s*(true|\{)/.test(given))
      return { state: 'unknown', because: say('script-formats.its-logger-is-set-elsewhere') };
    if (!/pino-?pretty|prettyPrint/i.test(code.text.replace(/\bprettyPrint\s*:\s*false\b/g, ''))) return json;
    if (prettyAside.some((pattern) => pattern.test(code.text)))
      return { state: 'on', because: say('script-formats.it-writes-json-and-pretty') };
    const isFixed = /^\s*\{[^?]*pino-pretty[^?]*\}\s*$/.test(given) && !/\?|&&/.test(given);
    return isFixed ? plain : { state: 'unknown', because: say('script-formats.a-condition-chooses-between-json') };
  },
  /** The README of winston: JSON is the default format; the last format of a combination writes the line. */
  winston({ code, given }) {
    const { text } = code;
    const writes = /\bformat\b/.test(text) ? text : given;
    if (jsonInProduction.test(writes))
      return { state: 'on', because: say('script-formats.it-writes-json-in-production') };
    const asText = /\b(simple|printf|cli|prettyPrint)\s*\(/.test(writes);
    const asJson =
      /\bjson\s*\(|\b(logstash|ecsFormat)\s*\(/.test(writes) || /printf\([^;]{0,400}JSON\.stringify/.test(writes);
    if (asText && asJson && !/printf\([^;]{0,400}JSON\.stringify/.test(writes))
      return { state: 'unknown', because: say('script-formats.it-has-a-format-for') };
    if (asJson || !/\bformat\b/.test(writes)) return json;
    return asText ? plain : { state: 'unknown', because: say('script-formats.its-format-is-set-elsewhere') };
  },
};

/** What a setup writes; undefined where the call sets nothing up. */
export type Written = Pick<TelemetrySetup, 'state' | 'because'> | undefined;

/** A call with the text of its arguments, and of the whole file. */
export interface LogSite {
  readonly code: ResolvedCode;
  readonly call: Call;
  /** Its arguments as written. */
  readonly given: string;
}
