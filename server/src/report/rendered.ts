import type { Mark, RenderedObject, Rendering } from '../model/rendering.ts';
import type { Place } from '../model/span.ts';
import { readYaml } from '../syntax/yaml.ts';
import type { YamlNode, YamlScalar } from '../syntax/yaml-node.ts';
import { jsonText } from './json-text.ts';
import { printable } from './terminal.ts';

/** A place as people count: lines and columns from one; without them where the file cannot be read, as one in an archive. */
export interface LinePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** The text of a file as it was rendered. */
export type TextOf = (file: string) => string | undefined;

/** The objects as YAML documents, as `helm template` and `kustomize build` print them. */
export function renderedYaml({ by, objects }: Rendering): string {
  const printed = ({ text, source }: RenderedObject) => {
    // JSON is YAML, too, and can say the same without anything that a terminal or a runner of pipelines would obey.
    const lines = text.replaceAll('\r\n', '\n');
    const safe = printable(lines) === lines ? lines : jsonText(readYaml(text).map(({ root }) => plain(root))[0]);
    return by === 'helm' ? `---\n# Source: ${printable(source ?? '').replaceAll('\n', ' ')}\n${safe}` : safe;
  };
  return objects.map(printed).join(by === 'helm' ? '' : '---\n');
}

/** The objects with the place of each value, and the problems, as JSON; keys are stable, new ones may be added. */
export function renderedJson(rendering: Rendering, textOf: TextOf): string {
  const place = linePlaces(textOf);
  return jsonText({
    root: rendering.root,
    by: rendering.by,
    environment: rendering.environment,
    objects: rendering.objects.map((object) => ({
      apiVersion: object.apiVersion,
      kind: object.kind,
      name: object.name,
      ...(object.namespace === undefined ? {} : { namespace: object.namespace }),
      ...(object.hooks ? { hooks: object.hooks } : {}),
      file: object.file,
      ...(object.source === undefined ? {} : { source: object.source }),
      values: valuesOf(object, place),
    })),
    problems: rendering.problems.map(({ problem, message, ...at }) => ({ problem, message, at: place(at) })),
  });
}

/** Problems, and what is not known, each as `file:line:column: message`, without repetition. */
export function renderProblems(rendering: Rendering, textOf: TextOf): readonly string[] {
  const place = linePlaces(textOf);
  const lines = rendering.problems.map(({ message, ...at }) => `${shownPlace(place(at))}: ${message}`);
  for (const object of rendering.objects) {
    for (const { start, because } of object.unknowns) {
      const at = object.marks.find((mark) => mark.start <= start && start < mark.end)?.at;
      const where = at ? shownPlace(place(at)) : object.file;
      lines.push(`${where}: A value of ${object.kind} ${object.name} is not known, because ${because}`);
    }
  }
  return [...new Set(lines)];
}

function shownPlace({ file, line, column }: LinePlace): string {
  const parts = [...(file === '' ? [] : [file]), ...(line === undefined ? [] : [line, column])];
  return parts.length === 0 ? 'prr' : parts.join(':');
}

function linePlaces(textOf: TextOf): (place: Place) => LinePlace {
  const starts = new Map<string, readonly number[] | undefined>();
  return ({ file, span }) => {
    if (!starts.has(file)) starts.set(file, lineStarts(textOf(file)));
    const known = starts.get(file);
    if (!known) return { file };
    let [low, high] = [0, known.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((known[middle] ?? 0) <= span.start) low = middle;
      else high = middle;
    }
    return { file, line: low + 1, column: span.start - (known[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string | undefined): readonly number[] | undefined {
  if (text === undefined) return undefined;
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

interface ValueWithPlace {
  readonly path: string;
  readonly value: string | number | boolean | null;
  readonly at?: LinePlace;
  readonly from?: readonly LinePlace[];
  readonly unknown?: string;
}

function valuesOf(object: RenderedObject, place: (place: Place) => LinePlace): readonly ValueWithPlace[] {
  const values: ValueWithPlace[] = [];
  const visit = (node: YamlNode | undefined, path: string): void => {
    if (node?.type === 'map') {
      for (const { key, value } of node.entries) if (key) visit(value, pathTo(path, key.text));
    } else if (node?.type === 'list') node.items.forEach((item, index) => visit(item, `${path}[${index}]`));
    else if (node) values.push({ path, value: typed(node), ...origin(node, object, place) });
  };
  for (const { root } of readYaml(object.text)) visit(root, '');
  return values;
}

/** A key with a dot or a bracket is quoted: `metadata.labels["app.kubernetes.io/name"]`. */
function pathTo(path: string, key: string): string {
  if (/^[^.[\]"]+$/.test(key)) return path === '' ? key : `${path}.${key}`;
  return `${path}[${JSON.stringify(key)}]`;
}

function origin(
  node: YamlScalar,
  { marks, unknowns }: RenderedObject,
  place: (place: Place) => LinePlace,
): Omit<ValueWithPlace, 'path' | 'value'> {
  const end = Math.max(node.span.end, node.span.start + 1);
  const own = marks.filter((mark) => mark.start < end && node.span.start < mark.end);
  const from = [
    ...new Map(own.flatMap((mark) => mark.from ?? []).map((each) => [JSON.stringify(each), each])).values(),
  ];
  const unknown = unknowns.find((each) => each.start < end && node.span.start < each.end);
  const [first] = own;
  return {
    ...(first ? { at: place(placeWithin(first, node.span.start)) } : {}),
    ...(from.length > 0 ? { from: from.map(place) } : {}),
    ...(unknown ? { unknown: unknown.because } : {}),
  };
}

function placeWithin(mark: Mark, offset: number): Place {
  if (!mark.same || offset <= mark.start) return mark.at;
  const start = mark.at.span.start + offset - mark.start;
  return { file: mark.at.file, span: { start, end: mark.at.span.end } };
}

function plain(node: YamlNode | undefined): unknown {
  if (node?.type === 'list') return node.items.map(plain);
  if (node?.type !== 'map') return node ? typed(node) : null;
  return Object.fromEntries(node.entries.flatMap(({ key, value }) => (key ? [[key.text, plain(value)]] : [])));
}

function typed({ style, text }: YamlScalar): ValueWithPlace['value'] {
  if (style !== 'plain') return text;
  if (/^(~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  const isNumber = /^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text);
  // A number that would lose digits stays a text.
  return isNumber && Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER ? Number(text) : text;
}
