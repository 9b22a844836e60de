import { URI } from 'vscode-uri';

/** Begins the path of what is on no disk; no path on disk has this character. */
const virtualMark = '/\0';

/** The path of a URI on disk; undefined for any other, and for what is no URI. */
export function pathOf(uri: unknown): string | undefined {
  const { scheme, fsPath } = parsed(uri) ?? {};
  return scheme === 'file' && fsPath !== undefined && !fsPath.includes('\0') ? fsPath : undefined;
}

/** A path that stands for a URI of any scheme, with the scheme and authority as its first folder; undefined for what is no URI. */
export function virtualPathOf(uri: unknown): string | undefined {
  const { scheme, authority, path } = parsed(uri) ?? {};
  if (scheme === undefined || path === undefined || path.includes('\0')) return undefined;
  return `${virtualMark}${scheme}+${encodeURIComponent(authority ?? '')}${path.startsWith('/') ? path : `/${path}`}`;
}

/** The URI of a path that `pathOf` or `virtualPathOf` gave, or of one below it. */
export function uriAt(path: string): string {
  if (!path.startsWith(virtualMark)) return URI.file(path).toString();
  const [first = '', ...rest] = path.slice(virtualMark.length).split('/');
  const [scheme = '', authority = ''] = first.split(/\+(?=[^+]*$)/);
  return URI.from({ scheme, authority: decodeURIComponent(authority), path: `/${rest.join('/')}` }).toString();
}

function parsed(uri: unknown): URI | undefined {
  if (typeof uri !== 'string') return undefined;
  try {
    return URI.parse(uri, true);
  } catch {
    return undefined;
  }
}
