import type { GitOps } from '../../../server/src/rendering/gitops/read.ts';
import { readGitOps } from '../../../server/src/rendering/gitops/read.ts';
import type { Release } from '../../../server/src/rendering/gitops/release.ts';
import { mergedLayers } from '../../../server/src/rendering/helm/layers.ts';
import type { Value } from '../../../server/src/rendering/value.ts';
import { filesOf, plain } from '../helm/workspace.ts';

/** The files of a workspace in memory, by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** What is deployed from a workspace. */
export function read(texts: Texts, remote?: string): GitOps {
  return readGitOps(filesOf(texts), remote === undefined ? {} : { remote });
}

/** The values of a release, all layers together. */
export function valuesOf({ values }: Release, texts: Texts): unknown {
  return plain(mergedLayers(values, { files: filesOf(texts), reads: new Set() }).values);
}

/** The texts that set a value of a release, with their files. */
export function sourcesOf({ values }: Release, path: readonly string[], texts: Texts): string[] {
  const all = mergedLayers(values, { files: filesOf(texts), reads: new Set() }).values;
  const value = path.reduce<Value | undefined>(
    (at, key) => (at?.type === 'dict' ? at.entries.get(key) : undefined),
    all,
  );
  return (value?.from ?? []).map(({ file, span }) => `${file}: ${(texts[file] ?? '').slice(span.start, span.end)}`);
}
