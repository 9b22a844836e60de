import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type YAMLMap, type YAMLSeq } from 'yaml';

// Changes of the small YAML files of ours, which people write too: what they said beside it stays.

type Path = readonly (string | number)[];

/** The collection above a path's last key; made, where nothing is there yet, if `make` says so. */
function collectionAt(document: Document.Parsed, whole: Path, make: boolean) {
  const path = whole.slice(0, -1);
  let found: unknown = document.contents;
  for (const [depth, key] of path.entries()) {
    let next: unknown = collection(found, path.slice(0, depth), key).get(key, true);
    if (next === undefined || next === null || (isScalar(next) && next.value === null)) {
      if (!make) return undefined;
      const made = document.createNode(typeof whole[depth + 1] === 'number' ? [] : {});
      // What is said beside a key with nothing behind it stays.
      if (isScalar(next)) made.commentBefore = [next.commentBefore, next.comment].filter(Boolean).join('\n') || null;
      collection(found, path.slice(0, depth), key).set(key, made);
      next = made;
    }
    found = next;
  }
  return collection(found, path, whole.at(-1) ?? '');
}

/** A node that can hold the key; throws where it is another. */
function collection(node: unknown, path: Path, key: string | number): YAMLMap | YAMLSeq {
  const where = path.join('.') || 'the file';
  if (isAlias(node))
    throw new Error(`${where} is a copy of another part of the file (*${node.source}): write it out first`);
  if (isMap(node) || (isSeq(node) && typeof key === 'number')) {
    // What was written as [] or {} grows as lines.
    if (node.items.length === 0) node.flow = false;
    return node as YAMLMap | YAMLSeq;
  }
  throw new Error(
    `${where} ${isSeq(node) ? 'is a list' : 'holds a single value'}, where there should be entries: fix it first`,
  );
}

/** Sets the value at a path. */
export function setAt(document: Document.Parsed, path: Path, value: unknown): void {
  const key = path.at(-1);
  if (key === undefined) throw new Error('a change needs a key');
  const above = collectionAt(document, path, true);
  if (!above) return;
  const before = above.get(key, true);
  const isPlain = value === null || typeof value !== 'object';
  // A scalar is changed in its place, so that what is said beside it stays.
  above.set(key, isPlain && isScalar(before) ? value : document.createNode(value));
}

/** Removes what is there; what is said before a single value stays, what is said before an entry goes with it. */
export function removeAt(document: Document.Parsed, path: Path): void {
  const key = path.at(-1);
  const above = key === undefined ? undefined : collectionAt(document, path, false);
  if (key === undefined || !above?.has(key)) return;
  if (isMap(above) && isScalar(above.get(key, true))) keepComment(above, key);
  above.delete(key);
}

/** Moves the comment before a key to the key behind it. */
function keepComment(map: YAMLMap, key: string | number): void {
  const at = map.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
  const own = map.items[at]?.key;
  const comment = isNode(own) ? own.commentBefore : undefined;
  if (!comment) return;
  const next = map.items[at + 1]?.key;
  if (isNode(next)) next.commentBefore = [comment, next.commentBefore].filter(Boolean).join('\n');
  else map.comment = [comment, map.comment].filter(Boolean).join('\n');
}
