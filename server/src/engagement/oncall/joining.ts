import type { Row } from '../../model/engagement.ts';
import type { PartInput } from '../part.ts';
import { peopleOf, sameName, teamKey, type Rotation } from '../seen/rotation.ts';
import { counted, listed } from '../../report/summary/input.ts';

const most = 20;

/** Who owns each service of a rotation; undefined where nobody says so, or where the service is not in this workspace. */
export interface Owned {
  readonly service: string;
  readonly here: boolean;
  readonly owner?: string;
}

/** Owners of the services that a rotation holds the pager of; at most twenty are looked at. */
export async function ownersOf(input: PartInput, rotation: Rotation): Promise<readonly Owned[]> {
  const names = [...new Set([input.service.name, ...rotation.services])].slice(0, most);
  return Promise.all(
    names.map(async (name) => {
      const service = input.services.find((each) => each.name === name);
      const review =
        service === undefined ? undefined : name === input.service.name ? input.review : await input.reviewOf(service);
      const owner = review?.profile.owner?.value ?? rotation.joined.find((each) => each.service === name)?.team;
      return { service: name, here: service !== undefined, ...(owner === undefined ? {} : { owner }) };
    }),
  );
}

const guide = 'on-call-health#shared-rotations';

/** Each team that hands in a service gives at least one engineer; who gives nobody is named. */
export function joiningRows(rotation: Rotation, owned: readonly Owned[]): readonly Row[] {
  const rows: Row[] = [];
  const teams = new Map<string, { team: string; services: string[] }>();
  for (const { service, owner } of owned) {
    if (owner === undefined) continue;
    const known = teams.get(teamKey(owner)) ?? { team: owner, services: [] };
    known.services.push(service);
    teams.set(teamKey(owner), known);
  }
  const unsaid = owned.filter(({ owner }) => owner === undefined);
  const missing = rotation.services.length - most;
  if (unsaid.length > 0)
    rows.push({
      text: `Unknown owner: ${listed(unsaid.map(({ service }) => service))}`,
      tone: 'open',
      because: unsaid.some(({ here }) => !here)
        ? 'Ask which team owns each of them, and record the engineer who joined.'
        : 'Set the owner in its description in .prr/services.',
      guide,
    });
  if (missing > 0)
    rows.push({
      text: `${counted(missing, 'service')} more`,
      tone: 'open',
      because: `Only the first ${most} services of a rotation are checked.`,
      guide,
    });
  if (teams.size <= 1) {
    const [only] = teams.values();
    if (only && unsaid.length === 0 && missing <= 0)
      rows.push({
        text: `All services belong to ${only.team}`,
        tone: 'none',
        because: 'The rule applies only when several teams share a rotation.',
        guide,
      });
    return rows;
  }
  const people = peopleOf(rotation);
  const givenBy = (key: string) => {
    const names = people.filter((each) => each.teams.some((team) => teamKey(team) === key)).map(({ name }) => name);
    // A joined entry counts while its engineer is a member.
    for (const { team, engineer } of rotation.joined)
      if (
        teamKey(team) === key &&
        people.some((each) => sameName(each.name, engineer)) &&
        !names.some((each) => sameName(each, engineer))
      )
        names.push(engineer);
    return names;
  };
  const gives = new Map([...teams.keys()].map((key) => [key, givenBy(key)]));
  const teamless = people.filter(
    (each) => each.teams.length === 0 && !rotation.joined.some(({ engineer }) => sameName(engineer, each.name)),
  );
  for (const [key, { team, services }] of teams) {
    const names = gives.get(key) ?? [];
    const own = names.filter(
      (name) => ![...gives].some(([other, list]) => other !== key && list.some((each) => sameName(each, name))),
    );
    if (names.length === 0)
      rows.push({
        text: `${team} provides no engineer${teamless.length > 0 ? ', as far as recorded' : ''}`,
        tone: teamless.length > 0 ? 'open' : 'bad',
        because:
          teamless.length > 0
            ? `It owns ${listed(services)}; ${listed(teamless.map(({ name }) => name))} may belong to it: no team is recorded for them.`
            : `It owns ${listed(services)}. Each owning team provides at least one engineer.`,
        guide,
      });
    else if (own.length === 0)
      rows.push({
        text: `${team} provides ${listed(names)}, who are also counted for another team`,
        tone: 'attention',
        because: 'One engineer cannot count for two teams: set which one.',
        guide,
      });
    else
      rows.push({
        text: `${team} provides ${listed(names)}`,
        tone: 'good',
        because: `It owns ${listed(services)}.`,
        guide,
      });
  }
  return rows;
}
