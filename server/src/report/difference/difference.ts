import type { LinePlace } from '../../model/line-place.ts';
import { unmatched } from './match.ts';
import type { NamedPlace, ReadinessState, StateFinding, StateItem } from './state.ts';

/** What a change does to readiness. */
export interface Difference {
  /** The revision that it is compared with. */
  readonly since: string;
  readonly fresh: readonly StateFinding[];
  /** Findings that are no longer found. */
  readonly gone: readonly StateFinding[];
  /** Items of the checklist that were or are decided, and whose state is another; of a service that is new or gone there are none. */
  readonly items: readonly ItemChange[];
  readonly picture: readonly PictureChange[];
}

export interface ItemChange extends Pick<StateItem, 'service' | 'id' | 'title' | 'because'> {
  /** Absent where it was not asked. */
  readonly before?: StateItem['state'];
  /** Absent where it is no longer asked. */
  readonly after?: StateItem['state'];
}

export type PictureKind = 'service' | 'dependency' | 'route' | 'metric' | 'alert';

/** A part of the production picture that appears or vanishes; `at` is its place in the state that has it. */
export interface PictureChange extends NamedPlace {
  readonly what: PictureKind;
  readonly change: 'appears' | 'vanishes';
  /** What still asks for it. */
  readonly missedBy: readonly NamedPlace[];
}

export interface DifferenceOptions {
  readonly since: string;
  /** The path now of a file by its former one, where that is another. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Compares two states; what has only moved is no change. */
export function differenceOf(
  before: ReadinessState,
  after: ReadinessState,
  { since, renamed }: DifferenceOptions,
): Difference {
  const moved = before.findings.map((each) => ({ ...each, file: renamed.get(each.file) ?? each.file }));
  const { onlyFirst: fresh, onlySecond: gone } = unmatched(after.findings, moved);
  return { since, fresh, gone, items: itemChanges(before, after), picture: pictureChanges(before, after) };
}

function itemChanges(before: ReadinessState, after: ReadinessState): readonly ItemChange[] {
  const inBoth = (name: string) => [before, after].every(({ services }) => services.some((each) => each.name === name));
  const keyOf = ({ service, id }: StateItem) => JSON.stringify([service, id]);
  const former = new Map(before.items.map((each) => [keyOf(each), each]));
  const present = new Set(after.items.map(keyOf));
  const changed = after.items.flatMap((each): ItemChange[] => {
    const { service, id, title, because, state } = each;
    const was = former.get(keyOf(each))?.state;
    if (was === state || !inBoth(service)) return [];
    return [{ service, id, title, because, after: state, ...(was === undefined ? {} : { before: was }) }];
  });
  const gone = before.items
    .filter((each) => !present.has(keyOf(each)) && inBoth(each.service))
    .map(({ service, id, title, state }): ItemChange => ({
      service,
      id,
      title,
      because: 'it is no longer asked',
      before: state,
    }));
  const decided: ReadonlySet<string | undefined> = new Set(['Passed', 'Failed', 'Stale']);
  return [...changed, ...gone]
    .filter(({ before: was, after: is }) => decided.has(was) || decided.has(is))
    .sort((a, b) => urgency(a) - urgency(b));
}

/** What fails now comes first, then what no longer passes. */
function urgency({ before, after }: ItemChange): number {
  if (after === 'Failed') return 0;
  return before === 'Passed' ? 1 : 2;
}

function pictureChanges(before: ReadinessState, after: ReadinessState): readonly PictureChange[] {
  const series = new Set(after.metrics.flatMap((each) => each.series));
  const usersOf = (metric: NamedPlace & { readonly series?: readonly string[] }) =>
    after.users.filter(({ asks }) => asks.some((name) => metric.series?.includes(name) && !series.has(name)));
  return [
    ...changesOf('service', before.services, after.services),
    ...changesOf('dependency', before.dependencies, after.dependencies),
    ...changesOf('route', before.routes, after.routes),
    ...changesOf('metric', before.metrics, after.metrics, usersOf),
    ...changesOf('alert', before.alerts, after.alerts),
  ];
}

function changesOf<T extends NamedPlace>(
  what: PictureKind,
  before: readonly T[],
  after: readonly T[],
  usersOf: (part: T) => readonly NamedPlace[] = () => [],
): PictureChange[] {
  const only = (own: readonly T[], others: readonly T[]) => {
    const known = new Set(others.map(({ name }) => name));
    return own.filter(({ name }) => !known.has(name) && Boolean(known.add(name)));
  };
  const place = (at: LinePlace | undefined) => (at ? { at } : {});
  return [
    ...only(after, before).map(({ name, at }): PictureChange => ({
      what,
      change: 'appears',
      name,
      ...place(at),
      missedBy: [],
    })),
    ...only(before, after).map((part): PictureChange => {
      const missedBy = usersOf(part).map(({ name, at }) => ({ name, ...place(at) }));
      return { what, change: 'vanishes', name: part.name, ...place(part.at), missedBy };
    }),
  ];
}

/** Whether anything has changed. */
export function isEmpty({ fresh, gone, items, picture }: Difference): boolean {
  return [fresh, gone, items, picture].every((each) => each.length === 0);
}
