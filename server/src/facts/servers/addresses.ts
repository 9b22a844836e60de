import type { Value } from '../../syntax/code/outline.ts';
import type { At } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** What an argument says of the place where a server listens. */
export interface Address {
  readonly port?: number;
  /** The loopback alone. */
  readonly local?: true;
}

const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i;
/** Calls that make a number or text of their first argument. */
const converts =
  /^(Number|parseInt|String|parseFloat|int|str|strconv\.\w+|fmt\.Sprintf|cast\.\w+|InetSocketAddress|Integer\.(parseInt|valueOf))$/;

/** Port and host of an address, as far as they are literals, constants of this file or defaults. */
export function addressOf(code: ResolvedCode, value: Value, at: At, depth = 0): Address {
  if (depth > 6) return {};
  switch (value.kind) {
    case 'number':
      return portIn(value.text);
    case 'string':
      return addressIn(value.text);
    case 'object': {
      const port = value.entries.find((entry) => entry.name === 'port');
      const host = value.entries.find((entry) => entry.name === 'host' || entry.name === 'hostname');
      return {
        ...(port ? addressOf(code, port.value, at, depth + 1) : {}),
        ...(host ? addressOf(code, host.value, at, depth + 1) : {}),
      };
    }
    case 'list': {
      // `('127.0.0.1', 8080)`.
      const found = value.items.map((item) => addressOf(code, item, at, depth + 1));
      return Object.assign({}, ...found) as Address;
    }
    case 'either':
      return value.of.map((each) => addressOf(code, each, at, depth + 1)).find((each) => each.port !== undefined) ?? {};
    case 'call': {
      const call = code.outline.calls[value.call];
      const first = call?.args[0]?.value;
      const name = call?.callee.base === undefined ? call?.callee.names.join('.') : undefined;
      return first && name !== undefined && converts.test(name) ? addressOf(code, first, at, depth + 1) : {};
    }
    case 'path': {
      const found = code.resolver.evaluate(value, at).map((origin): Address => {
        if (origin.kind === 'value' && origin.value.kind !== 'path') {
          return addressOf(code, origin.value, origin.at, depth + 1);
        }
        if (origin.kind !== 'result') return {};
        return addressOf(code, { kind: 'call', call: origin.call, span: value.span }, at, depth + 1);
      });
      // Of a variable and its default, the default is what can be read.
      return found.find((each) => each.port !== undefined) ?? found.find((each) => each.local) ?? {};
    }
    default:
      return {};
  }
}

function portIn(text: string): Address {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? { port: Number(text) } : {};
}

/** `:8080`, `0.0.0.0:8080`, `localhost`, `8080`. */
function addressIn(text: string): Address {
  const match = /^(?:(.*):)?(\d{1,5})$/.exec(text);
  const host = match ? (match[1] ?? '') : text;
  return { ...(match?.[2] ? portIn(match[2]) : {}), ...(loopback.test(host) ? { local: true as const } : {}) };
}
