import type { CallPattern } from '../../knowledge/outgoing.ts';
import type { Value } from '../../syntax/code/outline.ts';
import type { At, Origin } from '../code/names/origin.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Steps from a call to the text of its address: variables, requests, constants. */
const mostSteps = 12;

const address = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Calls whose arguments may hold the address of what they make: a request, a URL, a client with a base. */
const carries =
  /^(NewRequest|NewRequestWithContext|Request|prepare_request|create|parse|Parse|ParseRequestURI|URL|URI|get|newBuilder|uri|url|newCall|urljoin|SetBaseURL|baseUrl|rootUri|Client|AsyncClient|extend|valueOf)$/;
const formats = /^(Sprintf|Sprint|format)$/;
const named = /^(url|uri|URL|baseURL|baseUrl|base_url|prefixUrl)$/;

/**
 * Where a call goes, where its URL does not stand in it as a literal: a constant, a request that was built before, the base of
 * its client. Nothing where it may be one of several hosts.
 */
export function resolvedTarget(index: number, { url, request }: CallPattern, code: ResolvedCode): string | undefined {
  const call = code.outline.calls[index];
  if (!call) return undefined;
  const at = code.resolver.placeOf(index);
  const position = url ?? request?.at;
  const given = [
    ...call.args.filter(({ name }) => name !== undefined && named.test(name)),
    ...(position === undefined ? [] : call.args.slice(position, position + 1)),
  ];
  for (const { value } of given) {
    const text = textOf(value, at, { code, steps: 0 });
    if (text !== undefined) return text;
  }
  const [first] = given;
  // A path is added to the base of the client; what is not known may be any URL.
  if (first && !(first.value.kind === 'string' && !first.value.text.startsWith('${}'))) return undefined;
  if (first === undefined)
    for (const { value } of call.args.slice(0, 2)) {
      const text = value.kind === 'path' ? textOf(value, at, { code, steps: 0 }) : undefined;
      if (text !== undefined) return text;
    }
  return ofReceiver(index, { code, steps: 0 });
}

interface About {
  readonly code: ResolvedCode;
  readonly steps: number;
}

function textOf(value: Value, at: At, about: About): string | undefined {
  const { code, steps } = about;
  if (steps > mostSteps) return undefined;
  const next = { code, steps: steps + 1 };
  switch (value.kind) {
    case 'string': {
      if (address.test(value.text)) return value.text;
      if (!value.text.startsWith('${}')) return undefined;
      const begin = leading(value, at, next);
      return begin === undefined ? undefined : `${begin}${value.text.slice(3)}`;
    }
    case 'path':
      return same(code.resolver.evaluate(value, at).map((origin) => ofOrigin(origin, next)));
    case 'call':
      return ofCall(value.call, next);
    case 'object': {
      const entry = value.entries.find(({ name }) => name !== undefined && named.test(name));
      return entry && textOf(entry.value, at, next);
    }
    default:
      return undefined;
  }
}

/** What stands before the rest of a text that is put together: `base + "/path"`, `${base}/path`. */
function leading({ span }: Value, at: At, about: About): string | undefined {
  const written = about.code.text.slice(span.start, Math.min(span.end, span.start + 200));
  const name = /^(?:`\$\{|f["']{1,3}\{)?\s*([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*){0,4})\s*[+}]/.exec(written)?.[1];
  if (name === undefined) return undefined;
  const place = { region: at.region, offset: Math.max(at.offset, span.start) };
  return same(about.code.resolver.origins({ names: name.split('.') }, place).map((each) => ofOrigin(each, about)));
}

function ofOrigin(origin: Origin, about: About): string | undefined {
  switch (origin.kind) {
    case 'value':
      return textOf(origin.value, origin.at, about);
    case 'literal':
      return origin.names.length === 0 ? textOf(origin.value, origin.at, about) : undefined;
    case 'result':
      return origin.names.every((name) => named.test(name) || name === 'href') ? ofCall(origin.call, about) : undefined;
    default:
      return undefined;
  }
}

function ofCall(index: number, about: About): string | undefined {
  const { code, steps } = about;
  const call = code.outline.calls[index];
  if (!call || steps > mostSteps) return undefined;
  const next = { code, steps: steps + 1 };
  const at = code.resolver.placeOf(index);
  const name = call.callee.names.at(-1) ?? '';
  const [first, second] = call.args;
  if (formats.test(name) && first?.value.kind === 'string') {
    const text = first.value.text.replace(/%[-+#\d.]*[a-z]/gi, '${}');
    if (address.test(text)) return text;
    const begin = text.startsWith('${}') && second ? textOf(second.value, at, next) : undefined;
    return begin === undefined ? undefined : `${begin}${text.slice(3)}`;
  }
  if (carries.test(name))
    for (const { name: key, value } of call.args) {
      const text = key === undefined || named.test(key) ? textOf(value, at, next) : undefined;
      if (text !== undefined) return text;
    }
  return ofReceiver(index, next);
}

/** What a method is called on: `HttpRequest.newBuilder(URI.create("…")).build()`, `req.WithContext(ctx)`. */
function ofReceiver(index: number, about: About): string | undefined {
  const { code, steps } = about;
  const callee = code.outline.calls[index]?.callee;
  if (!callee || steps > mostSteps) return undefined;
  const next = { code, steps: steps + 1 };
  if (callee.base !== undefined) return ofCall(callee.base, next);
  if (callee.names.length < 2) return undefined;
  const origins = code.resolver.origins({ names: callee.names.slice(0, -1) }, code.resolver.placeOf(index));
  return same(origins.map((origin) => (origin.kind === 'result' ? ofOrigin(origin, next) : undefined)));
}

/** The first of several texts with one host. */
function same(texts: readonly (string | undefined)[]): string | undefined {
  const hosts = new Set(texts.map((text) => text?.split('/', 3).join('/')));
  return hosts.size === 1 ? texts[0] : undefined;
}
