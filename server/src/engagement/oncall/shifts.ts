import { isDay } from '../../model/day.ts';
import type { Block, Row } from '../../model/engagement.ts';
import { counted } from '../../report/summary/input.ts';
import * as kit from '../kit/show.ts';
import type { Rotation } from '../seen/rotation.ts';

type Shift = Rotation['shifts'][number];

/** Incidents that one person can handle in a shift of 12 hours: each takes 6 hours with its follow-up. */
export const limit = 2;
/** The hours for which the limit is stated. */
export const limitHours = 12;
/** Where nobody has set the hours of sleep. */
const defaultAsleep = { from: '22:00', to: '07:00' } as const;
const dayMinutes = 1440;

/** A shift, or the day or night of a longer one, with what was counted in it. */
export interface Stretch {
  readonly from: string;
  readonly part: 'day' | 'night' | 'unsplit';
  /** Incidents, or pages where incidents were not counted. */
  readonly count: number;
  readonly known: boolean;
  readonly hours: number;
  /** Shifts of 12 hours that cover it. */
  readonly cover: number;
}

/** Shifts that count, in order, the last word on each; and those that cannot be right. */
export function shiftsOf(
  { shifts }: Rotation,
  today: string,
): { readonly sound: readonly Shift[]; readonly odd: readonly { shift: Shift; why: string }[] } {
  const sound = new Map<string, Shift>();
  const odd: { shift: Shift; why: string }[] = [];
  for (const shift of shifts) {
    const why = oddWords(shift, today);
    if (why === undefined) sound.set(shift.from, shift);
    else odd.push({ shift, why });
  }
  return { sound: [...sound.values()].sort((a, b) => (a.from < b.from ? -1 : 1)), odd };
}

function oddWords({ from, pages, incidents, asleep }: Shift, today: string): string | undefined {
  const day = from.slice(0, 10);
  if (!isDay(day)) return `${day} is not a date.`;
  if (day > today) return 'It is in the future.';
  if (incidents !== undefined && incidents > pages) return 'It has more incidents than pages.';
  if (asleep !== undefined && asleep > (incidents ?? pages)) return 'It has more during sleep hours than in total.';
  return undefined;
}

/** The day and the night of a shift, as far as its start and the counts tell them apart. */
export function stretchesOf(shift: Shift, { shift: usual }: Pick<Rotation, 'shift'>): readonly Stretch[] {
  const hours = shift.hours ?? usual?.hours ?? limitHours;
  const base = {
    from: shift.from,
    count: shift.incidents ?? shift.pages,
    known: shift.incidents !== undefined,
    hours,
    cover: Math.ceil(hours / limitHours),
  };
  const start = startOf(shift.from, usual?.zone);
  if (start === undefined) return [{ ...base, part: 'unsplit' }];
  const { minutes, nights, length } = sleepIn(start, hours * 60, usual?.asleep ?? defaultAsleep);
  if (hours <= limitHours) return [{ ...base, part: minutes * 2 > hours * 60 ? 'night' : 'day' }];
  if (shift.asleep === undefined) return [{ ...base, part: 'unsplit' }];
  const slept = minutes / 60;
  const covering = (count: number, each: number) => count * Math.max(1, Math.ceil(each / 60 / limitHours));
  return [
    {
      ...base,
      part: 'day',
      count: base.count - shift.asleep,
      hours: hours - slept,
      // Days lie before, between and after the nights: never fewer than there are.
      cover: covering(nights + 1, dayMinutes - length),
    },
    { ...base, part: 'night', count: shift.asleep, hours: slept, cover: covering(nights, length) },
  ];
}

