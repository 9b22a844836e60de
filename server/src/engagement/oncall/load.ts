import { isDay } from '../../model/day.ts';
import type { Block, Row } from '../../model/engagement.ts';
import type { AlertOf } from '../seen/alerts.ts';
import * as kit from '../kit/show.ts';
import { limit, limitHours, shiftBlocks, shiftsOf } from './shifts.ts';
import type { Rotation } from '../seen/rotation.ts';
import { counted, listed } from '../../report/summary/input.ts';

type Week = Rotation['weeks'][number];

/** Weeks that count: of days of the calendar that have begun, in order, the last word on each, none within another. */
export function weeksOf(
  { weeks }: Rotation,
  today: string,
): { readonly sound: readonly Week[]; readonly odd: readonly Week[] } {
  const sound = new Map<string, Week>();
  const odd: Week[] = [];
  for (const each of weeks) {
    if (!isDay(each.from) || each.from > today || (each.noise ?? 0) > each.pages || (each.nights ?? 0) > each.pages)
      odd.push(each);
    else sound.set(each.from, each);
  }
  const apart: Week[] = [];
  for (const each of [...sound.values()].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = apart.at(-1);
    (before && kit.daysBetween(before.from, each.from) < 7 ? odd : apart).push(each);
  }
  return { sound: apart, odd };
}

/** The load of the last quarter, by shift where people counted shifts, and by week. */
export function loadBlocks(rotation: Rotation, of: { name: string; today: string }): readonly Block[] {
  const byShift = shiftsOf(rotation, of.today).sound.length > 0;
  if (byShift && rotation.weeks.length === 0) return shiftBlocks(rotation, of);
  return [...shiftBlocks(rotation, of), ...weekBlocks(rotation, { ...of, byShift })];
}

function weekBlocks(
  rotation: Rotation,
  { name, today, byShift }: { name: string; today: string; byShift: boolean },
): readonly Block[] {
  const { sound, odd } = weeksOf(rotation, today);
  const rows: Row[] = odd.map((each) => {
    const i = rotation.weeks.indexOf(each);
    return {
      text: `The week of ${each.from} is ignored`,
      tone: 'attention' as const,
      because: !isDay(each.from)
        ? `${each.from} is not a valid date.`
        : each.from > today
          ? 'It is in the future.'
          : (each.noise ?? 0) > each.pages || (each.nights ?? 0) > each.pages
            ? 'More pages at night, or without action, than pages in total.'
            : 'It overlaps the week before: it starts less than 7 days after it.',
      actions: [undoWeek(name, i, each.from)],
    };
  });
  if (sound.length === 0) {
    const uncounted: Row = {
      text: 'Pages: no data',
      tone: 'open',
      because: 'Export a quarter from the pager, and add the load of each shift.',
      guide: 'on-call-health#how-to-check',
      item: 'em-load',
    };
    return [{ kind: 'list', rows: byShift ? rows : [...rows, uncounted] }];
  }
  const shown = sound.slice(-26);
  const has = (key: 'incidents' | 'nights' | 'noise') => shown.some((each) => each[key] !== undefined);
  const line = (words: string, key: 'pages' | 'incidents' | 'nights' | 'noise') => ({
    name: words,
    values: shown.map((each) => each[key] ?? null),
  });
  const last = sound.at(-1);
  return [
    {
      kind: 'chart',
      caption: 'Pages a week',
      labels: shown.map(({ from }) => from),
      lines: [
        line('Pages', 'pages'),
        ...(has('incidents') ? [line('Incidents', 'incidents')] : []),
        ...(has('nights') ? [line('At night', 'nights')] : []),
        ...(has('noise') ? [line('Without action', 'noise')] : []),
      ],
    },
    {
      kind: 'list',
      rows: [
        // Shifts tell more than the sum of a week.
        ...(byShift ? [] : [incidentsRow(rotation, sound.slice(-4))]),
        noiseRow(sound.slice(-13)),
        ...rows,
        ...(last ? [lastRow(rotation, { last, name, today })] : []),
      ],
    },
  ];
}

/** The last week that was counted; what is older than five weeks says little of now. */
function lastRow(rotation: Rotation, { last, name, today }: { last: Week; name: string; today: string }): Row {
  const old = kit.daysBetween(last.from, today) > 35;
  return {
    text: `Last recorded week: ${last.from}`,
    tone: old ? 'attention' : 'none',
    because: `${counted(last.pages, 'page')}.${old ? ' That is over five weeks ago, and may not be the current load.' : ''}`,
    actions: [undoWeek(name, rotation.weeks.lastIndexOf(last), last.from)],
  };
}

function undoWeek(rotation: string, index: number, from: string) {
  return kit.action('oncall.remove', 'Undo', {
    values: { rotation, kind: 'week', index: String(index), what: from },
  });
}

/** Shifts of 12 hours in a week: around the clock, and by day. */
const mostShifts = { always: 14, day: 7 } as const;

