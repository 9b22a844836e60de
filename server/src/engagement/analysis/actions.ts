import * as z from 'zod';
import { added, changed, entryAt, of, shortWords, words } from '../kit/entries.ts';
import { identifier } from '../kit/values.ts';
import type { Written } from '../formats.ts';
import { change } from '../part.ts';

type Analysis = Written<'analysis'>;

export const lessonKey = ({ text }: Analysis['lessons'][number]): string => text;
export const expertKey = ({ name, of: what }: Analysis['experts'][number]): string => `${name}: ${what}`;

/** Items by the reason for which they are asked, as a form carries them. */
const reasons = z.record(z.string().min(1).max(1000), z.array(identifier).max(1000));

/** The list as a form carries it. */
export function packed(items: Readonly<Record<string, string>>): string {
  const by: Record<string, string[]> = {};
  for (const [item, because] of Object.entries(items)) (by[because] ??= []).push(item);
  return JSON.stringify(by);
}

function unpacked(text: string): Record<string, string> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    data = undefined;
  }
  const read = reasons.safeParse(data);
  if (!read.success) throw new Error('the list is incomplete: reload the page and record it again');
  return Object.fromEntries(
    Object.entries(read.data)
      .flatMap(([because, items]) => items.map((item) => [item, because] as const))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Changes by the second half of the action's id. */
export const actions = {
  begin: change({
    format: 'analysis',
    values: z.object({
      items: z.string().max(100_000),
      tier: z.enum(['1', '2', '3']).optional(),
      phase: shortWords.optional(),
    }),
    edit(_, { items, tier, phase }, { by, date }) {
      const asked = tier === undefined ? undefined : Number(tier);
      return changed(['composition'], { by, date, tier: asked, phase, items: unpacked(items) });
    },
  }),
  forget: change({
    format: 'analysis',
    values: z.object({}),
    edit: () => [{ path: ['composition'], value: undefined }],
  }),
  incident: change({
    format: 'analysis',
    values: z.object({ postmortem: z.string().min(1).max(1000), remark: words.optional() }),
    edit({ incidents }, { postmortem, remark }, { by, date }) {
      const at = incidents.findIndex((each) => each.postmortem === postmortem);
      const value = { postmortem, by, date, remark };
      return at < 0 ? [added('incidents', incidents, value)] : changed(['incidents', at], value);
    },
  }),
  unread: change({
    format: 'analysis',
    values: z.object({ of }),
    edit: ({ incidents }, { of: wanted }) => [
      { path: ['incidents', entryAt(incidents, wanted, ({ postmortem }) => postmortem)], value: undefined },
    ],
  }),
  expert: change({
    format: 'analysis',
    values: z.object({ name: shortWords, about: words, of: of.optional() }),
    edit({ experts }, { name, about, of: wanted }, { by, date }) {
      const value = { name, of: about, by, date };
      return wanted === undefined
        ? [added('experts', experts, value)]
        : changed(['experts', entryAt(experts, wanted, expertKey)], value);
    },
  }),
  dropExpert: change({
    format: 'analysis',
    values: z.object({ of }),
    edit: ({ experts }, { of: wanted }) => [
      { path: ['experts', entryAt(experts, wanted, expertKey)], value: undefined },
    ],
  }),
  lesson: change({
    format: 'analysis',
    values: z.object({ text: words, from: words, item: identifier.optional(), of: of.optional() }),
    edit({ lessons }, { text, from, item, of: wanted }, { by, date }) {
      const value = { text, from, item, by, date };
      if (wanted !== undefined) return changed(['lessons', entryAt(lessons, wanted, lessonKey)], value);
      if (lessons.some((each) => each.text === text)) throw new Error('this lesson already exists');
      return [added('lessons', lessons, value)];
    },
  }),
  dropLesson: change({
    format: 'analysis',
    values: z.object({ of }),
    edit: ({ lessons }, { of: wanted }) => [
      { path: ['lessons', entryAt(lessons, wanted, lessonKey)], value: undefined },
    ],
  }),
};
