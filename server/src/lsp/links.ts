import { URI } from 'vscode-uri';

/** A link that carries out a command of our client with these arguments. */
export function commandLink(command: string, ...args: readonly string[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}

/** A link to the file of a page `id` or `id#heading` in a folder. */
export function pageLink(folder: string, ref: string): string {
  const [page = '', fragment = ''] = ref.split('#');
  return URI.file(`${folder}/${page}.md`).with({ fragment }).toString();
}

/** A link to a file on disk. */
export function fileLink(file: string): string {
  return URI.file(file).toString();
}
