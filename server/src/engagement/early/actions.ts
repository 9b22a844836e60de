import * as z from 'zod';
import { designQuestions } from '../../documents/designs/questions.ts';
import { added, changed, day, entryAt, of, shortWords, words } from '../kit/entries.ts';
import type { Written } from '../formats.ts';
import { namesIn } from '../kit/show.ts';
import { change, type PartInput } from '../part.ts';

type Early = Written<'early'>;
export type Stage = NonNullable<Early['launch']>['stages'][number];

export const tradeoffKey = ({ choice }: Early['tradeoffs'][number]): string => choice;
export const stageKey = ({ share, hold }: Stage): string => `${share} % for ${hold}`;
export const afterKey = ({ found }: Early['after'][number]): string => found;

/** A Markdown file inside of the workspace. */
const page = z
  .string()
  .max(1000)
  .transform((path) => path.replace(/^\.\//, ''))
  .refine(
    (path) =>
      !/^[/\\~]|^[a-z]+:|\\|\p{Cc}/iu.test(path) && !path.split('/').some((part) => part === '..' || part === ''),
    'a path in this workspace, like docs/design.md',
  )
  .refine((path) => /\.(md|markdown)$/i.test(path), 'a Markdown file, like docs/design.md');

const share = z
  .string()
  .transform((value) => Number(value.replace(/\s*%$/, '').replace(',', '.')))
  .refine((value) => value > 0 && value <= 100, 'a percentage above 0 and up to 100');

const hold = shortWords.regex(
  /^\d+(\.\d+)?\s*(m|min|minutes?|h|hours?|d|days?|w|weeks?)$/i,
  'how long, like 30m, 2h or 3d',
);

/** Changes by the second half of the action's id. */
export const actions = {
  design: change({
    format: 'early',
    values: z.object({ path: page }),
    edit: (_, { path }) => [{ path: ['design'], value: path }],
  }),
  noDesign: change({
    format: 'early',
    values: z.object({}),
    edit: () => [{ path: ['design'], value: undefined }],
  }),
  answer: change({
    format: 'early',
    values: z.object({ question: z.enum(designQuestions.map(({ id }) => id)), answer: words }),
    edit: (_, { question, answer }, { by, date }) => changed(['answers', question], { answer, by, date }),
  }),
  forget: change({
    format: 'early',
    values: z.object({ question: z.string().min(1).max(100) }),
    edit: (_, { question }) => [{ path: ['answers', question], value: undefined }],
  }),
  tradeoff: change({
    format: 'early',
    values: z.object({
      choice: words,
      instead: words.optional(),
      reason: words,
      accepted: words.optional(),
      of: of.optional(),
    }),
    edit({ tradeoffs }, { of: wanted, accepted, choice, instead, reason }, { by, date }) {
      const value = { choice, instead, reason, accepted: namesIn(accepted), by, date };
      return wanted === undefined
        ? [added('tradeoffs', tradeoffs, value)]
        : changed(['tradeoffs', entryAt(tradeoffs, wanted, tradeoffKey)], value);
    },
  }),
  dropTradeoff: change({
    format: 'early',
    values: z.object({ of }),
    edit: ({ tradeoffs }, { of: wanted }) => [
      { path: ['tradeoffs', entryAt(tradeoffs, wanted, tradeoffKey)], value: undefined },
    ],
  }),
  launch: change({
    format: 'early',
    values: z.object({
      date: day.optional(),
      dark: words.optional(),
      watch: words.optional(),
      backout: words.optional(),
    }),
    edit({ launch }, { watch, ...rest }) {
      const lines = (watch ?? '')
        .split(/\n|;/)
        .map((line) => line.trim())
        .filter((line) => line !== '');
      if (lines.length === 0 && launch === undefined && Object.values(rest).every((each) => each === undefined))
        throw new Error('fill in at least one field');
      // A form that was sent without a field takes it back.
      return changed(['launch'], {
        date: rest.date,
        dark: rest.dark,
        backout: rest.backout,
        watch: lines.length > 0 ? lines.slice(0, 100) : undefined,
      });
    },
  }),
  noLaunch: change({
    format: 'early',
    values: z.object({}),
    edit: () => [{ path: ['launch'], value: undefined }],
  }),
  stage: change({
    format: 'early',
    values: z.object({ share, hold, of: of.optional() }),
    edit({ launch }, { share: percent, hold: time, of: wanted }) {
      const stages = launch?.stages ?? [];
      const value = { share: percent, hold: time };
      if (wanted !== undefined) return changed(['launch', 'stages', entryAt(stages, wanted, stageKey)], value);
      if (stages.some((each) => stageKey(each) === stageKey(value))) throw new Error('this stage already exists');
      return [{ path: ['launch', 'stages', stages.length], value }];
    },
  }),
  stageDone: change({
    format: 'early',
    values: z.object({ of, date: day.optional(), back: z.literal('yes').optional() }),
    edit({ launch }, { of: wanted, date: on, back }, { date }) {
      if (on !== undefined && on > date) throw new Error('the date is in the future');
      const at = entryAt(launch?.stages ?? [], wanted, stageKey);
      return [{ path: ['launch', 'stages', at, 'done'], value: back === 'yes' ? undefined : (on ?? date) }];
    },
  }),
  dropStage: change({
    format: 'early',
    values: z.object({ of }),
    edit: ({ launch }, { of: wanted }) => [
      { path: ['launch', 'stages', entryAt(launch?.stages ?? [], wanted, stageKey)], value: undefined },
    ],
  }),
  after: change({
    format: 'early',
    values: z.object({ found: words, of: of.optional() }),
    edit({ after }, { found, of: wanted }, { by, date }) {
      const value = { found, by, date };
      return wanted === undefined
        ? [added('after', after, value)]
        : changed(['after', entryAt(after, wanted, afterKey)], value);
    },
  }),
  dropAfter: change({
    format: 'early',
    values: z.object({ of }),
    edit: ({ after }, { of: wanted }) => [{ path: ['after', entryAt(after, wanted, afterKey)], value: undefined }],
  }),
  disengage: change({
    format: 'early',
    values: z.object({ reason: words, holder: shortWords, lessons: words.optional() }),
    edit: (_, values, { by, date }) => changed(['disengaged'], { ...values, lessons: values.lessons, by, date }),
  }),
  engageAgain: change({
    format: 'early',
    values: z.object({}),
    edit: () => [{ path: ['disengaged'], value: undefined }],
  }),
};

/** A trade-off that is recorded. */
export type Tradeoff = PartInput['said']['early']['tradeoffs'][number];
