import * as z from 'zod';
import { clock, date, identifier, name, shiftStart, timeZone } from '../kit/values.ts';
import { changed, filled, dayOf } from '../kit/entries.ts';
import { change, type Edit } from '../part.ts';
import { sameName, type Rotation } from '../seen/rotation.ts';

const rotation = identifier;
const count = z.coerce.number('a number').int('a whole number').min(0, '0 or more').optional();

/** A rotation that somebody fills for a service holds its pager. */
function holding(now: Rotation, service: string): Edit[] {
  return now.services.includes(service) ? [] : [{ path: ['services', now.services.length], value: service }];
}

const member = change({
  format: 'rotation',
  values: z.object({ rotation, name, team: name.optional(), site: name.optional() }),
  name: ({ rotation: file }) => file,
  edit(now, { name: person, team, site }, { service }) {
    if (now.members.some((each) => sameName(each.name, person))) throw new Error(`${person} is already a member`);
    const back = now.former.findIndex((each) => sameName(each.name, person));
    // Who comes back keeps what else was written of them.
    const { left: _, ...known } = now.former[back] ?? { left: '' };
    return [
      { path: ['members', now.members.length], value: { ...known, ...filled({ name: person, team, site }) } },
      ...(back < 0 ? [] : [{ path: ['former', back], value: undefined }]),
      ...holding(now, service),
    ];
  },
});

const leave = change({
  format: 'rotation',
  values: z.object({ rotation, name, date: date.optional() }),
  name: ({ rotation: file }) => file,
  edit(now, { name: person, date: day }, { date: today }) {
    const places = now.members.flatMap((each, i) => (sameName(each.name, person) ? [i] : []));
    const [first] = places;
    if (first === undefined) throw new Error(`${person} is not a member`);
    return [
      // From the end, so that the places before stay.
      ...places.toReversed().map((i) => ({ path: ['members', i], value: undefined })),
      {
        path: ['former', now.former.length],
        value: { ...now.members[first], name: person, left: dayOf(day, today) },
      },
    ];
  },
});

const yesNo = z.enum(['yes', 'no']).optional();

const shift = change({
  format: 'rotation',
  values: z.object({
    rotation,
    hours: z.coerce.number('a number of hours').gt(0, 'more than 0').max(336, 'at most 336, two weeks').optional(),
    nights: yesNo,
    backup: yesNo,
    zone: timeZone.optional(),
    asleepFrom: clock.optional(),
    asleepTo: clock.optional(),
  }),
  name: ({ rotation: file }) => file,
  edit(now, { hours, nights, backup, zone, asleepFrom, asleepTo }, { service }) {
    const set = (key: string, value: unknown): Edit[] => [{ path: ['shift', key], value }];
    if ([hours, nights, backup, zone, asleepFrom, asleepTo].every((each) => each === undefined))
      throw new Error('fill in at least one field');
    const from = asleepFrom ?? now.shift?.asleep?.from;
    const to = asleepTo ?? now.shift?.asleep?.to;
    if ((from === undefined) !== (to === undefined)) throw new Error('set both ends of the sleep hours');
    return [
      ...(zone === undefined ? [] : set('zone', zone)),
      ...(from === undefined || to === undefined ? [] : set('asleep', { from, to })),
      ...(hours === undefined ? [] : set('hours', hours)),
      ...(nights === undefined ? [] : set('nights', nights === 'yes')),
      ...(backup === undefined ? [] : set('backup', backup === 'yes')),
      ...holding(now, service),
    ];
  },
});

const joined = change({
  format: 'rotation',
  values: z.object({ rotation, team: name, engineer: name, service: identifier.optional(), date: date.optional() }),
  name: ({ rotation: file }) => file,
  edit(now, { team, engineer, service, date: day }, { date: today }) {
    const isMember = now.members.some((each) => sameName(each.name, engineer));
    const value = { team, engineer, ...(service === undefined ? {} : { service }), date: dayOf(day, today) };
    return [
      { path: ['joined', now.joined.length], value },
      ...(isMember ? [] : [{ path: ['members', now.members.length], value: { name: engineer, team } }]),
      ...(service === undefined ? [] : holding(now, service)),
    ];
  },
});

const week = change({
  format: 'rotation',
  values: z.object({
    rotation,
    from: date,
    pages: z.coerce.number('a number').int('a whole number').min(0, '0 or more'),
    incidents: count,
    nights: count,
    noise: count,
  }),
  name: ({ rotation: file }) => file,
  edit(now, { from, pages, incidents, nights, noise }, { date: today }) {
    dayOf(from, today);
    for (const [part, words] of [
      [nights, 'pages at night'],
      [noise, 'pages without action'],
    ] as const)
      if (part !== undefined && part > pages) throw new Error(`${part} ${words} are more than all ${pages} pages`);
    const known = now.weeks.findIndex((each) => each.from === from);
    const value = { from, pages, incidents, nights, noise };
    return changed(['weeks', known < 0 ? now.weeks.length : known], value);
  },
});

const load = change({
  format: 'rotation',
  values: z.object({
    rotation,
    from: shiftStart,
    hours: z.coerce.number('a number of hours').gt(0, 'more than 0').max(336, 'at most 336, two weeks').optional(),
    pages: z.coerce.number('a number').int('a whole number').min(0, '0 or more'),
    incidents: count,
    asleep: count,
  }),
  name: ({ rotation: file }) => file,
  edit(now, { from, hours, pages, incidents, asleep }, { date: today }) {
    dayOf(from.slice(0, 10), today);
    if (incidents !== undefined && incidents > pages)
      throw new Error(`${incidents} incidents are more than ${pages} pages`);
    if (asleep !== undefined && asleep > (incidents ?? pages))
      throw new Error(`${asleep} during sleep hours are more than all ${incidents ?? pages}`);
    const known = now.shifts.findIndex((each) => each.from === from);
    return changed(['shifts', known < 0 ? now.shifts.length : known], { from, hours, pages, incidents, asleep });
  },
});

const lists = { joined: 'joined', week: 'weeks', shift: 'shifts', member: 'members' } as const;

/** Takes an entry back that was written by mistake. */
const remove = change({
  format: 'rotation',
  values: z.object({
    rotation,
    kind: z.enum(['joined', 'week', 'shift', 'member']),
    index: z.coerce.number().int().min(0),
    what: z.string().max(300),
  }),
  name: ({ rotation: file }) => file,
  edit(now, { kind, index, what }) {
    const entry = {
      week: () => now.weeks[index]?.from,
      shift: () => now.shifts[index]?.from,
      joined: () => now.joined[index]?.engineer,
      member: () => now.members[index]?.name,
    }[kind]();
    if (entry !== what) throw new Error('the file has changed since; reload the page');
    return [{ path: [lists[kind], index], value: undefined }];
  },
});

/** Changes by the second half of the action's id. */
export const actions = { member, leave, shift, joined, load, week, remove } as const;
