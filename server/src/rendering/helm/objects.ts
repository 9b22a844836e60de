import type { Mark, RenderedObject, RenderProblem, Unknown } from '../../model/rendering.ts';
import { unknownText } from '../../model/rendering.ts';
import type { Place, Span } from '../../model/span.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entriesOf, scalarOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import type { RenderedText } from '../engine.ts';
import { memoByText } from '../memo.ts';
import { hookEvents } from './order.ts';

/** The template that gave a text: as the chart names it, and its file. */
export interface TemplateOf {
  readonly source: string;
  readonly file: string;
}

export interface SplitText {
  readonly objects: readonly RenderedObject[];
  readonly problems: readonly RenderProblem[];
}

/** Splits what a template gave into objects; a part that is no YAML is a problem at its place, the others stay. */
export function splitObjects(rendered: RenderedText, template: TemplateOf): SplitText {
  const objects: RenderedObject[] = [];
  const problems: RenderProblem[] = [];
  for (const span of documentSpans(rendered.text)) {
    const read = readObject(settled(cut(rendered, span)), template);
    if (read && 'problem' in read) problems.push(read);
    else if (read) objects.push(read);
  }
  return { objects, problems };
}

interface Part {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly unknowns: readonly Unknown[];
}

/** As Helm splits: at each line that begins with `---`, whatever follows it. White space around a part is none of it. */
function documentSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  const add = (end: number) => {
    const own = text.slice(start, end);
    const from = start + own.length - own.trimStart().length;
    const to = start + own.trimEnd().length;
    if (from < to) spans.push({ start: from, end: to });
  };
  for (const marker of text.matchAll(/^---/gm)) {
    add(marker.index);
    start = marker.index + 3;
  }
  add(text.length);
  return spans;
}

function cut({ text, marks, unknowns }: RenderedText, { start, end }: Span): Part {
  const own: Mark[] = [];
  for (let at = firstAfter(marks, start); at < marks.length; at++) {
    const mark = marks[at];
    if (!mark || mark.start >= end) break;
    const [s, e] = [Math.max(mark.start, start), Math.min(mark.end, end)];
    const place = mark.at;
    const inner = { start: place.span.start + s - mark.start, end: place.span.end - (mark.end - e) };
    own.push({ ...mark, at: mark.same ? { ...place, span: inner } : place, start: s - start, end: e - start });
  }
  return {
    text: `${text.slice(start, end)}\n`,
    marks: own,
    unknowns: unknowns.flatMap((each) => {
      const [s, e] = [Math.max(each.start, start), Math.min(each.end, end)];
      return s < e ? [{ ...each, start: s - start, end: e - start }] : [];
    }),
  };
}

