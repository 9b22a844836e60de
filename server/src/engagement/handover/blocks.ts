import { alertsOf } from '../seen/alerts.ts';
import type { HandoverRow } from './rows.ts';
import type { PartInput } from '../part.ts';
import { peopleOf, rotationMistake, rotationOf, sameName, teamKey, type RotationInput } from '../seen/rotation.ts';
import { sessionsHeld } from '../training/held.ts';
import { counted, listed } from '../../report/summary/input.ts';
import { isUnread } from '../kit/mistakes.ts';
import { engagementFile } from '../kit/store.ts';
import { ended, type Gap } from '../kit/words.ts';

/** Something that stands in the way of a row; `open` where it cannot be told. */
export interface Blocker extends Gap {
  readonly tone: 'bad' | 'attention' | 'open';
}

/** What still stands in the way of each row, from the checklist, the files and what people wrote. */
export async function blockersOf(
  input: PartInput,
  rows: readonly HandoverRow[],
): Promise<ReadonlyMap<string, readonly Blocker[]>> {
  const own = await ownBlockers(input);
  const found = new Map<string, readonly Blocker[]>();
  // What is judged here from the files is not asked again.
  const judged = [
    ...(input.index.ofService(input.service, 'alert').length > 0 ? ['em-runbooks'] : []),
    ...(rotationOf(input).rotation ? ['em-rotation', 'em-owner', 'em-oncall'] : []),
  ];
  for (const { responsibility, said } of rows) {
    const { id, items } = responsibility;
    const seen = new Set([...(own.get(id) ?? []).map(({ item }) => item), ...judged]);
    const asked = await Promise.all(
      items.filter((item) => !seen.has(item)).map(async (item) => itemBlocker(input, item)),
    );
    found.set(id, [
      ...(said?.blocks === undefined
        ? []
        : [{ text: said.blocks, tone: 'attention' as const, because: `Recorded by ${said.by} on ${said.date}.` }]),
      ...whoBlockers(input, { id, ...(said?.to === undefined ? {} : { to: said.to }) }),
      ...(own.get(id) ?? []),
      ...asked.flat(),
    ]);
  }
  return found;
}

async function itemBlocker({ review, lineOf }: PartInput, id: string): Promise<Blocker[]> {
  const status = review.items.find(({ item }) => item.id === id);
  if (!status?.included.value) return [];
  const { item, state, because, sites, stale } = status;
  const site = sites.find(({ verdict }) => verdict === 'violated');
  const at = site && (await lineOf(site));
  const more = { item: id, guide: item.guide };
  if (state === 'violated' || state === 'no')
    return [
      {
        text: item.risk ?? item.title,
        tone: 'bad',
        because: ended(site?.message ?? because),
        ...more,
        ...(at ? { at } : {}),
      },
    ];
  if (state === 'unanswered' || state === 'cannot-tell')
    return [{ text: `${item.title}: no answer`, tone: 'open', because: `Ask: ${item.question}`, ...more }];
  if (stale !== undefined)
    return [{ text: `${item.title}: stale`, tone: 'open', because: `Its answer is stale: ${stale}.`, ...more }];
  return [];
}

