import type { ProcessStart } from '../../../model/image-fact.ts';
import { dig, entriesOf, itemsOf, textOf, type YamlNode } from '../../../syntax/yaml-node.ts';
import { type Artefact, placed } from '../artefact.ts';
import { keptValue } from '../pod-settings.ts';

type Optional<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What a file says of a process, with what it leaves open as undefined. */
export type Given = Optional<Omit<ProcessStart, 'kind' | 'span'>>;

type Variables = NonNullable<ProcessStart['environment']>;

/** A process at a place; none where neither command nor image nor handler says what runs. */
export function processAt(
  artefact: Artefact,
  at: YamlNode | undefined,
  given: Given & Pick<ProcessStart, 'by' | 'name'>,
): ProcessStart[] {
  const { command = '', image, handler, dockerfile } = given;
  if (!at || (command === '' && image === undefined && handler === undefined && dockerfile === undefined)) return [];
  const span = placed(artefact, at.span);
  // One line says where it is; what is told of it may be long.
  const isLong = at.type !== 'scalar';
  const known = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  ) as Given & Pick<ProcessStart, 'by' | 'name'>;
  return [
    {
      ...(known as Omit<ProcessStart, 'kind' | 'span' | 'command'>),
      kind: 'process-start',
      span: isLong ? { start: span.start, end: span.start + 1 } : span,
      command,
    },
  ];
}

/** Words of a list, or of a text as one. */
export function listed(node: YamlNode | undefined): string[] | undefined {
  if (!node) return undefined;
  const text = textOf(node);
  return text === undefined ? itemsOf(node).flatMap((each) => textOf(each) ?? []) : text.split(/[\s,]+/);
}

/** Variables that are a map. */
export function mapped(artefact: Artefact, node: YamlNode | undefined): Variables {
  return entriesOf(node).flatMap(({ key, value }) =>
    key && value ? variable(artefact, { name: key.text, value: textOf(value), at: value }) : [],
  );
}

/** Variables that are a list of pairs, under the names that these have. */
export function bothOf(
  artefact: Artefact,
  node: YamlNode | undefined,
  [name, value]: readonly [name: string, value: string],
): Variables {
  return itemsOf(node).flatMap((each) => {
    const at = dig(each, value);
    return at ? variable(artefact, { name: textOf(dig(each, name)), value: textOf(at), at }) : [];
  });
}

function variable(
  artefact: Artefact,
  { name, value, at }: { name: string | undefined; value: string | undefined; at: YamlNode },
): Variables {
  const span = placed(artefact, at.span);
  // `!Ref Table` is no value but the name of one.
  if (/![\w.]+[ \t]+["']?$/.test(artefact.text.slice(Math.max(0, span.start - 40), span.start))) return [];
  const kept = name === undefined || value === undefined ? undefined : keptValue(name, value);
  return name === undefined || kept === undefined ? [] : [{ name, value: kept, span }];
}
