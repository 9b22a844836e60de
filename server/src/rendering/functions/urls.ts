import { fail } from '../values/failure.ts';
import type { Dict, Value } from '../value.ts';
import { str, unknown } from '../values/make.ts';
import { sourcesOf } from '../values/text.ts';
import { dictArg, textArg } from './signature.ts';
import type { FunctionTable } from './signature.ts';

/** Characters that no URL escapes; of others the result is not computed. */
const plain = /^[\w.:/?#@&=+~,;[\]-]*$/;
const fields = ['scheme', 'host', 'hostname', 'path', 'query', 'opaque', 'fragment', 'userinfo'] as const;
type Field = (typeof fields)[number];
const because = 'Production Readiness does not escape URLs';

function parsed(url: string): Record<Field, string> | undefined {
  const match =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/(?:([^/?#@]*)@)?([^/?#@]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(url);
  if (!match) return undefined;
  const [, scheme = '', userinfo = '', host = '', rest = '', query = '', fragment = ''] = match;
  const isOpaque = scheme !== '' && host === '' && rest !== '' && !rest.startsWith('/');
  const hostname = host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  const path = isOpaque ? '' : rest;
  return {
    scheme: scheme.toLowerCase(),
    host,
    hostname,
    path,
    query,
    opaque: isOpaque ? rest : '',
    fragment,
    userinfo,
  };
}

function joined(url: Dict): string | undefined {
  const [scheme, host, path, query, opaque, fragment, userinfo] = (
    ['scheme', 'host', 'path', 'query', 'opaque', 'fragment', 'userinfo'] as const
  ).map((name) => {
    const value = url.entries.get(name);
    return value === undefined ? '' : value.type === 'string' ? value.text : undefined;
  });
  const parts = [scheme, host, path, query, opaque, fragment, userinfo];
  if (parts.some((part) => part === undefined || !plain.test(part))) return undefined;
  const start = scheme ? `${scheme}:` : '';
  const end = (query ? `?${query}` : '') + (fragment ? `#${fragment}` : '');
  if (opaque) return start + opaque + end;
  const hasAuthority = Boolean(host) || Boolean(userinfo);
  const slashes = hasAuthority || (scheme && path) ? '//' : '';
  const separator = path && !path.startsWith('/') && host ? '/' : '';
  return `${start}${slashes}${userinfo ? `${userinfo}@` : ''}${host ?? ''}${separator}${path ?? ''}${end}`;
}

/** Sprig's functions of URLs. */
export const urls: FunctionTable = {
  urlParse: {
    params: ['string'],
    call: (args) => {
      const { text } = textArg(args, 0);
      if (!plain.test(text)) return unknown(because, sourcesOf(...args));
      const url = parsed(text);
      if (!url) return fail(`error calling urlParse: unable to parse url: ${text}`);
      const entries = fields.map((name): [string, Value] => [name, str(url[name])]);
      return { type: 'dict', entries: new Map(entries) };
    },
  },
  urlJoin: {
    params: ['dict'],
    call: (args) => {
      const url = joined(dictArg(args, 0));
      return url === undefined ? unknown(because) : str(url);
    },
  },
};
