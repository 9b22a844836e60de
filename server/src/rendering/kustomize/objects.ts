import { type Build, report } from './build.ts';
import type { ReadDocument, Source } from './from-yaml.ts';
import { type Resource, resourceOf } from './resource.ts';
import { at, fieldOf, isNothing, itemsAt, type MapTree, textAt, type Tree } from './tree.ts';

interface Reading {
  readonly file: string;
  readonly source: Source;
  readonly build: Build;
  /** The entry that names the file. */
  readonly asked: Tree;
}

/** The objects of the documents of a file; lists of objects are taken apart. `gap` says why there may be more. */
export function objectsIn(documents: readonly ReadDocument[], reading: Reading): { objects: Resource[]; gap?: string } {
  const objects: Resource[] = [];
  let gap: string | undefined;
  for (const { document, tree } of documents) {
    if (tree === undefined) {
      const [problem] = document.problems;
      if (!document.root && !problem) continue;
      const span = problem?.span ?? { start: 0, end: 0 };
      const place = reading.source.origin(document.start + span.start, document.start + span.end).at;
      const isLarge = !problem || problem.trouble === 'too-large' || problem.trouble === 'too-deep';
      report(reading.build, place ?? reading.asked, {
        problem: isLarge ? 'limit' : 'syntax',
        message: isLarge
          ? `${reading.file} is not read: ${problem?.message ?? 'it is too large'}.`
          : `${reading.file} is no YAML: ${problem.message}.`,
      });
      gap ??= `${reading.file} could not be read`;
      continue;
    }
    if (isNothing(tree)) continue;
    for (const { span, message } of document.problems) {
      const place = reading.source.origin(document.start + span.start, document.start + span.end).at;
      report(reading.build, place, {
        problem: 'error',
        message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
      });
    }
    const found = objectsOf(tree, reading);
    if (found === undefined) gap ??= `${reading.file} has a document that is no object`;
    else objects.push(...found);
  }
  return gap === undefined ? { objects } : { objects, gap };
}

function objectsOf(tree: Tree, reading: Reading): Resource[] | undefined {
  const kind = textAt(tree, 'kind');
  if (tree.type !== 'map' || kind === undefined) {
    const message = `A document of ${reading.file} has no kind, so that it is no object of Kubernetes.`;
    report(reading.build, tree.at ?? reading.asked, { problem: 'error', message });
    return undefined;
  }
  if (kind.endsWith('List') && tree.fields.has('items')) {
    return itemsAt(tree, 'items').flatMap((item) => objectsOf(item, reading) ?? []);
  }
  if (!kind.endsWith('List') && textAt(tree, 'metadata', 'name') === undefined && !hasUnknownName(tree)) {
    const message = `The ${kind} in ${reading.file} has no metadata.name.`;
    report(reading.build, fieldOf(tree, 'metadata') ?? tree, { problem: 'error', message });
    return undefined;
  }
  return [resourceOf(tree, reading.file)];
}

function hasUnknownName(tree: MapTree): boolean {
  return at(tree, 'metadata', 'name')?.type === 'unknown';
}
