import * as z from 'zod';
import { date, identifier, name } from './format-parts.ts';
import { changed, filled } from './entries.ts';
import { change, type Edit } from './part.ts';
import { sameName, type Rotation } from './rotation-of.ts';
import { dayOf } from './training-actions.ts';

const rotation = identifier;
const count = z.coerce.number('a number').int('a whole number').min(0).optional();

/** A rotation that somebody fills for a service holds its pager. */
function holding(now: Rotation, service: string): Edit[] {
  return now.services.includes(service) ? [] : [{ path: ['services', now.services.length], value: service }];
}

export const member = change({
  format: 'rotation',
  values: z.object({ rotation, name, team: name.optional(), site: name.optional() }),
  name: ({ rotation: file }) => file,
  edit(now, { name: person, team, site }, { service }) {
    if (now.members.some((each) => sameName(each.name, person))) throw new Error(`${person} is a member already`);
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

export const leave = change({
  format: 'rotation',
  values: z.object({ rotation, name, date: date.optional() }),
  name: ({ rotation: file }) => file,
  edit(now, { name: person, date: day }, { date: today }) {
    const places = now.members.flatMap((each, i) => (sameName(each.name, person) ? [i] : []));
    const [first] = places;
    if (first === undefined) throw new Error(`${person} is no member`);
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

export const shift = change({
  format: 'rotation',
  values: z.object({
    rotation,
    hours: z.coerce.number('a number of hours').gt(0).max(336).optional(),
    nights: yesNo,
    backup: yesNo,
  }),
  name: ({ rotation: file }) => file,
  edit(now, { hours, nights, backup }, { service }) {
    const set = (key: string, value: unknown): Edit[] => [{ path: ['shift', key], value }];
    if (hours === undefined && nights === undefined && backup === undefined)
      throw new Error('say how long a shift is, or who is on call at night or as backup');
    return [
      ...(hours === undefined ? [] : set('hours', hours)),
      ...(nights === undefined ? [] : set('nights', nights === 'yes')),
      ...(backup === undefined ? [] : set('backup', backup === 'yes')),
      ...holding(now, service),
    ];
  },
});

export const joined = change({
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

export const week = change({
  format: 'rotation',
  values: z.object({
    rotation,
    from: date,
    pages: z.coerce.number('a number').int('a whole number').min(0),
    incidents: count,
    nights: count,
    noise: count,
  }),
  name: ({ rotation: file }) => file,
  edit(now, { from, pages, incidents, nights, noise }, { date: today }) {
    dayOf(from, today);
    for (const [part, words] of [
      [nights, 'pages at night'],
      [noise, 'pages that needed nobody'],
    ] as const)
      if (part !== undefined && part > pages) throw new Error(`${part} ${words} are more than all ${pages} pages`);
    const known = now.weeks.findIndex((each) => each.from === from);
    const value = { from, pages, incidents, nights, noise };
    return changed(['weeks', known < 0 ? now.weeks.length : known], value);
  },
});

const lists = { joined: 'joined', week: 'weeks', member: 'members' } as const;

/** Takes an entry back that was written by mistake. */
export const remove = change({
  format: 'rotation',
  values: z.object({
    rotation,
    kind: z.enum(['joined', 'week', 'member']),
    index: z.coerce.number().int().min(0),
    what: z.string().max(300),
  }),
  name: ({ rotation: file }) => file,
  edit(now, { kind, index, what }) {
    const entry = {
      week: () => now.weeks[index]?.from,
      joined: () => now.joined[index]?.engineer,
      member: () => now.members[index]?.name,
    }[kind]();
    if (entry !== what) throw new Error('the file has changed since: look at it again');
    return [{ path: [lists[kind], index], value: undefined }];
  },
});
