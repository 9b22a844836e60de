import type { FactKind, FileFacts } from '../model/fact.ts';
import type { ProductionPicture } from '../model/production.ts';
import type { ProductionInput } from '../production/input.ts';
import { drawPicture } from '../production/production.ts';
import { movesOf, withMoves, type Moves } from './picture-moves.ts';

/** What the picture of an index is drawn from. */
export interface PictureSource extends Pick<ProductionInput, 'facts' | 'workspaceName'> {
  paths(): Iterable<string>;
}

/** The production picture of an index, drawn when it is asked for. */
export interface Pictured {
  now(): ProductionPicture;
  /** The same for as long as nothing but places has changed: for caches of what does not depend on these. */
  readonly drawing: object | undefined;
  /** Says that the facts of a file have changed. */
  changed(before: FileFacts | undefined, after: FileFacts | undefined): void;
  /** Says that there are other paths. */
  listed(): void;
}

interface Last {
  picture: ProductionPicture;
  readonly drawing: object;
  /** The kinds of fact that it was drawn from. */
  readonly kinds: ReadonlySet<FactKind>;
}

/**
 * Keeps the picture for as long as the facts that it was drawn from say the same: a keystroke moves its places in one file, and
 * only what changes a fact has it drawn again.
 */
export function openPicture({ paths, facts, workspaceName }: PictureSource): Pictured {
  let last: Last | undefined;
  let moved: { readonly file: string; readonly moves: Moves }[] = [];
  const draw = (): Last => {
    const kinds = new Set<FactKind>();
    const picture = drawPicture({
      paths: new Set(paths()),
      facts(kind) {
        kinds.add(kind);
        return facts(kind);
      },
      workspaceName,
    });
    return { picture, drawing: {}, kinds };
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
      return last.picture;
    },
    get drawing() {
      return last?.drawing;
    },
    changed(before, after) {
      const file = before?.file ?? after?.file;
      if (!last || file === undefined) return;
      const moves = movesOf(last.kinds, before, after);
      if (!moves) forget();
      else if ([...moves].some(([key, { start, end }]) => key !== `${start}:${end}`)) moved.push({ file, moves });
    },
    listed: forget,
  };
}