async function ownBlockers(input: PartInput): Promise<ReadonlyMap<string, readonly Blocker[]>> {
  const { portrait, review, services } = input;
  const found = new Map<string, Blocker[]>();
  const add = (id: string, blocker: Blocker) => found.set(id, [...(found.get(id) ?? []), blocker]);

  const alerts = await alertsOf(input);
  for (const { name, runbook, at, urgency } of alerts)
    if (runbook.state === 'none' || runbook.state === 'lost')
      add('watch', {
        text: runbook.state === 'none' ? `${name} has no runbook` : `The runbook of ${name} was not found`,
        tone: urgency === 'page' ? 'bad' : 'attention',
        because: runbook.because,
        at,
        guide: 'runbooks',
        item: 'em-runbooks',
      });
  if (alerts.length === 0)
    add('watch', {
      text: 'No alert was found',
      tone: 'open',
      because: 'No alert shows the new owners that users are affected.',
      guide: 'paging-policy',
    });
  const pages = alerts.filter(({ urgency, runbook }) => urgency === 'page' && ['none', 'lost'].includes(runbook.state));
  if (pages.length > 0)
    add('pager', {
      text: `${counted(pages.length, 'page')} without a runbook`,
      tone: 'bad',
      because: `${listed(pages.map(({ name }) => name))}.`,
      ...(pages[0] ? { at: pages[0].at } : {}),
      guide: 'runbooks',
    });

  for (const { name, at } of portrait.calls) {
    const declared = review.profile.dependencies.find((each) => each.name === name);
    const there = services.find((each) => each.name === name);
    const owner = declared?.owner ?? (there ? (await input.reviewOf(there)).profile.owner?.value : undefined);
    if (owner === undefined)
      add('dependencies', {
        text: `${name} has no owner`,
        tone: 'attention',
        because: 'The new owners must know who to call.',
        item: 'dep-inventory',
        ...(at ? { at: await input.lineOf(at) } : {}),
        guide: 'dependency-inventory',
      });
  }
  if (!review.profile.traits.some(({ id }) => id === 'datastore'))
    add('data', {
      text: 'No datastore was found',
      tone: 'open',
      because: 'Ask whether it stores data that must not be lost. If not, mark this row as not applicable.',
      guide: 'data-recovery',
    });
  add('access', {
    text: 'No file shows who has access',
    tone: 'open',
    because: 'Ask who may deploy, read secrets and open the provider account, and test the access at night.',
    guide: 'handover#transfer-in-steps',
  });

  add('continuity', {
    text: 'Budget, contracts and the loss of a site are not in files',
    tone: 'open',
    because: 'Ask who pays, who calls the provider, and what to do when a whole site is down.',
    guide: 'handover#transfer-in-steps',
  });

  const rotation = rotationOf(input);
  const mistake = await rotationMistake(input, rotation);
  const at = { file: rotation.file, line: 1 };
  if (mistake !== undefined)
    add('pager', { text: `${rotation.file} has a mistake`, tone: 'attention', because: mistake, at });
  else if (!rotation.rotation)
    add('pager', {
      text: 'The rotation has no members',
      tone: 'attention',
      because: rotation.named
        ? `${rotation.named.value} is named, but ${rotation.file} does not exist.`
        : 'Its description in .prr/services names no rotation.',
      guide: 'on-call-health',
      item: 'em-rotation',
    });
  else {
    const size = peopleOf(rotation.rotation).length;
    if (size <= 3)
      add('pager', {
        text: `The rotation has ${counted(size, 'person', 'people')}`,
        tone: 'bad',
        because: 'One holiday and one illness leave no one on call.',
        at,
        guide: 'on-call-health#how-many-people',
        item: 'em-rotation',
      });
  }
  const sessions = engagementFile('training', input.service.name);
  if (isUnread(input, sessions))
    add('pager', {
      text: `Training sessions could not be read: ${sessions} has a mistake`,
      tone: 'open',
      because: 'Train on-call engineers before they get the pager.',
      at: { file: sessions, line: 1 },
    });
  else if (sessionsHeld(input).length === 0)
    add('pager', {
      text: 'No training session is recorded',
      tone: 'attention',
      because: 'Train on-call engineers before they get the pager.',
      guide: 'handover#training-sessions',
    });
  return found;
}

/** Someone named as the new holder who is no longer in the rotation. */
function whoBlockers(input: PartInput, { id, to }: { id: string; to?: string }): Blocker[] {
  if (to === undefined) return [];
  const { rotation, file } = rotationOf(input);
  if (!rotation) return [];
  const at = { file, line: 1 };
  const left = leftOf(input, to);
  if (left)
    return [
      {
        text: `${to} left the rotation on ${left}`,
        tone: 'attention',
        because: 'Name someone who is still there.',
        at,
      },
    ];
  const known =
    rotation.members.length === 0 ||
    rotation.members.some(
      ({ name, team }) => sameName(name, to) || (team !== undefined && teamKey(team) === teamKey(to)),
    ) ||
    [file.replace(/^.*\/|\.yaml$/g, ''), rotation.title ?? ''].some((each) => teamKey(each) === teamKey(to));
  if (id === 'pager' && !known)
    return [
      {
        text: `${to} is neither a member nor a team of the rotation`,
        tone: 'attention',
        because: `${file} has no one of ${to}: add its engineers, or name who is on call.`,
        at,
      },
    ];
  return [];
}

/** When a person left the rotation, if they did and are not back. */
export function leftOf(input: RotationInput & Pick<PartInput, 'today'>, name: string): string | undefined {
  const { rotation } = rotationOf(input);
  if (!rotation || rotation.members.some((each) => sameName(each.name, name))) return undefined;
  return rotation.former.find((each) => sameName(each.name, name) && each.left <= input.today)?.left;
}
