import { listed, counted } from '../report/summary-input.ts';
import type { EngagementState } from '../model/engagement.ts';
import type { Cover } from '../review/checklist.ts';
import type { Records } from '../review/review.ts';
import { oneForBoth, signaturesOf } from './agreement-page.ts';
import { platformFile, type Said } from './formats.ts';
import { rowsOf } from './handover-rows.ts';
import { daysBetween } from './kit.ts';
import { engagementFile } from './store.ts';

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
export function recordsOf(said: Said, { service, today }: { service: string; today: string }): Records {
  const covers = coversOf(said, { service, today });
  const { state } = said;
  if (!state || !leadsToHandover.has(state.state)) return { covers };
  const at = { file: engagementFile('state', service), span: { start: 0, end: 0 } };
  return { covers, handover: { because: `its engagement is in ${state.state} since ${state.since}`, at } };
}

/**
 * Checklist items that the files of the engagement answer, so that nobody is asked again: whole where the file is all that the
 * item asks, in part where a person must say whether it is enough.
 */
function coversOf(said: Said, { service, today }: { service: string; today: string }): Map<string, Cover> {
  const covers = new Map<string, Cover>();
  const add = (item: string, because: string, { file, part = false }: { file: string; part?: boolean }) =>
    covers.set(item, { name: recordName, because, part, at: { file, span: { start: 0, end: 0 } } });
  const { agreement, handover, training, trend, early, platform, analysis, improvements } = said;

  const signatures = signaturesOf(agreement);
  if (signatures.length === 2 && signatures.every(({ current }) => current)) {
    const one = oneForBoth(signatures);
    const file = engagementFile('agreement', service);
    if (one === undefined) add('en-agreement', 'both sides signed the agreement as it stands', { file });
    else add('en-agreement', `${one} signed the agreement for both sides`, { file, part: true });
  }
  if (early.tradeoffs.length > 0)
    add('en-tradeoffs', `${counted(early.tradeoffs.length, 'trade-off')} recorded, with reason and who accepted`, {
      file: engagementFile('early', service),
      part: true,
    });
  if (early.disengaged)
    add(
      'dis-decision',
      `${early.disengaged.holder} holds it since ${early.disengaged.date}: ${early.disengaged.reason}`,
      {
        file: engagementFile('early', service),
      },
    );
  if (analysis.composition)
    add('an-specific', `the list was recorded on ${analysis.composition.date}`, {
      file: engagementFile('analysis', service),
      part: true,
    });
  if (analysis.incidents.length > 0)
    add('em-recent', `${counted(analysis.incidents.length, 'postmortem')} read`, {
      file: engagementFile('analysis', service),
      part: true,
    });
  const planned = [...improvements.values()].filter(({ decision }) => decision !== 'proposed').length;
  if (planned > 0)
    add('im-plan', `${counted(planned, 'improvement')} decided on`, {
      file: engagementFile('improvement', service, [...improvements.keys()][0]),
      part: true,
    });
  if (training.sessions.length > 0)
    add('tr-sessions', `${counted(training.sessions.length, 'session')} held`, {
      file: engagementFile('training', service),
      part: true,
    });
  const drills = training.drills.filter(({ date }) => date <= today && daysBetween(date, today) <= drillDays);
  if (drills.length > 0)
    add('em-drills', `${listed(drills.map(({ what, date }) => `${what} on ${date}`).slice(-3))} played`, {
      file: engagementFile('training', service),
    });
  const rows = rowsOf({ said, today });
  if (rows.every(({ state }) => state === 'moved' || state === 'none'))
    add('on-transfer', 'all responsibilities have moved, each with holder and date', {
      file: engagementFile('handover', service),
    });
  const moved = rows.filter(({ state }) => state === 'moved').length;
  if (moved > 0 && !covers.has('on-transfer'))
    add('on-transfer', `${moved} of ${rows.length} responsibilities have moved`, {
      file: engagementFile('handover', service),
      part: true,
    });
  for (const [name, { members, weeks, services }] of said.rotations) {
    if (!services.includes(service)) continue;
    const file = engagementFile('rotation', service, name);
    if (members.length > 0)
      add('em-rotation', `${counted(members.length, 'person', 'people')} in the rotation ${name}`, {
        file,
        part: true,
      });
    const pages = weeks.filter(({ from }) => from <= today).reduce((sum, week) => sum + week.pages, 0);
    if (weeks.length > 0)
      add('em-load', `${counted(pages, 'page')} in ${counted(weeks.length, 'week')} counted`, { file, part: true });
  }
  const { backing } = handover;
  if (backing && backing.names.length > 0 && backing.until >= today)
    add('on-backing', `${listed(backing.names)} back the new holders until ${backing.until}`, {
      file: engagementFile('handover', service),
    });
  const met = trend.meetings.filter(({ date }) => date <= today && daysBetween(date, today) <= meetingDays).at(-1);
  if (met)
    add('ci-rhythm', `the last meeting was on ${met.date}`, { file: engagementFile('trend', service), part: true });
  const { pager } = platform;
  if (pager?.platform !== undefined && pager.services !== undefined)
    add('fw-split', `for the platform ${pager.platform} is paged, for the service ${pager.services}`, {
      file: platformFile,
    });
  return covers;
}
