import { URI } from 'vscode-uri';

/** A link that carries out a command of our client with these arguments. */
export function commandLink(command: string, ...args: readonly string[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}

/** A link to the file of a page `id` or `id#heading`, in a folder or of a scheme. */
export function pageLink(where: { folder: string } | { scheme: string }, ref: string): string {
  const [page = '', fragment = ''] = ref.split('#');
  const path = `/${page}.md`;
  const uri = 'scheme' in where ? URI.from({ scheme: where.scheme, path }) : URI.file(`${where.folder}${path}`);
  return uri.with({ fragment }).toString();
}

/** A link to a file by its path. */
export function fileLink(file: string): string {
  return uriAt(file);
}

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
