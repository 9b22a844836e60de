import type { Fact } from '../../model/fact.ts';
import type { Mark, RenderedObject, Unknown } from '../../model/rendering.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, itemsOf } from '../../syntax/yaml-node.ts';
import { extractSent } from '../artefacts/extract.ts';
import { podSpecPaths } from '../artefacts/workload.ts';
import type { Origin } from './marks.ts';
import { placeFacts } from './places.ts';
import { say } from '../../words/say.ts';

/** A template or manifest with the objects that are written in it. */
export interface SentFile extends Pick<Origin, 'by'> {
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
export function factsOfSent({ file, text, by, objects, textOf }: SentFile): Fact[] {
  const kept = objects.filter((object) => !object.hooks?.some((hook) => hook.startsWith('test')));
  let rendered = '';
  const marks: Mark[] = [];
  const vague: { start: number; end: number; object: RenderedObject }[] = [];
  for (const object of kept) {
    const base = rendered.length + separator.length;
    rendered += separator + object.text;
    for (const mark of object.marks) marks.push({ ...mark, start: mark.start + base, end: mark.end + base });
    if (isVague(object)) vague.push({ start: base, end: rendered.length, object });
  }
  const facts = extractSent(file, rendered).flatMap((fact): Fact[] => {
    if (fact.kind === 'trouble') return [];
    const isOfVague = vague.some(({ start, end }) => start <= fact.span.start && fact.span.start < end);
    const partial = isOfVague ? { partial: true } : {};
    if (fact.kind === 'workload') return [{ ...fact, ...partial, computed: true }];
    if (fact.kind === 'container') return [{ ...fact, ...partial }];
    return isOfVague ? [] : [fact];
  });
  const unsure = vague.map(({ start, object: { kind, name, unknowns } }): Fact => ({
    kind: 'trouble',
    trouble: 'template',
    span: { start, end: start + 1 },
    message: say('sent.is-not-known-in-full', { kind, name, because: unknowns[0]?.because ?? '' }),
  }));
  return namedByValues(placeFacts([...facts, ...unsure], { file, text, by, rendered, marks, textOf }));
}

/** Where one place of a template makes several objects, each is told by what names it: the key of its values. */
function namedByValues(facts: readonly Fact[]): Fact[] {
  const names = new Map<string, Set<string>>();
  const keyOf = ({ kind, span }: Fact) => `${kind} ${span.start} ${span.end}`;
  for (const fact of facts) {
    const known = names.get(keyOf(fact)) ?? new Set();
    names.set(keyOf(fact), known.add(nameOf(fact)));
  }
  return facts.map((fact) =>
    (names.get(keyOf(fact))?.size ?? 0) > 1 && fact.span.from?.length
      ? { ...fact, span: { ...fact.span, away: true } }
      : fact,
  );
}

function nameOf(fact: Fact): string {
  if (fact.kind === 'container') return `${fact.owner.name}/${fact.name}`;
  return 'name' in fact && typeof fact.name === 'string' ? fact.name : '';
}

const separator = '---\n';

/** Whether what is not known of an object may be something that a rule judges, and not a name or a text that it holds. */
function isVague({ text, unknowns, kind }: RenderedObject): boolean {
  if (unknowns.length === 0 || kind === 'Secret' || kind === 'ConfigMap') return false;
  const [document] = readYaml(text);
  const template = dig(document?.root, ...(podSpecPaths.get(kind) ?? []));
  const pod = dig(template, 'spec');
  const containers = ['containers', 'initContainers'].flatMap((key) => itemsOf(dig(pod, key)));
  const harmless = [
    dig(document?.root, 'metadata'),
    dig(template, 'metadata'),
    dig(pod, 'volumes'),
    dig(pod, 'imagePullSecrets'),
    dig(pod, 'serviceAccountName'),
    ...containers.flatMap((each) => ['env', 'envFrom', 'volumeMounts'].map((key) => dig(each, key))),
  ].flatMap((node) => (node ? [node.span] : []));
  const base = document?.start ?? 0;
  const isHarmless = (unknown: Unknown) =>
    harmless.some(({ start, end }) => base + start <= unknown.start && unknown.end <= base + end);
  return !unknowns.every(isHarmless);
}
