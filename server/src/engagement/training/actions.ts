import * as z from 'zod';
import { date, identifier, name, words } from '../kit/values.ts';
import { namesIn } from '../kit/show.ts';
import { change } from '../part.ts';
import { dayOf } from '../kit/entries.ts';

/** Sessions that a training has; `guide/handover.md`. */
export const sessionKinds = [
  'Design',
  'Request flows',
  'Production setup',
  'Objectives, alerts and runbooks',
  'Exercises by hand',
  'Old incidents',
] as const;
const session = change({
  format: 'training',
  values: z.object({ what: words, attendees: words.optional(), date: date.optional() }),
  edit: (now, { what, attendees, date: day }, { by, date: today }) => [
    {
      path: ['sessions', now.sessions.length],
      value: { what, date: dayOf(day, today), by, attendees: namesIn(attendees) },
    },
  ],
});

const drill = change({
  format: 'training',
  values: z.object({ what: words, who: words.optional(), found: words.optional(), date: date.optional() }),
  edit: (now, { what, who, found, date: day }, { by, date: today }) => [
    {
      path: ['drills', now.drills.length],
      value: {
        what,
        date: dayOf(day, today),
        by,
        who: namesIn(who),
        ...(found === undefined ? {} : { found }),
      },
    },
  ],
});

const answer = change({
  format: 'training',
  values: z.object({
    question: identifier,
    of: z.string().max(100).optional(),
    who: name.optional(),
    answer: words,
    right: z.enum(['yes', 'no']),
  }),
  edit: (now, { question, of, who, answer: said, right }, { by, date: today }) => [
    {
      path: ['checks', now.checks.length],
      value: {
        question,
        answer: said,
        right: right === 'yes',
        ...(who === undefined ? {} : { who }),
        ...(of === undefined ? {} : { of }),
        by,
        date: today,
      },
    },
  ],
});

const kinds = { session: 'sessions', drill: 'drills', answer: 'checks' } as const;

/** Takes an entry back that was recorded by mistake. */
const remove = change({
  format: 'training',
  values: z.object({
    kind: z.enum(['session', 'drill', 'answer']),
    index: z.coerce.number().int().min(0),
    what: z.string().max(5000),
  }),
  edit(now, { kind, index, what }) {
    const entry =
      kind === 'session'
        ? now.sessions[index]?.what
        : kind === 'drill'
          ? now.drills[index]?.what
          : now.checks[index]?.question;
    if (entry !== what) throw new Error('the file has changed since; reload the page');
    return [{ path: [kinds[kind], index], value: undefined }];
  },
});

/** Changes by the second half of the action's id. */
export const actions = { session, drill, answer, remove } as const;
