import { URI } from 'vscode-uri';
import { uriAt } from './uris.ts';

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
