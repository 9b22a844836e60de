import { isReadable } from '../facts/prefilter.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { FileRole } from '../model/fact.ts';
import type { Service } from '../model/service.ts';
import { roleOf, roleWords } from '../workspace/policy.ts';
import { languageOf } from './languages.ts';

/** How much of a service was read. */
export interface Reading {
  /** Its files that count and were read. */
  readonly read: number;
  /** Files elsewhere that say something of it: manifests, alerts, dashboards. */
  readonly beside: number;
  /** Its files that count and could not be read, with why. */
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  /** What was left out on purpose: `3 tests`. */
  readonly leftOut: readonly string[];
  /** Its files of kinds that say nothing of production: pictures, styles, texts. */
  readonly others: number;
}

export interface ReadingInput {
  readonly service: Service;
  readonly index: Pick<WorkspaceIndex, 'ownersOf' | 'paths' | 'files'>;
}

/** Counts what was read of a service, and names what was not. */
export function readingOf({ service, index }: ReadingInput): Reading {
  const isOwn = (file: string) => index.ownersOf(file).includes(service.name);
  const troubles = new Map<string, string>();
  let beside = 0;
  for (const { file, role, facts } of index.files()) {
    for (const fact of facts) if (fact.kind === 'trouble') troubles.set(file, fact.message);
    if (role !== 'source' || isOwn(file)) continue;
    if (facts.some((fact) => index.ownersOf(file, fact).includes(service.name))) beside++;
  }
  const left = new Map<FileRole, number>();
  const unread: { file: string; reason: string }[] = [];
  let read = 0;
  let others = 0;
  for (const path of index.paths()) {
    if (!isOwn(path)) continue;
    const role = roleOf(path);
    const trouble = troubles.get(path);
    if (role !== 'source') left.set(role, (left.get(role) ?? 0) + 1);
    else if (trouble !== undefined) unread.push({ file: path, reason: trouble });
    else if (isReadable(path)) read++;
    else if (languageOf(path) !== undefined) unread.push({ file: path, reason: 'its language cannot be read yet' });
    else others++;
  }
  return {
    read,
    beside,
    others,
    unread: unread.sort((a, b) => (a.file < b.file ? -1 : 1)),
    leftOut: [...left]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([role, count]) => `${count} ${roleWords[role]}`),
  };
}