/** The sum of a week shows the load of a shift only where it is very small or very large. */
function incidentsRow({ shift }: Rotation, weeks: readonly Week[]): Row {
  const worst = weeks.reduce((a, b) => ((b.incidents ?? b.pages) > (a.incidents ?? a.pages) ? b : a));
  const known = worst.incidents !== undefined;
  const number = worst.incidents ?? worst.pages;
  const what = known ? counted(number, 'incident') : counted(number, 'page');
  const shifts =
    shift?.nights === false && (shift.hours ?? limitHours) <= limitHours ? mostShifts.day : mostShifts.always;
  const rule = `the limit is ${limit} incidents in a shift of ${limitHours} hours`;
  const base = {
    text: `At most ${what} in each of the last ${counted(weeks.length, 'week')} recorded`,
    guide: 'on-call-health#numbers',
    item: 'em-load',
  };
  if (number <= limit) return { ...base, tone: 'good', because: `No shift can have had more: ${rule}.` };
  if (!known)
    return {
      ...base,
      tone: 'open',
      because: `One incident may page several times: record incidents by shift; ${rule}.`,
    };
  if (number > limit * shifts)
    return {
      ...base,
      tone: 'bad',
      because: `A week has at most ${shifts} shifts of ${limitHours} hours, so at least one had more than ${limit}; ${rule}.`,
    };
  return {
    ...base,
    tone: 'open',
    because: `A weekly total hides a single bad shift: record each shift; ${rule}.`,
  };
}

function noiseRow(weeks: readonly Week[]): Row {
  const base = { guide: 'on-call-health#how-to-check', item: 'em-load' };
  const counting = weeks.filter(({ noise }) => noise !== undefined);
  if (counting.length === 0)
    return {
      ...base,
      text: 'Noise: no data',
      tone: 'open',
      because: 'No one has recorded how many pages needed no action.',
    };
  const pages = counting.reduce((sum, each) => sum + each.pages, 0);
  const noise = counting.reduce((sum, each) => sum + (each.noise ?? 0), 0);
  if (noise === 0)
    return {
      ...base,
      text: 'No noise',
      tone: 'good',
      because: `Each of ${counted(pages, 'page')} in ${counted(counting.length, 'week')} needed action.`,
    };
  return {
    ...base,
    text: `${noise} of ${counted(pages, 'page')} needed no action`,
    tone: 'attention',
    because: `In ${counted(counting.length, 'week')}. Fix or delete each alert that needs no action.`,
  };
}

/** What the alerts themselves say of the load. */
export function alertRows(alerts: readonly AlertOf[]): readonly Row[] {
  const guide = 'paging-policy';
  if (alerts.length === 0)
    return [
      {
        text: 'No alert',
        tone: 'open',
        because: 'No alert of this service was found: ask which alerts page its on-call engineers.',
        guide,
      },
    ];
  const pages = alerts.filter(({ urgency }) => urgency === 'page');
  const unsaid = alerts.filter(({ urgency }) => urgency === 'unsaid');
  const bare = pages.filter(({ runbook }) => runbook.state === 'none');
  const lost = pages.filter(({ runbook }) => runbook.state === 'lost');
  const jumpy = pages.filter(({ waits }) => waits === undefined);
  const first = (list: readonly AlertOf[]) => (list[0] ? { at: list[0].at } : {});
  const names = (list: readonly AlertOf[]) => listed(list.map(({ name }) => name));
  return [
    {
      text: `${pages.length} of ${counted(alerts.length, 'alert')} ${pages.length === 1 ? 'pages' : 'page'}`,
      tone: 'none',
      because: pages.length === 0 ? 'Their severity labels do not page.' : `By severity label: ${names(pages)}.`,
      guide,
      ...first(pages),
    },
    ...(unsaid.length > 0
      ? [
          {
            text: `${counted(unsaid.length, 'alert')} without severity`,
            tone: 'attention' as const,
            because: `${names(unsaid)}: no label shows whether it pages.`,
            guide,
            ...first(unsaid),
            item: 'em-routing',
          },
        ]
      : []),
    ...(bare.length > 0
      ? [
          {
            text: `${counted(bare.length, 'page')} without runbook`,
            tone: 'bad' as const,
            because: `${names(bare)}.`,
            guide: 'runbooks',
            ...first(bare),
            item: 'em-runbooks',
          },
        ]
      : []),
    ...(lost.length > 0
      ? [
          {
            text: `${counted(lost.length, 'page')} with a missing runbook`,
            tone: 'bad' as const,
            because: `${names(lost)}. ${lost[0]?.runbook.because ?? ''}`,
            guide: 'runbooks',
            ...first(lost),
            item: 'em-runbooks',
          },
        ]
      : []),
    ...(jumpy.length > 0
      ? [
          {
            text: `${counted(jumpy.length, 'page')} without for`,
            tone: 'attention' as const,
            because: `${names(jumpy)}: a single sample above the limit pages someone.`,
            guide,
            ...first(jumpy),
          },
        ]
      : []),
  ];
}
