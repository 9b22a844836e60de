import type { Action } from '../../model/engagement.ts';
import { lessonKey, packed } from './actions.ts';
import { action, long, text } from '../kit/show.ts';
import { compositionOf } from './composition.ts';
import type { PartInput } from '../part.ts';

/** Says that a postmortem was read. */
export function incidentForm(file: string, read?: { remark?: string | undefined }): Action {
  return action('analysis.incident', read ? 'Change…' : 'Mark as Read…', {
    values: { postmortem: file },
    fields: [long('remark', 'What it means for this review', { value: read?.remark, optional: true })],
  });
}

/** The form for a lesson; what is known is filled in. */
export function lessonForm(title: string, known?: { text: string; from: string; item?: string | undefined }): Action {
  return action('analysis.lesson', title, {
    values: known
      ? { of: lessonKey({ ...known, by: '', date: '' }), ...(known.item === undefined ? {} : { item: known.item }) }
      : {},
    fields: [
      long('text', 'What was learned', { value: known?.text }),
      text('from', 'Source: a service, a person or an incident', { value: known?.from }),
    ],
  });
}

/** The form for somebody who was asked; what is known is filled in. */
export function expertForm(title: string, known?: { name: string; of: string; by?: string }): Action {
  return action('analysis.expert', title, {
    values: known?.by === undefined ? {} : { of: `${known.name}: ${known.of}` },
    fields: [text('name', 'Who', { value: known?.name }), long('about', 'What they know', { value: known?.of })],
  });
}

/** The forms that record the checklist as it is, and drop that record. */
export function beginActions(input: PartInput): Action[] {
  const { said, review } = input;
  const { tier, phase } = review.profile;
  const begin = action('analysis.begin', said.analysis.composition ? 'Record the List Again' : 'Record the List', {
    values: {
      items: packed(compositionOf(input)),
      tier: String(tier.value),
      ...(phase ? { phase: phase.value } : {}),
    },
    ofPage: true,
  });
  return said.analysis.composition ? [begin, action('analysis.forget', 'Undo')] : [begin];
}
