import type { Tone } from '../../model/engagement.ts';
import { counted } from '../../report/summary/input.ts';
import { openQuestions, type Design } from './design.ts';
import type { PartInput } from '../part.ts';

/** It is designed, built or launched now, or somebody helps early. */
export function isActive({ said, review }: PartInput): boolean {
  const phase = review.profile.phase?.value;
  return said.state?.state === 'early' || phase === 'design' || phase === 'build' || phase === 'launch';
}

/** Somebody wrote something of it. */
export function isSaid({ said: { early: now } }: PartInput): boolean {
  return (
    now.design !== undefined ||
    now.launch !== undefined ||
    now.disengaged !== undefined ||
    now.tradeoffs.length + now.after.length + Object.keys(now.answers).length > 0
  );
}

/** Stages of the launch that are done. */
export const doneStages = ({ said }: PartInput) =>
  (said.early.launch?.stages ?? []).filter(({ done }) => done !== undefined);

/** A launch was planned in stages, and all are done. */
export function isLaunched(input: PartInput): boolean {
  const stages = input.said.early.launch?.stages ?? [];
  return stages.length > 0 && stages.every(({ done }) => done !== undefined);
}

/** One sentence, with its tone. */
export function standingOf(input: PartInput, design: Design): { standing: string; tone: Tone } {
  const { said, today, mode } = input;
  const { disengaged, launch } = said.early;
  if (disengaged)
    return {
      standing: `It ended on ${disengaged.date}; ${disengaged.holder} ${mode === 'takeover' ? 'is on call' : 'owns it'}.`,
      tone: 'good',
    };
  const read = readWords(input, design);
  if (!isActive(input) && !isSaid(input))
    return {
      standing: `${input.review.profile.phase?.value === 'operate' ? 'It is in operation' : 'Its phase is not set'}; there is no early engagement.`,
      tone: 'none',
    };
  const stages = launch?.stages ?? [];
  const done = doneStages(input).length;
  const staged =
    stages.length === 0
      ? ''
      : ` ${done} of ${counted(stages.length, 'stage')} of the launch ${done === 1 ? 'is' : 'are'} done.`;
  const late = launch?.date !== undefined && launch.date < today && stages.length > 0 && done === 0;
  if (late)
    return {
      standing: `The launch was planned for ${launch.date}, and no stage is recorded as done.`,
      tone: 'attention',
    };
  if (design.trouble !== undefined) return { standing: `${read}${staged}`, tone: 'attention' };
  const open = openQuestions(design, input).length;
  const whole = design.file !== undefined && open === 0 && (stages.length === 0 || isLaunched(input));
  return { standing: `${read}${staged}`, tone: whole ? 'good' : 'open' };
}

function readWords(input: PartInput, design: Design): string {
  const { file, trouble, findings } = design;
  if (file === undefined) return 'No design document is set.';
  if (trouble !== undefined) return `${file} is set as the design document, but ${trouble}.`;
  const open = openQuestions(design, input);
  const named = open.filter(({ state }) => state === 'named').length;
  if (open.length === 0) return `All ${findings.length} design questions are answered.`;
  return `${findings.length - open.length} of ${findings.length} design questions are answered; ${named} ${named === 1 ? 'is' : 'are'} mentioned without an answer, ${open.length - named} ${open.length - named === 1 ? 'was' : 'were'} not found.`;
}
