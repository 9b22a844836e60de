import type { RenderProblem } from '../../model/rendering.ts';
import type { Files } from '../files.ts';
import type { Place } from '../../model/span.ts';
import type { ChartPort } from './charts.ts';
import { inFolder } from './paths.ts';
import type { Tree } from './tree.ts';

/** What a build reads and reports; problems and reads are of one kustomization with all that it includes. */
export interface Build {
  readonly files: Files;
  readonly reads: Set<string>;
  readonly problems: RenderProblem[];
  readonly charts: ChartPort;
  /** Objects and operations that may still be made: what includes itself many times must end. */
  readonly budget: { left: number };
  /** What was met on the way. */
  readonly traits: {
    /** A kustomization brings a schema of its own, which decides how lists of its kinds are merged. */
    ownSchema: boolean;
    /** Bytes of a file that is no text were used. */
    bytes: boolean;
  };
}

/** Why a part of what is built is not known. */
export interface Gap {
  readonly because: string;
}

/** The text of a file; that it was asked for is kept. */
export function textIn(build: Build, path: string): string | undefined {
  build.reads.add(path);
  return build.files.text(path);
}

/** The names that a kustomization has, in the order in which they are looked for. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** The kustomization of a folder. */
export function kustomizationIn(build: Build, folder: string): { file: string; text: string } | undefined {
  for (const name of kustomizationNames) {
    const file = inFolder(folder, name);
    const text = textIn(build, file);
    if (text !== undefined) return { file, text };
  }
  return undefined;
}

/** Reports a problem at a part of a kustomization or a patch. */
export function report(
  build: Build,
  at: Tree | Place | undefined,
  said: Pick<RenderProblem, 'problem' | 'message' | 'changes' | 'path'>,
): void {
  const place = at && 'type' in at ? (at.from?.[0] ?? at.at) : at;
  if (!place || build.problems.length >= maxProblems) return;
  const isKnown = build.problems.some(
    (known) => known.message === said.message && known.file === place.file && known.span.start === place.span.start,
  );
  if (!isKnown) build.problems.push({ ...place, ...said });
}

const maxProblems = 200;
