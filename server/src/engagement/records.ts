import { counted, listed } from '../report/summary-input.ts';
import type { EngagementState } from '../model/engagement.ts';
import type { Told } from '../model/profile.ts';
import type { Cover } from '../review/checklist.ts';
import type { Records } from '../review/review.ts';
import { oneForBoth, signaturesOf } from './agreement-page.ts';
import { leftOf } from './handover-blocks.ts';
import { backingRows, backingWords } from './handover-lists.ts';
import { rowsOf } from './handover-rows.ts';
import { daysBetween } from './kit.ts';
import { weeksOf } from './oncall-load.ts';
import type { PartInput } from './part.ts';
import type { SaidOf } from './read-said.ts';
import { leftAll, peopleOf, rotationOf, type RotationInput } from './rotation-of.ts';
import { drillsPlayed, sessionsHeld } from './training-held.ts';
import { meetingsHeld } from './trend-blocks.ts';
import { ended } from './words.ts';

/** What tells that a cover is something that people wrote down, and no module. */
export const recordName = 'record';

/** Days for which a drill and a meeting are fresh. */
const drillDays = 92;
const meetingDays = 14;

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
  return { covers, handover: { because: `its engagement is in ${state.state} since ${state.since}`, at } };
}

type Input = RotationInput & Pick<PartInput, 'today'>;

/**
 * Checklist items that the files of the engagement answer, so that nobody is asked again: whole where the file is all that the
 * item asks, in part where a person must say whether it is enough. What counts is told by the parts, so that the checklist
 * says nothing else than they do.
 */
function coversOf(input: Input, fileOf: SaidOf['fileOf']): Map<string, Cover> {
  const covers = new Map<string, Cover>();
  const add = (item: string, because: string, { file, part = false }: { file: string; part?: boolean }) =>
    covers.set(item, { name: recordName, because, part, at: { file, span: { start: 0, end: 0 } } });
  const { said, today } = input;
  const { agreement, early, platform, analysis, improvements } = said;

  const signatures = signaturesOf(agreement);
  if (signatures.length === 2 && signatures.every(({ current }) => current)) {
    const file = fileOf('agreement');
    const one = oneForBoth(signatures);
    const left = agreement.reviewers.map(({ name }) => name).filter((name) => leftAll(input, name) !== undefined);
    const words =
      one === undefined ? 'both sides signed the agreement as it stands' : `${one} signed the agreement for both sides`;
    if (left.length === 0) add('en-agreement', words, { file, part: one !== undefined });
    else add('en-agreement', `${words}; of its reviewers ${listed(left)} left`, { file, part: true });
  }
  if (early.tradeoffs.length > 0)
    add('en-tradeoffs', `${counted(early.tradeoffs.length, 'trade-off')} recorded, with reason and who accepted`, {
      file: fileOf('early'),
      part: true,
    });
  if (early.disengaged)
    add(
      'dis-decision',
      `${early.disengaged.holder} holds it since ${early.disengaged.date}: ${early.disengaged.reason}`,
      { file: fileOf('early') },
    );
  if (analysis.composition)
    add('an-specific', `the list was recorded on ${analysis.composition.date}`, {
      file: fileOf('analysis'),
      part: true,
    });
  if (analysis.incidents.length > 0)
    add('em-recent', `${counted(analysis.incidents.length, 'postmortem')} read`, {
      file: fileOf('analysis'),
      part: true,
    });
  const planned = [...improvements].filter(([, { decision }]) => decision !== 'proposed');
  if (planned.length > 0)
    add('im-plan', `${counted(planned.length, 'improvement')} decided on`, {
      file: fileOf('improvement', planned[0]?.[0]),
      part: true,
    });
  const sessions = sessionsHeld(input).length;
  if (sessions > 0)
    add('tr-sessions', `${counted(sessions, 'session')} held`, { file: fileOf('training'), part: true });
  const drills = drillsPlayed(input).filter(({ date }) => daysBetween(date, today) <= drillDays);
  if (drills.length > 0)
    add('em-drills', `${listed(drills.map(({ what, date }) => `${what} on ${date}`).slice(-3))} played`, {
      file: fileOf('training'),
    });
  transferCover(input, (because, part) => add('on-transfer', because, { file: fileOf('handover'), part }));
  backingCover(input, (because, part) => add('on-backing', because, { file: fileOf('handover'), part }));
  const { rotation, file } = rotationOf(input);
  if (rotation) {
    const people = peopleOf(rotation).length;
    if (people > 0)
      add(
        'em-rotation',
        `${counted(people, 'person', 'people')} in the rotation ${file.replace(/^.*\/|\.yaml$/g, '')}`,
        {
          file,
          part: true,
        },
      );
    const { sound } = weeksOf(rotation, today);
    const pages = sound.reduce((sum, week) => sum + week.pages, 0);
    if (sound.length > 0)
      add('em-load', `${counted(pages, 'page')} in ${counted(sound.length, 'week')} counted`, { file, part: true });
  }
  const [met] = meetingsHeld(input);
  if (met && daysBetween(met.date, today) <= meetingDays)
    add('ci-rhythm', `the last meeting was on ${met.date}`, { file: fileOf('trend'), part: true });
  const { pager } = platform;
  if (pager?.platform !== undefined && pager.services !== undefined)
    add('fw-split', `paged for the platform: “${pager.platform}”; paged for a service: “${pager.services}”`, {
      file: fileOf('platform'),
    });
  return covers;
}

type Say = (because: string, part: boolean) => void;

/** Whole where all has moved, and to people who are still there. */
function transferCover(input: Input, say: Say): void {
  const rows = rowsOf(input);
  const moved = rows.filter(({ state }) => state === 'moved');
  const left = moved.flatMap(({ said: row }) => {
    const day = row?.to === undefined ? undefined : leftOf(input, row.to);
    return day === undefined ? [] : [`${row?.to ?? ''} left the rotation on ${day}`];
  });
  if (rows.every(({ state }) => state === 'moved' || state === 'none')) {
    const but = left.length === 0 ? '' : `; but ${listed([...new Set(left)])}`;
    say(`all responsibilities have moved, each with holder and date${but}`, left.length > 0);
  } else if (moved.length > 0) say(`${moved.length} of ${rows.length} responsibilities have moved`, true);
}

/** Whole where Onboarding warns of nothing. */
function backingCover(input: Input, say: Say): void {
  const { backing } = input.said.handover;
  if (!backing || backing.names.length === 0 || backing.until < input.today) return;
  const rows = backingRows(input);
  const warnings = rows.slice(1).map(({ because = '' }) => ended(because));
  const words = [ended(backingWords(input)), ...warnings].join(' ').replace(/\.$/, '');
  say(
    words,
    rows.some(({ tone }) => tone !== 'good'),
  );
}
