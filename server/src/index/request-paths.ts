import type { FactKind, FileFacts } from '../model/fact.ts';
import type { Place } from '../model/span.ts';
import { openModules, type Modules } from '../production/modules/modules.ts';
import { drawPaths, type DrawnPaths, type RequestPaths } from '../production/paths/paths.ts';
import { movedPlace, movesOf, type Moves } from './picture-moves.ts';
import type { Pictured, PictureSource } from './picture.ts';

interface PathSource extends Pick<PictureSource, 'paths' | 'facts'> {
  readonly pictured: Pictured;
}

/** The ways of requests of an index, drawn when one is asked for. */
export interface KeptPaths extends RequestPaths {
  /** Says that the facts of a file have changed. */
  changed(before: FileFacts | undefined, after: FileFacts | undefined): void;
  /** Says that there are other paths. */
  listed(): void;
}

interface Drawn {
  /** What runs, apart from places: what the ways were drawn over. */
  readonly drawing: object | undefined;
  readonly ways: DrawnPaths;
  /** Files whose functions have moved since the ways were followed: what these said then, and where all of it is now. */
  readonly moved: Map<string, { readonly before: FileFacts; readonly moves: Moves }>;
}

const functions: ReadonlySet<FactKind> = new Set(['functions']);

/**
 * Keeps the ways for as long as the functions say the same. A keystroke moves places in one file, or has calls followed anew;
 * only other functions or names have all of it drawn again.
 */
export function openRequestPaths({ pictured, paths, facts }: PathSource): KeptPaths {
  let modules: { readonly found: Modules; readonly kinds: ReadonlySet<FactKind> } | undefined;
  let drawn: Drawn | undefined;
  /** Files that have changed since a way was last asked for: what their facts were then, and are now. */
  const waiting = new Map<string, { readonly before: FileFacts | undefined; readonly after: FileFacts | undefined }>();
  const openAll = () => {
    const kinds = new Set<FactKind>();
    const found = openModules({
      paths: new Set(paths()),
      facts(kind) {
        kinds.add(kind);
        return facts(kind);
      },
    });
    return { found, kinds };
  };

  /** Whether the ways hold for what a file says now; calls that are to be followed anew are noted in `again`. */
  const takeIn = ({ ways, moved }: Drawn, [file, { before, after }]: Change, again: { is: boolean }): boolean => {
    const since = moved.get(file)?.before ?? before;
    const fact = after?.facts.find((each) => each.kind === 'functions');
    const whole = movesOf(functions, { before: since, after });
    const moves = whole ?? movesOf(functions, { before: since, after, except: 'calls' });
    if (!moves) return false;
    if (!since || !fact) return true;
    ways.renew(file, fact);
    // Calls of functions to which no request comes lead none on.
    if (!whole && ways.reaches(file)) again.is = true;
    moved.set(file, { before: since, moves });
    return true;
  };
  const upToDate = (): Drawn => {
    // Asked first: it draws what is to be drawn.
    const picture = pictured.now();
    const { drawing } = pictured;
    const again = { is: false };
    const last = drawn;
    const isKept =
      last?.drawing === drawing && last !== undefined && [...waiting].every((change) => takeIn(last, change, again));
    waiting.clear();
    if (isKept) {
      if (again.is) {
        last.ways.follow();
        last.moved.clear();
      }
      return last;
    }
    modules ??= openAll();
    const ways = drawPaths({ functions: facts('functions'), modules: modules.found }, picture);
    return { drawing, ways, moved: new Map() };
  };
  return {
    onPath(file, span) {
      drawn = upToDate();
      const { ways, moved } = drawn;
      const now = (at: Place): Place => {
        const moves = moved.get(at.file)?.moves;
        return moves ? movedPlace(at, moves) : at;
      };
      return ways.onPath(file, span, now);
    },
    changed(before, after) {
      const file = before?.file ?? after?.file;
      if (file === undefined) return;
      if (modules && !movesOf(modules.kinds, { before, after })) modules = drawn = undefined;
      const earlier = waiting.get(file);
      if (drawn) waiting.set(file, { before: earlier ? earlier.before : before, after });
    },
    listed() {
      modules = drawn = undefined;
    },
  };
}

type Change = readonly [
  file: string,
  change: { readonly before: FileFacts | undefined; readonly after: FileFacts | undefined },
];
