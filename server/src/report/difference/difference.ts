import type { LinePlace } from '../../model/line-place.ts';
import { unmatched } from '../../index/baseline.ts';
import type { NamedPlace, ReadinessState, StateFinding, StateItem } from './state.ts';

/** What a change does to readiness. */
export interface Difference {
  /** The revision that it is compared with. */
  readonly since: string;
  readonly fresh: readonly StateFinding[];
  /** Findings that are no longer found. */
  readonly gone: readonly StateFinding[];
  /** Findings that are ignored now, with a reason, and were not. */
  readonly ignored: readonly StateFinding[];
  /** What keeps the two states from being compared in full, a sentence each. */
  readonly notices: readonly string[];
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
  readonly change: 'appears' | 'vanishes' | 'changes';
  /** What still asks for it. */
  readonly missedBy: readonly NamedPlace[];
}

export interface DifferenceOptions {
  readonly since: string;
  /** The path now of a file by its former one, where that is another. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Files that differ, by their paths now. */
  readonly changed: readonly string[];
}

/** Compares two states; what has only moved is no change. */
export function differenceOf(
  before: ReadinessState,
  after: ReadinessState,
  { since, renamed, changed }: DifferenceOptions,
): Difference {
  const moved = (findings: readonly StateFinding[]) =>
    findings.map((each) => ({ ...each, file: renamed.get(each.file) ?? each.file }));
  const { onlyFirst: fresh, onlySecond } = unmatched(after.findings, moved(before.findings));
  const newlyIgnored = unmatched(after.ignored, moved(before.ignored)).onlyFirst;
  const { onlyFirst: left, onlySecond: other } = unmatched(onlySecond, newlyIgnored);
  const ignored = newlyIgnored.filter((each) => !other.includes(each));
  const lost = new Map(after.unread.map(({ file, message }) => [file, message]));
  for (const { file } of before.unread) lost.delete(renamed.get(file) ?? file);
  const picture = pictureChanges(before, after).filter(
    ({ change, at }) => change === 'appears' || at === undefined || !lost.has(renamed.get(at.file) ?? at.file),
  );
  return {
    since,
    fresh,
    gone: left.filter(({ file }) => !lost.has(file)),
    ignored,
    notices: [
      ...[...lost].map(([file, message]) => `${file} can no longer be read in full (${message}); it is not compared`),
      ...newProblems(before, after),
      ...changed.flatMap(noticeOf),
    ],
    items: itemChanges(before, after),
    picture,
  };
}

function newProblems(before: ReadinessState, after: ReadinessState): string[] {
  const known = new Set(before.problems.map(({ file, message }) => `${file}: ${message}`));
  return after.problems.map(({ file, message }) => `${file}: ${message}`).filter((each) => !known.has(each));
}

/** A file that decides what is looked at. */
function noticeOf(file: string): string[] {
  if (/(^|\/)\.(gitignore|prrignore)$/.test(file))
    return [`${file} has changed; files that it leaves out now are left out of both states`];
  if (file === '.prr/settings.yaml')
    return [`${file} has changed; rules and files that it turns off now are no longer checked`];
  return [];
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
    ...alertChanges(before.alerts, after.alerts),
  ];
}

/** Alerts under the same name that say something else: of several with one name, all together. */
function alertChanges(before: ReadinessState['alerts'], after: ReadinessState['alerts']): PictureChange[] {
  const sayings = (alerts: ReadinessState['alerts']) => {
    const found = new Map<string, string>();
    for (const { name, says } of alerts.toSorted((a, b) => (a.says < b.says ? -1 : 1)))
      found.set(name, `${found.get(name) ?? ''}\n\n${says}`);
    return found;
  };
  const [was, is] = [sayings(before), sayings(after)];
  const known = new Set<string>();
  return after.flatMap(({ name, at }): PictureChange[] => {
    const former = was.get(name);
    if (former === undefined || former === is.get(name) || known.has(name)) return [];
    known.add(name);
    return [{ what: 'alert', change: 'changes', name, ...(at ? { at } : {}), missedBy: [] }];
  });
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
export function isEmpty({ fresh, gone, ignored, notices, items, picture }: Difference): boolean {
  return [fresh, gone, ignored, notices, items, picture].every((each) => each.length === 0);
}
