import type { Span } from '../../server/src/model/span.ts';
import type { Argument, Outline, Parameter, Path, Value } from '../../server/src/syntax/code/outline.ts';

/** How the two outlines of one text agree on one sort of item. */
export interface Tally {
  equal: number;
  /** The oracle has it, and we have not. */
  missing: Difference[];
  /** We have it, and the oracle has not. */
  extra: Difference[];
  different: Difference[];
}

export interface Difference {
  readonly at: number;
  readonly ours?: string;
  readonly oracle?: string;
}

export const sorts = ['regions', 'imports', 'exports', 'calls', 'bindings', 'exits', 'comments'] as const;
export type Sort = (typeof sorts)[number];

/** Compares item by item: by place, and then by all that an item says. */
export function compareOutlines({
  ours,
  oracle,
  text,
}: {
  ours: Outline;
  oracle: Outline;
  text: string;
}): Record<Sort, Tally> {
  const [mine, theirs] = [flat(ours, text), flat(oracle, text)];
  return Object.fromEntries(sorts.map((sort) => [sort, tally(mine[sort], theirs[sort])])) as Record<Sort, Tally>;
}

interface Item {
  readonly key: string;
  readonly at: number;
  readonly says: string;
}

function tally(ours: readonly Item[], oracle: readonly Item[]): Tally {
  const result: Tally = { equal: 0, missing: [], extra: [], different: [] };
  const left = new Map<string, Item[]>();
  for (const item of ours) {
    const same = left.get(item.key);
    if (same) same.push(item);
    else left.set(item.key, [item]);
  }
  for (const item of oracle) {
    const mine = left.get(item.key)?.shift();
    if (!mine) result.missing.push({ at: item.at, oracle: `${item.key} ${item.says}` });
    else if (mine.says === item.says) result.equal++;
    else result.different.push({ at: item.at, ours: mine.says, oracle: item.says });
  }
  for (const rest of left.values())
    for (const item of rest) result.extra.push({ at: item.at, ours: `${item.key} ${item.says}` });
  return result;
}

function trimmed({ start, end }: Span, text: string): number {
  return start + text.slice(start, end).trimEnd().length;
}

function flat(outline: Outline, text: string): Record<Sort, Item[]> {
  const place = (span: Span | undefined) => (span ? `${span.start}-${span.end}` : '');
  const region = (index: number) => {
    const found = outline.regions[index];
    return found ? `${found.kind}@${found.body.start}` : 'none';
  };
  const call = (index: number | undefined) => {
    const found = index === undefined ? undefined : outline.calls[index];
    return found ? `call@${found.brackets.start}` : index === undefined ? '' : 'no call';
  };
  const path = (of: Path): string =>
    `${of.base === undefined ? '' : `<${call(of.base)}>`}${of.literal ? `<${value(of.literal)}>` : ''}${of.names.join('.')}`;
  const args = (list: readonly Argument[]) =>
    list
      .map((each) => `${each.spread ? '...' : ''}${each.name ?? ''}=${value(each.value)}@${place(each.span)}`)
      .join(', ');
  const value = (of: Value | undefined): string => {
    if (!of) return '-';
    switch (of.kind) {
      case 'path':
        return `path ${path(of.path)} ${place(of.span)}`;
      case 'call':
        return `${call(of.call)} ${place(of.span)}`;
      case 'object':
        return `{${args(of.entries)}}${of.type ? path(of.type) : ''} ${place(of.span)}`;
      case 'list':
        return `[${of.items.map(value).join(', ')}] ${place(of.span)}`;
      case 'either':
        return `(${of.of.map(value).join(' | ')}) ${place(of.span)}`;
      case 'function':
        return `${region(of.region)} ${place(of.span)}`;
      case 'other':
        return `other ${place(of.span)}`;
      default:
        return `${of.kind} ${JSON.stringify(of.text)} ${place(of.span)}`;
    }
  };
  const parameter = (of: Parameter | undefined) =>
    of ? `${of.name}:${of.type ?? ''}=${value(of.default)}@${place(of.span)}` : '';
  return {
    regions: outline.regions.map((each) => ({
      // The grammar ends a case with the line break behind it.
      key: `${each.kind} ${each.body.start}-${trimmed(each.body, text)}`,
      at: each.body.start,
      says: JSON.stringify({
        parent: region(each.parent),
        name: each.name,
        nameSpan: place(each.nameSpan),
        opener: place(each.opener),
        parameters: each.parameters?.map(parameter),
        async: each.async,
        expression: each.expression,
        implicit: each.implicitReturn,
        supertypes: each.supertypes,
        decorators: each.decorators?.map(call),
        receiver: parameter(each.receiver),
        results: each.results,
        caught: each.caught && {
          name: each.caught.name,
          types: each.caught.types,
          how: each.caught.how,
          call: call(each.caught.call),
        },
        empty: each.empty,
        commented: each.commented,
        mentions: each.mentions,
      }),
    })),
    imports: outline.imports.map((each) => ({
      key: `${each.local} ${each.module} ${each.member ?? ''}`,
      at: each.span.start,
      says: `${each.typeOnly ?? ''} ${place(each.span)}`,
    })),
    exports: outline.exports.map((each) => ({
      key: `${each.name} ${each.module ?? ''}`,
      at: 0,
      says: `${each.local ?? ''} ${value(each.value)}`,
    })),
    calls: outline.calls.map((each) => ({
      key: place(each.brackets),
      at: each.start,
      says: [
        path(each.callee),
        args(each.args),
        each.constructs,
        each.awaited,
        each.discarded,
        each.how,
        region(each.region),
        place(each.nameSpan),
        each.start,
      ].join(' ; '),
    })),
    bindings: outline.bindings.map((each) => ({
      // A variable is declared where it is first set: at the same place.
      key: `${each.how === 'declare' ? 'declare ' : ''}${each.targetSpans.map(place).join(' ')}`,
      at: each.span.start,
      says: [
        each.targets.map(path).join(','),
        each.how,
        each.type,
        value(each.value),
        region(each.region),
        place(each.span),
      ].join(' ; '),
    })),
    exits: outline.exits.map((each) => ({
      // The grammar takes a comment before the end of the line into the statement.
      key: `${each.kind} ${each.span.start}`,
      at: each.span.start,
      says: [
        each.implicit,
        each.label,
        value(each.value),
        each.values?.map(value).join(', '),
        region(each.region),
      ].join(' ; '),
    })),
    comments: outline.comments.map((each) => ({ key: place(each), at: each.start, says: '' })),
  };
}
