import type { FactKind, FileFacts } from '../model/fact.ts';
import type { ProductionPicture } from '../model/production.ts';
import type { ProductionInput } from '../production/input.ts';
import { openMeant } from '../production/modules/go-declared.ts';
import { drawDeployment, withDependencies } from '../production/production.ts';
import { movesOf, withMoves, type Moves } from './picture-moves.ts';

/** What the picture of an index is drawn from. */
export interface PictureSource extends Pick<ProductionInput, 'facts' | 'workspaceName'> {
  paths(): Iterable<string>;
}

/** The production picture of an index, drawn when it is asked for. */
export interface Pictured {
  now(): ProductionPicture;
  /** The same for as long as what runs has not changed, apart from places: for caches of what does not depend on these. */
  readonly drawing: object | undefined;
  /** Says that the facts of a file have changed. */
  changed(before: FileFacts | undefined, after: FileFacts | undefined): void;
  /** Says that there are other paths. */
  listed(): void;
}

interface Last {
  picture: ProductionPicture;
  /** The dependencies must be drawn again. */
  stale: boolean;
  readonly drawing: object;
  /** The kinds of fact that what runs was drawn from. */
  readonly running: ReadonlySet<FactKind>;
  /** All kinds that it was drawn from. */
  readonly all: Set<FactKind>;
  /** Facts of a file without what of them means nothing for the picture. */
  meant?: (facts: FileFacts) => FileFacts;
}

/**
 * Keeps the picture for as long as the facts that it was drawn from say the same. A keystroke moves its places in one file, or
 * has dependencies drawn again; only what changes what runs has all of it drawn again.
 */
export function openPicture({ paths, facts, workspaceName }: PictureSource): Pictured {
  let last: Last | undefined;
  let moved: { readonly file: string; readonly moves: Moves }[] = [];
  const noting = (kinds: Set<FactKind>): ProductionInput => ({
    paths: new Set(paths()),
    facts(kind) {
      kinds.add(kind);
      return facts(kind);
    },
    workspaceName,
  });
  const draw = (): Last => {
    const running = new Set<FactKind>();
    const deployment = drawDeployment(noting(running));
    return { picture: { ...deployment, dependencies: [] }, stale: true, drawing: {}, running, all: new Set(running) };
  };
  const forget = () => {
    last = undefined;
    moved = [];
  };
  return {
    now() {
      last ??= draw();
      for (const { file, moves } of moved) last.picture = withMoves(last.picture, file, moves);
      moved = [];
      if (last.stale) last.picture = withDependencies(last.picture, noting(last.all));
      last.stale = false;
      return last.picture;
    },
    get drawing() {
      return last?.drawing;
    },
    changed(before, after) {
      const file = before?.file ?? after?.file;
      if (!last || file === undefined) return;
      last.meant ??= openMeantOf(facts);
      const change = { before: before && last.meant(before), after: after && last.meant(after) };
      const whole = last.stale ? undefined : movesOf(last.all, change);
      const moves = whole ?? movesOf(last.running, change);
      if (!moves) return forget();
      if (!whole) last.stale = true;
      if ([...moves].some(([key, { start, end }]) => key !== `${start}:${end}`)) moved.push({ file, moves });
    },
    listed: forget,
  };
}

function openMeantOf(facts: PictureSource['facts']): (of: FileFacts) => FileFacts {
  const meant = openMeant(facts('go-declarations'));
  return (of) =>
    of.file.endsWith('.go')
      ? {
          ...of,
          facts: of.facts.map((fact) => (fact.kind === 'go-declarations' ? { ...fact, lines: meant(fact) } : fact)),
        }
      : of;
}
