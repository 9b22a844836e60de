import { gather } from '../gather.ts';
import type { ProductionInput } from '../input.ts';
import { mentionedBy, openDeclared, type Declaration, type Package } from './go-declared.ts';
import type { Modules } from './modules.ts';

/** What of a program's Go files is run. */
export interface Live {
  /** By file, the names of declarations that are run: `Server.Run` for a method. */
  readonly live: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files of which nothing is run. */
  readonly idle: ReadonlySet<string>;
}

/** What a start of a program does not run. */
export interface Leaving {
  /** Whether it does not run a file, or not where another takes it in. */
  isLeftOut(file: string, by: string): boolean;
  /** Whether it does not run what a file of Go mentions: `cli.NewCommand`. */
  isPassedOver?(mention: string, by: string): boolean;
}

/** How a declaration is run: when its package is taken in, or because another mentions it. */
const run = 1;
const mentioned = 2;

/** Methods of a package that only the package can call, and what it calls so. */
interface Waiting {
  readonly called: Set<string>;
  readonly methods: Map<string, Declaration[]>;
}

/**
 * Follows what Go code mentions, declaration by declaration, from what begins in the entries: functions that run when a package is
 * taken in, all that these mention, and of each type that is mentioned the methods, as others may call them without a name. What was
 * not read may mention everything of its package and of the packages beside it.
 */
export function openLive(
  input: Pick<ProductionInput, 'paths' | 'facts'>,
  modules: Modules,
): (entries: readonly string[], linked: ReadonlySet<string>, leaving: Leaving) => Live {
  const files = openDeclared(input, modules);
  const all = [...files.values()].flatMap(({ declarations }) => declarations);
  const edges: (readonly Declaration[] | undefined)[] = [];
  const edgesOf = (each: Declaration, leaving: Leaving): readonly Declaration[] => {
    const file = files.get(each.file);
    if (leaving.isPassedOver && file?.begins)
      return mentionedBy(each, file, (mention) => leaving.isPassedOver?.(mention, each.file) !== true);
    return (edges[each.id] ??= mentionedBy(each, file));
  };
  return (entries, linked, leaving) => {
    const begun = new Set(entries);
    const seen = new Uint8Array(all.length);
    const queue: Declaration[] = [];
    const add = (each: Declaration, how: number) => {
      const before = seen[each.id] ?? 0;
      if (before === 0) queue.push(each);
      seen[each.id] = before | how;
    };
    const packages = new Map<Package, Waiting>();
    for (const file of linked) {
      const read = files.get(file);
      if (!read) continue;
      const isWhole = read.own.isOpen || (begun.has(file) && !read.begins);
      for (const each of read.declarations)
        if (isWhole || isOrphan(each, read.own) || (begun.has(file) && each.names.includes('main')))
          add(each, mentioned);
        else if (each.runs) add(each, run);
    }
    // The queue grows while it is gone through.
    for (const each of queue) {
      const own = files.get(each.file)?.own;
      if (!own) continue;
      for (const next of edgesOf(each, leaving))
        if (!((seen[next.id] ?? 0) & mentioned) && linked.has(next.file) && !leaving.isLeftOut(next.file, each.file))
          add(next, mentioned);
      const waiting = packages.get(own) ?? { called: new Set(), methods: new Map() };
      packages.set(own, waiting);
      for (const name of each.selects) {
        if (waiting.called.has(name)) continue;
        waiting.called.add(name);
        for (const method of waiting.methods.get(name) ?? []) add(method, mentioned);
      }
      for (const type of each.names)
        for (const method of own.methods.get(type) ?? []) {
          if (!linked.has(method.file)) continue;
          const name = methodOf(method);
          if (/^[A-Z]/.test(name) || waiting.called.has(name)) add(method, mentioned);
          else gather(waiting.methods, name, method);
        }
    }
    const live = new Map<string, Set<string>>();
    for (const each of queue) {
      // A value that is only made when the package is taken in is nothing that runs later.
      if (seen[each.id] === run && !each.names.includes('init')) continue;
      const known = live.get(each.file) ?? new Set();
      live.set(each.file, known);
      for (const name of each.names) known.add(name);
    }
    const isIdle = (file: string) => {
      const read = files.get(file);
      return read?.isRead === true && !read.takesIn && !live.has(file) && !begun.has(file);
    };
    return { live, idle: new Set([...linked].filter(isIdle)) };
  };
}

/** A method of a type that no file declares which was read. */
function isOrphan({ owner }: Declaration, own: Package): boolean {
  return owner !== undefined && !own.declarations.has(owner);
}

function methodOf({ names: [name = ''] }: Declaration): string {
  return name.slice(name.indexOf('.') + 1);
}
