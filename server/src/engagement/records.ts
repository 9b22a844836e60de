import { counted } from '../report/summary/input.ts';
import type { EngagementState } from '../model/engagement.ts';
import type { Told } from '../model/profile.ts';
import type { Records } from '../review/review.ts';
import { weeksOf } from './oncall/load.ts';
import { shiftsOf } from './oncall/shifts.ts';
import type { PartInput } from './part.ts';
import type { SaidOf } from './kit/said.ts';
import { peopleOf, rotationOf, type RotationInput } from './seen/rotation.ts';
import type { Cover } from '../review/item-state.ts';

/** What tells that a cover is something that people wrote down, and no module. */
export const recordName = 'record';

/** States in which somebody else may come to run the service. */
const leadsToHandover: ReadonlySet<EngagementState> = new Set([
  'engagement',
  'analysis',
  'improvements',
  'training',
  'onboarding',
]);

/** What the files of an engagement tell a review. */
export function recordsOf(
  written: SaidOf,
  { service, rotation, today }: { service: string; rotation: Told<string> | undefined; today: string },
): Records {
  const { said, problems, fileOf } = written;
  const profile = rotation ? { rotation } : {};
  const covers = coversOf({ service: { name: service }, review: { profile }, said, problems, today }, fileOf);
  const { state } = said;
  if (!state || !leadsToHandover.has(state.state)) return { covers };
  const at = { file: fileOf('state'), span: { start: 0, end: 0 } };
  return { covers, handover: { because: `its engagement has been in ${state.state} since ${state.since}`, at } };
}

type Input = RotationInput & Pick<PartInput, 'today'>;

/** Checklist items that the files of the engagement answer in part: a person decides whether it is enough. */
function coversOf(input: Input, fileOf: SaidOf['fileOf']): Map<string, Cover> {
  const covers = new Map<string, Cover>();
  const add = (item: string, because: string, file: string) =>
    covers.set(item, { name: recordName, because, part: true, at: { file, span: { start: 0, end: 0 } } });
  const { said, today } = input;
  const { analysis } = said;

  if (analysis.incidents.length > 0)
    add('em-recent', `${counted(analysis.incidents.length, 'postmortem')} read`, fileOf('analysis'));
  const { rotation, file } = rotationOf(input);
  if (rotation) {
    const people = peopleOf(rotation).length;
    if (people > 0)
      add(
        'em-rotation',
        `${counted(people, 'person', 'people')} in the rotation ${file.replace(/^.*\/|\.yaml$/g, '')}`,
        file,
      );
    const { sound } = weeksOf(rotation, today);
    const pages = sound.reduce((sum, week) => sum + week.pages, 0);
    const shifts = shiftsOf(rotation, today).sound.length;
    const parts = [
      ...(shifts > 0 ? [counted(shifts, 'shift')] : []),
      ...(sound.length > 0 ? [`${counted(pages, 'page')} in ${counted(sound.length, 'week')}`] : []),
    ];
    if (parts.length > 0) add('em-load', `${parts.join(' and ')} recorded`, file);
  }
  return covers;
}
