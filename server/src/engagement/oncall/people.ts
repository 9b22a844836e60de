import type { Row } from '../../model/engagement.ts';
import { peopleOf, sameName, type Person, type Rotation } from '../seen/rotation.ts';
import { counted, listed } from '../../report/summary/input.ts';

const guide = 'on-call-health#how-many-people';

/** How many people, where, and how often each is on call, judged by the numbers of the Guide. */
export function peopleRows(rotation: Rotation, today: string): readonly Row[] {
  const people = peopleOf(rotation);
  return [
    sizeRow(rotation, people),
    ...(people.length > 0 ? [shareRow(rotation, people)] : []),
    backupRow(rotation),
    nightsRow(rotation, people),
    ...doubtRows(rotation, people, today),
  ];
}

function sizeRow({ shift }: Rotation, people: readonly Person[]): Row {
  const n = people.length;
  const text = counted(n, 'person', 'people');
  if (n === 0) return { text: 'No member', tone: 'open', because: 'No one is listed: add the members.', guide };
  if (n <= 3)
    return {
      text,
      tone: 'bad',
      because: `One holiday and one illness leave no one on call. ${advice(shift?.nights)}`,
      guide,
    };
  const sites = sitesOf(people);
  if (sites.unsaid > 0 && sites.by.size > 0)
    return {
      text,
      tone: n < 8 ? 'attention' : 'open',
      because: `${counted(sites.unsaid, 'member')} ${sites.unsaid === 1 ? 'has' : 'have'} no site, so the size is inconclusive: the Guide asks for 8 on one site, or 6 at each of two.`,
      guide,
    };
  if (sites.by.size > 2)
    return {
      text: `${text} at ${sites.by.size} sites`,
      tone: 'open',
      because: `The Guide asks for 8 on one site or 6 at each of two; this rotation has ${siteWords(sites.by)}.`,
      guide,
    };
  if (sites.by.size === 2) {
    const small = [...sites.by].filter(([, count]) => count < 6);
    return {
      text: `${text} at two sites`,
      tone: small.length === 0 ? 'good' : 'attention',
      because:
        small.length === 0
          ? `${siteWords(sites.by)}: 6 at each of two sites are enough.`
          : `${siteWords(sites.by)}: two sites that are on call by day need 6 each.`,
      guide,
    };
  }
  const where = sites.by.size === 1 ? ' on one site' : '';
  const unsaid = sites.by.size === 0 ? ' No site is named, so one is assumed.' : '';
  if (n < 8)
    return {
      text: `${text}${where}`,
      tone: 'attention',
      because: `A primary and a secondary need 8 people on one site, so that each is on call a quarter of the time.${unsaid}`,
      guide,
    };
  return {
    text: `${text}${where}`,
    tone: 'good',
    because: `8 people on one site are enough${n > 12 ? '; with more than 12, each is on call rarely, so run drills' : ''}.${unsaid}`,
    guide,
  };
}

function advice(nights: boolean | undefined): string {
  return nights === false
    ? 'Join a rotation, or share with another team.'
    : 'If it needs no pager at night, set business hours; otherwise join a rotation.';
}

function sitesOf(people: readonly Person[]): { by: Map<string, number>; unsaid: number } {
  const by = new Map<string, number>();
  let unsaid = 0;
  for (const { sites } of people) {
    const [site] = sites;
    if (site === undefined) unsaid++;
    else {
      const key = [...by.keys()].find((each) => sameName(each, site)) ?? site;
      by.set(key, (by.get(key) ?? 0) + 1);
    }
  }
  return { by, unsaid };
}

function siteWords(by: ReadonlyMap<string, number>): string {
  return listed([...by].map(([site, count]) => `${count} in ${site}`));
}

function shareRow({ shift }: Rotation, people: readonly Person[]): Row {
  const seats = shift?.backup === true ? 2 : 1;
  const share = Math.min(100, Math.round((100 * seats) / people.length));
  if (shift?.backup === undefined)
    return {
      text: `On call about ${share} % of the time, if one is on call at a time`,
      tone: share > 25 ? 'attention' : 'open',
      because: 'A second person on call as backup doubles it. The limit is a quarter of the time.',
      guide,
    };
  return {
    text: `On call about ${share} % of the time`,
    tone: share > 25 ? 'attention' : 'good',
    because: `${seats === 2 ? 'A primary and a backup' : 'One at a time'} among ${counted(people.length, 'person', 'people')}; the limit is a quarter of the time.`,
    guide,
  };
}

function backupRow({ shift }: Rotation): Row {
  if (shift?.backup === true)
    return {
      text: 'A backup is on call',
      tone: 'good',
      because: 'A second engineer is paged when the first does not answer.',
      guide,
    };
  if (shift?.backup === false)
    return {
      text: 'No backup',
      tone: 'attention',
      because: 'An on-call engineer can sleep through a page, lose the network, or have a second incident.',
      guide,
    };
  return {
    text: 'Backup: not set',
    tone: 'open',
    because: 'Set whether a second person is on call.',
    guide,
  };
}

function nightsRow({ shift }: Rotation, people: readonly Person[]): Row {
  const heading = 'on-call-health#a-shift';
  if (shift?.nights === undefined)
    return {
      text: 'Nights: not set',
      tone: 'open',
      because: 'Set whether someone is on call at night.',
      guide: heading,
    };
  if (!shift.nights)
    return {
      text: 'Not at night',
      tone: 'none',
      because: 'The SLO should exclude nights.',
      guide: heading,
    };
  const two = sitesOf(people).by.size > 1;
  return two
    ? {
        text: 'At night, with several sites',
        tone: 'good',
        because: 'Sites that are far enough apart can be on call by day only.',
        guide: heading,
      }
    : {
        text: 'At night, from one site',
        tone: 'none',
        because: 'Give the morning off after a night with incidents.',
        guide: heading,
      };
}

/** What of the list cannot be so: people who left, people who are in it twice. */
function doubtRows({ members, former, joined }: Rotation, people: readonly Person[], today: string): Row[] {
  const rows: Row[] = [];
  for (const { name, left } of former)
    if (left <= today && people.some((each) => sameName(each.name, name)))
      rows.push({
        text: `${name} left on ${left}, but is still a member`,
        tone: 'attention',
        because: 'Remove one of the two entries, or a page may reach no one.',
        guide: 'on-call-health#name-an-owner',
      });
  for (const { name, teams } of people) {
    const count = members.filter((each) => sameName(each.name, name)).length;
    if (count > 1)
      rows.push({
        text: teams.length > 1 ? `${name} is listed for ${listed(teams)}` : `${name} is listed ${count} times`,
        tone: 'attention',
        because: 'Each person counts once.',
      });
  }
  for (const { engineer, team } of joined)
    if (!people.some((each) => sameName(each.name, engineer)))
      rows.push({
        text: `${engineer} joined for ${team}, but is not a member`,
        tone: 'attention',
        because: `Add ${engineer} to the members, or ask ${team} for another engineer.`,
        guide: 'on-call-health#shared-rotations',
      });
  return rows;
}
