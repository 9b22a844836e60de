import type { Modules } from '../modules/modules.ts';
import type { Entries } from '../entries.ts';

/** Calls from `main` to what stays; what is further away is found by luck. */
const deepest = 4;

/**
 * Tells programs of Go that stay up though they take no requests: from `main` over calls to a function that waits for a signal
 * or works without an end. A method is looked for by its name, in the packages that its file takes in.
 */
export function openDaemons({
  entries,
  modules,
}: {
  readonly entries: Entries;
  readonly modules: Modules;
}): (files: readonly string[]) => boolean {
  const { links } = entries;
  const filesOf = (file: string): readonly string[] => [file, ...modules.resolve(file, '.')];
  const stays = (
    files: readonly string[],
    name: string,
    { seen, depth }: { readonly seen: Set<string>; readonly depth: number },
  ): boolean =>
    files.some((file) => {
      const own = links.get(file)?.stays?.find((each) => each.name === name);
      const key = `${file} ${name}`;
      if (!own || seen.has(key)) return false;
      seen.add(key);
      if (own.itself) return true;
      const next = { seen, depth: depth + 1 };
      return depth < deepest && own.calls.some((call) => stays(meant(file, call), last(call), next));
    });
  const meant = (file: string, call: string): readonly string[] => {
    const dot = call.lastIndexOf('.');
    if (dot < 0) return filesOf(file);
    const imports = links.get(file)?.imports ?? [];
    const named = imports.find((module) => nameOf(module) === call.slice(0, dot));
    if (named !== undefined) return modules.resolve(file, named);
    return [...filesOf(file), ...imports.flatMap((module) => modules.resolve(file, module))];
  };
  return (files: readonly string[]): boolean => stays(files, 'main', { seen: new Set(), depth: 0 });
}

/** The name of a package of Go by its path: its last part, without a version. */
function nameOf(module: string): string {
  return (
    module
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1)
      ?.replace(/^go-|\.\w+$/g, '') ?? module
  );
}

function last(call: string): string {
  return call.slice(call.lastIndexOf('.') + 1);
}
