/** What the server uses of Node's `path`, for the bundle that runs in a browser: all paths there are absolute and have slashes. */
const sep = '/';

const basename = (path: string): string => path.slice(path.lastIndexOf(sep) + 1);

const dirname = (path: string): string => path.slice(0, Math.max(path.lastIndexOf(sep), 0)) || sep;

const isAbsolute = (path: string): boolean => path.startsWith(sep);

/** From one normal absolute path to another. */
function relative(from: string, to: string): string {
  const parts = (path: string) => path.split(sep).filter((part) => part !== '');
  const [start, end] = [parts(from), parts(to)];
  let same = 0;
  while (same < start.length && start[same] === end[same]) same++;
  return [...start.slice(same).map(() => '..'), ...end.slice(same)].join(sep);
}

export default { basename, dirname, isAbsolute, relative, sep };