/** Minutes after midnight when a shift starts, where its people live; undefined where the text does not tell. */
function startOf(from: string, zone: string | undefined): number | undefined {
  const [, hour, minute, offset] = /T(\d{2}):(\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(from) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (offset === undefined) return Number(hour) * 60 + Number(minute);
  const at = Date.parse(from);
  if (zone === undefined || Number.isNaN(at)) return undefined;
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return of('hour') * 60 + of('minute');
}

/** How much of a shift lies during sleep hours, and in how many nights. */
function sleepIn(
  start: number,
  length: number,
  { from, to }: { readonly from: string; readonly to: string },
): { minutes: number; nights: number; length: number } {
  const clock = (words: string) => Number(words.slice(0, 2)) * 60 + Number(words.slice(3, 5));
  const [a, b] = [clock(from), clock(to)];
  const night = (b - a + dayMinutes) % dayMinutes;
  let minutes = 0;
  let nights = 0;
  for (let begin = a - dayMinutes; begin < start + length; begin += dayMinutes) {
    const own = Math.min(start + length, begin + night) - Math.max(start, begin);
    if (own <= 0) continue;
    minutes += own;
    nights++;
  }
  return { minutes, nights, length: night };
}

/** Whether a stretch kept the limit; `open` where its count can be read both ways. */
export function verdictOf({ count, known, hours, cover }: Stretch): 'within' | 'over' | 'open' {
  if (count <= limit) return 'within';
  if (!known) return 'open';
  return hours <= limitHours || count > limit * cover ? 'over' : 'open';
}

const quarter = 91;

/** Shifts of the last quarter that was counted, by day and by night. */
export function shiftBlocks(rotation: Rotation, { name, today }: { name: string; today: string }): readonly Block[] {
  const { sound, odd } = shiftsOf(rotation, today);
  const last = sound.at(-1);
  const recent = last
    ? sound.filter(({ from }) => kit.daysBetween(from.slice(0, 10), last.from.slice(0, 10)) < quarter)
    : [];
  const stretches = recent.flatMap((shift) => stretchesOf(shift, rotation));
  const rows: Row[] = [
    ...parts.flatMap((part) =>
      partRow(
        part,
        stretches.filter((each) => each.part === part),
        rotation,
      ),
    ),
    ...odd.map(({ shift, why }): Row => ({
      text: `The shift of ${shift.from} is ignored`,
      tone: 'attention',
      because: why,
      actions: [undo(name, rotation.shifts.indexOf(shift), shift.from)],
    })),
    ...(last ? [lastRow(last, { name, today, index: rotation.shifts.lastIndexOf(last) })] : []),
  ];
  return [
    ...(recent.length === 0 ? [] : [chart(recent, stretches)]),
    ...(rows.length === 0 ? [] : [{ kind: 'list' as const, rows }]),
  ];
}

const parts = ['day', 'night', 'unsplit'] as const;
const partNames = { day: 'Day', night: 'Night', unsplit: 'Day and night together' } as const;

function chart(recent: readonly Shift[], stretches: readonly Stretch[]): Block {
  const shown = recent.slice(-40);
  return {
    kind: 'chart',
    caption: 'Incidents by shift',
    labels: shown.map(({ from }) => from),
    lines: parts
      .map((part) => ({
        name: partNames[part],
        values: shown.map(
          ({ from }) => stretches.find((each) => each.from === from && each.part === part)?.count ?? null,
        ),
      }))
      .filter(({ values }) => values.some((value) => value !== null)),
  };
}

function partRow(part: Stretch['part'], own: readonly Stretch[], rotation: Rotation): Row[] {
  if (own.length === 0) return [];
  const counts = own.map(({ count }) => count).sort((a, b) => a - b);
  const most = counts.at(-1) ?? 0;
  const median = medianOf(counts);
  const over = own.filter((each) => verdictOf(each) === 'over');
  const open = own.filter((each) => verdictOf(each) === 'open');
  const what = own.every(({ known }) => known) ? ['incident', 'incidents'] : ['page', 'pages'];
  return [
    {
      text: `${partNames[part]}: at most ${most} ${most === 1 ? what[0] : what[1]} in a shift, median ${median}`,
      tone: over.length > 0 ? (median > limit ? 'bad' : 'attention') : open.length > 0 ? 'open' : 'good',
      because: [
        `The limit is ${limit} incidents in a shift of ${limitHours} hours.`,
        over.length === 0
          ? open.length === 0
            ? `${own.length === 1 ? 'The shift is' : `All ${own.length} shifts are`} within it.`
            : ''
          : `${over.length} of ${counted(own.length, 'shift')} exceeded it, the last from ${over.at(-1)?.from ?? ''}.`,
        ...openWords(open),
        part === 'unsplit' ? unsplitWords(rotation) : sleepWords(part, rotation),
      ]
        .filter((each) => each !== '')
        .join(' '),
      guide: 'on-call-health#numbers',
      item: 'em-load',
    },
  ];
}

function openWords(open: readonly Stretch[]): string[] {
  const paged = open.find(({ known }) => !known);
  const long = open.find(({ known }) => known);
  return [
    ...(paged
      ? [
          `The shift from ${paged.from} has ${paged.count} pages and no count of incidents: count them, because one incident may page several times.`,
        ]
      : []),
    ...(long
      ? [
          `The shift from ${long.from} lasted more than ${limitHours} hours and had ${long.count}: record each ${limitHours} hours of it.`,
        ]
      : []),
  ];
}

function sleepWords(part: 'day' | 'night', { shift }: Rotation): string {
  if (part === 'day') return '';
  const { from, to } = shift?.asleep ?? defaultAsleep;
  const zone = shift?.zone === undefined ? '' : ` in ${shift.zone}`;
  return `Night is ${from} to ${to}${zone}${shift?.asleep === undefined ? ', our default' : ''}.`;
}

function unsplitWords({ shift }: Rotation): string {
  return shift?.zone === undefined
    ? 'To split them, record the start time of each shift, set the time zone of the rotation, and count incidents during sleep hours for shifts over 12 hours.'
    : 'To split them, record the start time of each shift, and count incidents during sleep hours for shifts over 12 hours.';
}

/** Of two in the middle, what lies between. */
export function medianOf(sorted: readonly number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

function lastRow(last: Shift, { name, today, index }: { name: string; today: string; index: number }): Row {
  const old = kit.daysBetween(last.from.slice(0, 10), today) > 35;
  return {
    text: `Last recorded shift: ${last.from}`,
    tone: old ? 'attention' : 'none',
    because: `${counted(last.pages, 'page')}.${old ? ' That is over five weeks ago, and may not be the load of today.' : ''}`,
    actions: [undo(name, index, last.from)],
  };
}

function undo(rotation: string, index: number, from: string) {
  return kit.action('oncall.remove', 'Undo', {
    values: { rotation, kind: 'shift', index: String(index), what: from },
  });
}
