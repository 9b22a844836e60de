import type { Action } from '../../model/engagement.ts';
import { action, long, text, sentence, date, number } from '../kit/show.ts';
import { stageKey, type Stage, type Tradeoff } from './actions.ts';
import type { PartInput } from '../part.ts';
import { backOuts } from '../seen/kubectl.ts';

/** The form that names the design document. */
export function designForm({ file, candidates }: { file?: string; candidates: readonly string[] }): Action {
  return action('early.design', file === undefined ? 'Name the Design Document…' : 'Name Another Document…', {
    fields: [
      text('path', 'Path of the Markdown file in this workspace', {
        value: file ?? candidates[0],
        ...(candidates.length > 0 ? { help: `Found: ${candidates.join(', ')}.` } : {}),
      }),
    ],
  });
}

/** The form that answers a question to the design. */
export function answerForm(id: string, ask: string, value?: string): Action {
  return action('early.answer', value === undefined ? 'Answer…' : 'Change…', {
    values: { question: id },
    fields: [long('answer', sentence(ask), { value, help: 'Consider adding it to the document.' })],
  });
}

/** The form of a trade-off: of one that is recorded, or with what is known of a new one. */
export function tradeoffForm(title: string, known?: Tradeoff | Pick<Tradeoff, 'instead'>): Action {
  const recorded = known && 'choice' in known ? known : undefined;
  return action('early.tradeoff', title, {
    values: recorded ? { of: recorded.choice } : {},
    fields: [
      long('choice', 'What was chosen', { value: recorded?.choice }),
      text('instead', 'Instead of', { value: known?.instead, optional: true }),
      long('reason', 'Why', { value: recorded?.reason }),
      text('accepted', 'Accepted by', {
        value: recorded?.accepted.join(', '),
        optional: true,
        help: 'Separate names with commas.',
      }),
    ],
  });
}

/** The form of the launch plan. */
export function launchForm(input: PartInput): Action {
  const plan = input.said.early.launch;
  const [back] = backOuts(input);
  return action('early.launch', plan ? 'Change the Plan…' : 'Plan the Launch…', {
    fields: [
      date('date', 'When users first see it', { value: plan?.date, optional: true }),
      long('dark', 'What runs on real traffic before users see it', { value: plan?.dark, optional: true }),
      long('watch', 'What to watch at each stage', {
        value: plan?.watch.join('\n'),
        optional: true,
        help: 'One per line.',
      }),
      long('backout', 'How to roll back, and who decides', { value: plan?.backout ?? back, optional: true }),
    ],
  });
}

/** The form of a stage of the launch. */
export function stageForm(title: string, known?: Stage): Action {
  return action('early.stage', title, {
    values: known ? { of: stageKey(known) } : {},
    fields: [
      number('share', 'Percent of users or traffic', { value: known ? String(known.share) : undefined }),
      text('hold', 'How long the stage lasts', { value: known?.hold, help: '30m, 2h, 3d' }),
    ],
  });
}

/** Records that the engagement ends: why, who holds the pager now, what was learned. */
export function disengageForm({ said, review, mode }: PartInput): Action {
  const known = said.early.disengaged;
  return action('early.disengage', known ? 'Change…' : 'End the Engagement…', {
    fields: [
      long('reason', 'Why', {
        value: known?.reason,
        help: 'For example: it runs well and takes little work; its use is below forecast; no team takes it over.',
      }),
      text('holder', mode === 'takeover' ? 'Who is on call from now on' : 'Who owns it from now on', {
        value: known?.holder ?? review.profile.owner?.value,
      }),
      long('lessons', 'What was learned', { value: known?.lessons, optional: true }),
    ],
  });
}

/** The form that records what was found after the launch. */
export function afterForm(title: string, found?: string): Action {
  return action('early.after', title, {
    values: found === undefined ? {} : { of: found },
    fields: [
      long('found', 'What was found', {
        value: found,
        help: 'Forecast and actual load, incidents, surprises, trade-offs that now matter.',
      }),
    ],
  });
}
