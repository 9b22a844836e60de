import type { ServiceProfile } from '../../model/profile.ts';
import type { Service } from '../../model/service.ts';
import type { Place } from '../../model/span.ts';
import { readFormat } from '../../review/read-format.ts';
import { identifier } from '../kit/values.ts';
import { rotationFormat } from '../oncall/format.ts';
import type { Written } from '../formats.ts';
import { rotationFolder } from '../formats.ts';
import type { PartInput } from '../part.ts';
import { identifierOf } from '../kit/words.ts';

export type Rotation = Written<'rotation'>;

/** The rotation that holds a service's pager, as far as somebody has said. */
export interface RotationOf {
  /** Name of its file; what one would be called where there is none. */
  readonly name: string;
  readonly file: string;
  readonly rotation?: Rotation;
  /** What the description of the service says. */
  readonly named?: { readonly value: string; readonly at?: Place };
  /** Other rotations that name the service too. */
  readonly others: readonly string[];
}

/** What tells which rotation holds a service's pager. */
export interface RotationInput extends Pick<PartInput, 'said' | 'problems'> {
  readonly service: Pick<Service, 'name'>;
  readonly review: { readonly profile: Pick<ServiceProfile, 'rotation'> };
}

/** Finds the rotation: the one that the service's description names, else one that lists the service. */
export function rotationOf({ service, review, said, problems }: RotationInput): RotationOf {
  const told = review.profile.rotation;
  const listing = [...said.rotations].filter(([, { services }]) => services.includes(service.name)).map(([key]) => key);
  const byName =
    told &&
    [...said.rotations].find(
      ([key, { title }]) => [key, title].includes(told.value) || key === identifierOf(told.value),
    )?.[0];
  const key = byName ?? (told ? undefined : listing[0]);
  const name =
    key ?? unreadOf({ said, problems }, told?.value) ?? identifierOf(told?.value ?? `${service.name}-oncall`);
  const rotation = key === undefined ? undefined : said.rotations.get(key);
  return {
    name,
    file: `${rotationFolder}/${name}.yaml`,
    ...(rotation ? { rotation } : {}),
    ...(told ? { named: { value: told.value, ...(told.at ? { at: told.at } : {}) } } : {}),
    others: listing.filter((each) => each !== name),
  };
}

/** A rotation that may be the one, whose file does not tell its services because of a mistake. */
function unreadOf({ said, problems }: Pick<PartInput, 'said' | 'problems'>, wanted?: string): string | undefined {
  return problems
    .filter(({ file }) => file.startsWith(`${rotationFolder}/`))
    .filter(({ file, message }) => !said.rotations.has(nameOf(file)) || message.startsWith('services'))
    .map(({ file }) => nameOf(file))
    .find((name) => identifier.safeParse(name).success && (wanted === undefined || name === identifierOf(wanted)));
}

function nameOf(file: string): string {
  return file.slice(rotationFolder.length + 1).replace(/\.yaml$/, '');
}

/** When a person left the rotations, if they did and are back in none. */
export function leftAll({ said, today }: Pick<PartInput, 'said' | 'today'>, name: string): string | undefined {
  const all = [...said.rotations.values()];
  if (all.some(({ members }) => members.some((each) => sameName(each.name, name)))) return undefined;
  const days = all.flatMap(({ former }) => former.filter((each) => sameName(each.name, name)).map(({ left }) => left));
  return days
    .filter((left) => left <= today)
    .sort()
    .at(-1);
}

/** What keeps the rotation's file, or a part of it, from being read: then nothing may be said of what is missing in it. */
export async function rotationMistake(input: PartInput, { file }: RotationOf): Promise<string | undefined> {
  const text = await input.text(file);
  if (text === undefined || text.trim() === '') return undefined;
  return readFormat({ file, text }, rotationFormat).problems[0]?.message;
}

/** People count once, however often and however they are written. */
export function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Teams are written in several ways: `group:default/bard`, `team Bard`, `bard`. */
export function teamKey(team: string): string {
  return team
    .trim()
    .toLowerCase()
    .replace(/^group:(?:[\w-]+\/)?/, '')
    .replace(/^@(?:[\w-]+\/)?/, '')
    .replace(/^team[\s:/-]+/, '')
    .replace(/[\s_]+/g, '-');
}

/** The people of a rotation, each once, with all teams and sites that they are listed under. */
export interface Person {
  readonly name: string;
  readonly teams: readonly string[];
  readonly sites: readonly string[];
  /** The first place in the file's list. */
  readonly index: number;
}

export function peopleOf({ members }: Rotation): readonly Person[] {
  const found: { name: string; teams: string[]; sites: string[]; index: number }[] = [];
  for (const [index, { name, team, site }] of members.entries()) {
    const known = found.find((each) => sameName(each.name, name));
    const person = known ?? { name: name.trim(), teams: [], sites: [], index };
    if (!known) found.push(person);
    if (team !== undefined && !person.teams.some((each) => teamKey(each) === teamKey(team))) person.teams.push(team);
    if (site !== undefined && !person.sites.some((each) => sameName(each, site))) person.sites.push(site);
  }
  return found;
}