/** The first mark that ends after an offset: a text may have many documents, and each a part of the marks. */
function firstAfter(marks: readonly Mark[], offset: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.end ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is read of a document: whether it is an object, and which. */
interface Head {
  readonly root: YamlNode['type'] | undefined;
  readonly start: number;
  readonly problem?: { readonly message: string; readonly start: number };
  /** A field that Helm reads and that has another type. */
  readonly misfit?: { readonly message: string; readonly start: number };
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly hook?: string;
}

/** A change of a template leaves most documents as they are. */
const headBefore = memoByText(6_000_000, headOf);

function headOf(text: string): Head {
  const documents = readYaml(text);
  const problem = documents.flatMap(({ problems, start }) =>
    problems
      .filter(({ message }) => !message.endsWith('is given twice'))
      .map(({ message, span }) => ({ message, start: start + span.start })),
  )[0];
  const root = documents.find((each) => each.root)?.root;
  const namespace = known(dig(root, 'metadata', 'namespace'));
  const hook = known(dig(root, 'metadata', 'annotations', 'helm.sh/hook'));
  return {
    root: root?.type,
    start: root?.span.start ?? 0,
    ...(problem ? { problem } : {}),
    ...(root?.type === 'map' ? misfitOf(root) : {}),
    apiVersion: known(dig(root, 'apiVersion')) ?? '',
    kind: known(dig(root, 'kind')) ?? '',
    name: known(dig(root, 'metadata', 'name')) ?? '',
    ...(namespace === undefined ? {} : { namespace }),
    ...(hook === undefined ? {} : { hook }),
  };
}

/** Helm reads a few fields of each object into texts, and stops where it cannot. */
function misfitOf(root: YamlNode): Pick<Head, 'misfit'> {
  const annotations = dig(root, 'metadata', 'annotations');
  const texts: (readonly [string, YamlNode | undefined])[] = [
    ['apiVersion', dig(root, 'apiVersion')],
    ['kind', dig(root, 'kind')],
    ['metadata.name', dig(root, 'metadata', 'name')],
    ...entriesOf(annotations).map(({ key, value }) => [`The annotation ${key?.text ?? ''}`, value] as const),
  ];
  const maps = [
    ['metadata', dig(root, 'metadata')],
    ['metadata.annotations', annotations],
  ] as const;
  const noText = texts.find(([, node]) => node && node.type !== 'scalar');
  const noMap = maps.find(([, node]) => node?.type === 'list' || scalarOf(node));
  const [what, node] = noMap ?? noText ?? [];
  if (!node) return {};
  return { misfit: { message: `${what} must be a ${noMap ? 'map' : 'text'}`, start: node.span.start } };
}

function readObject(part: Part, template: TemplateOf): RenderedObject | RenderProblem | undefined {
  const place = (offset: number): Place => placeIn(part.marks, offset, template.file);
  const [unknown] = part.unknowns;
  const { root, start, problem, misfit, hook, ...head } = headBefore(part.text);
  if (unknown && (problem || misfit || root !== 'map')) {
    const what = root ? 'This object is not known' : 'It is not known whether an object is here';
    return { ...place(unknown.start), problem: 'unknown', message: `${what}, because ${unknown.because}` };
  }
  if (problem) {
    const message = `The template gives no valid YAML here: ${problem.message}`;
    return { ...place(problem.start), problem: 'syntax', message };
  }
  if (!root) return undefined;
  if (root !== 'map')
    return { ...place(start), problem: 'error', message: 'The template gives a text here, and no object' };
  if (misfit) return { ...place(misfit.start), problem: 'error', message: `Helm stops here: ${misfit.message}` };
  const hooks = hook === undefined ? undefined : hookEvents(hook);
  // Helm leaves out what is for an event that it does not have.
  if (hook !== undefined && !hooks) return undefined;
  return { ...part, file: template.file, source: template.source, ...head, ...(hooks ? { hooks } : {}) };
}

function known(node: YamlNode | undefined): string | undefined {
  const text = textOf(node);
  return text === undefined || text.includes(unknownText) ? undefined : text;
}

/**
 * A line that is not known, beside others of its depth, becomes a comment: it may be any keys, and the rest can be read.
 * Without others it stays what it is, the value of the key above it.
 */
function settled(part: Part): Part {
  let { text, marks, unknowns } = part;
  for (const { start } of unknowns.toReversed()) {
    if (!isAmongOthers(text, start)) continue;
    text = `${text.slice(0, start)}# ${text.slice(start)}`;
    const moved = <Range extends Span>(range: Range): Range =>
      range.end <= start
        ? range
        : { ...range, start: range.start + (range.start >= start ? 2 : 0), end: range.end + 2 };
    marks = marks.map(moved);
    unknowns = unknowns.map(moved);
  }
  return { text, marks, unknowns };
}

function isAmongOthers(text: string, start: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const lineEnd = text.indexOf('\n', start);
  if (indent.trim() !== '' || text.slice(start, lineEnd).trim() !== unknownText) return false;
  const before = text.slice(0, lineStart).trimEnd();
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  const lineAfter = text
    .slice(lineEnd + 1)
    .split('\n')
    .find((line) => line.trim() !== '');
  return [lineBefore, lineAfter ?? ''].some((line) => /^ */.exec(line)?.[0] === indent && line.trim() !== '');
}

/** Where the text at an offset comes from; between marks, the nearest one before it. */
function placeIn(marks: readonly Mark[], offset: number, file: string): Place {
  let best: Mark | undefined;
  for (const mark of marks) {
    if (mark.start > offset && best) break;
    best = mark;
  }
  if (!best) return { file, span: { start: 0, end: 0 } };
  if (!best.same) return best.at;
  const start = best.at.span.start + Math.max(0, Math.min(offset, best.end - 1) - best.start);
  return { file: best.at.file, span: { start, end: Math.max(start, Math.min(start + 1, best.at.span.end)) } };
}
