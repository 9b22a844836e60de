/** `/api` and `/users` make `/api/users`. */
export function joinPaths(prefix: string, path: string): string {
  if (prefix === '' || prefix === '/') return path === '' ? prefix || '/' : path;
  const before = prefix.replace(/\/$/, '');
  if (path === '' || path === '/') return before === '' ? '/' : before;
  return before + (path.startsWith('/') ? path : `/${path}`);
}
