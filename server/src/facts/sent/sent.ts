import type { Fact } from '../../model/fact.ts';
import type { Mark, RenderedObject, Unknown } from '../../model/rendering.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig } from '../../syntax/yaml-node.ts';
import { extractSent } from '../artefacts/extract.ts';
import { placeFacts } from './places.ts';

/** A template or manifest with the objects that are written in it. */
export interface SentFile {
  readonly file: string;
  /** Its own text, where the places of the facts are. */
  readonly text: string;
  readonly objects: readonly RenderedObject[];
  /** The text of another file that gave values. */
  textOf(file: string): string | undefined;
}

/**
 * The facts of the objects that one file is rendered to. Their places are in that file; where another file decided a value, its
 * place has `from`. What is not known of an object makes it a fragment, of which rules judge nothing.
 */
export function factsOfSent({ file, text, objects, textOf }: SentFile): Fact[] {
  const kept = objects.filter((object) => !object.hooks?.some((hook) => hook.startsWith('test')));
  let rendered = '';
  const marks: Mark[] = [];
  const vague: { start: number; end: number }[] = [];
  for (const object of kept) {
    const base = rendered.length + separator.length;
    rendered += separator + object.text;
    for (const mark of object.marks) marks.push({ ...mark, start: mark.start + base, end: mark.end + base });
    if (isVague(object)) vague.push({ start: base, end: rendered.length });
  }
  const facts = extractSent(file, rendered).flatMap((fact): Fact[] => {
    if (fact.kind === 'trouble') return [];
    const isOfVague = vague.some(({ start, end }) => start <= fact.span.start && fact.span.start < end);
    const partial = isOfVague ? { partial: true } : {};
    if (fact.kind === 'workload') return [{ ...fact, ...partial, computed: true }];
    if (fact.kind === 'container') return [{ ...fact, ...partial }];
    return isOfVague ? [] : [fact];
  });
  return placeFacts(facts, { file, text, rendered, marks, textOf });
}

const separator = '---\n';

/** Whether what is not known of an object may be more than a label, an annotation or a secret's value. */
function isVague({ text, unknowns, kind }: RenderedObject): boolean {
  if (unknowns.length === 0) return false;
  if (kind === 'Secret') return false;
  const [document] = readYaml(text);
  const harmless = [
    dig(document?.root, 'metadata', 'annotations'),
    dig(document?.root, 'metadata', 'labels'),
    dig(document?.root, 'spec', 'template', 'metadata', 'annotations'),
  ].flatMap((node) => (node ? [node.span] : []));
  const isHarmless = (unknown: Unknown) =>
    harmless.some(({ start, end }) => start <= unknown.start && unknown.end <= end);
  return !unknowns.every(isHarmless);
}
