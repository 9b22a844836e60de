/** A path from a folder of the workspace; undefined for an address and for what lies outside. */
export function joinPath(folder: string, path: string): string | undefined {
  if (path === '' || /^[a-z]+:|^\/|[?]|^(github|git)\./.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
