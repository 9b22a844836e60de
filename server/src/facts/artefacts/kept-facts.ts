import type { Fact } from '../../model/fact.ts';
import type { YamlNode } from '../../syntax/yaml-node.ts';
import type { Artefact } from './artefact.ts';

/** The documents that were read last, with their facts by their place. */
interface Kept {
  readonly file: string;
  readonly text: string;
  readonly of: string;
  readonly sent: boolean;
  readonly byBase: ReadonlyMap<number, { readonly root: YamlNode; readonly facts: readonly Fact[] }>;
}

let kept: Kept | undefined;

/**
 * The facts of the documents of one file, each as `read` gives them. Where the file was read just before, as at each key that is typed
 * in it, the documents before the first change keep their facts: the text before and in them is the same. `of` is what `read`
 * depends on beside the document.
 */
export function keptFacts(
  documents: readonly Artefact[],
  { of, read }: { of: string; read: (document: Artefact) => readonly Fact[] },
): Fact[] {
  const [first] = documents;
  // A single document is read again whenever it has changed.
  if (!first || documents.length === 1) return documents.flatMap(read);
  const { file, text, sent = false } = first;
  const before = kept?.file === file && kept.of === of && kept.sent === sent ? kept : undefined;
  const same = before ? commonLength(before.text, text) : 0;
  const byBase = new Map<number, { root: YamlNode; facts: readonly Fact[] }>();
  documents.forEach((document, at) => {
    const { base, root } = document;
    const end = documents[at + 1]?.base ?? text.length + 1;
    const known = end <= same ? before?.byBase.get(base) : undefined;
    byBase.set(base, known?.root === root ? known : { root, facts: read(document) });
  });
  kept = { file, text, of, sent, byBase };
  return [...byBase.values()].flatMap(({ facts }) => facts);
}

/** How many units two texts begin with in common. */
function commonLength(one: string, other: string): number {
  let [low, high] = [0, Math.min(one.length, other.length)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (one.startsWith(other.slice(low, middle), low)) low = middle;
    else high = middle - 1;
  }
  return low;
}
