import type { Tier, Phase } from '../../model/profile.ts';
import type { Neighbour as Known } from '../../review/portrait.ts';
import type { Neighbour, Summary } from './format.ts';
import { counted, listed, plainReason, type PlaceOf, type SummaryInput } from './input.ts';

/** Things named in the paragraph; the rest is counted. */
const maxNamed = 4;

/** Alerts whose routes are listed. */
const mostAlerts = 100;

/** What the service is, for somebody who has never heard of it: as somebody described it, or as the files show. */
export async function aboutOf(input: SummaryInput): Promise<Summary['about']> {
  const { portrait, profile, placeOf } = input;
  const description = profile?.description?.replace(/\s+/g, ' ').trim();
  const facts = factsOf(input);
  return {
    described: description !== undefined && description !== '',
    text: description
      ? [description.replace(/([^.!?])$/, '$1.'), ...facts].join(' ')
      : ['This service has no description.', ...facts].join(' '),
    calls: await Promise.all(portrait.calls.map((each) => neighbour(each, placeOf))),
    callers: await Promise.all(portrait.callers.map((each) => neighbour(each, placeOf))),
    routes: portrait.routes,
    objectives: await Promise.all(
      portrait.objectives.map(async ({ words, observed, at }) => ({
        text: words,
        ...(observed === undefined ? {} : { observed }),
        place: await placeOf(at),
      })),
    ),
    ...(portrait.alertRoutes.length > 0
      ? {
          alerts: await Promise.all(
            portrait.alertRoutes.slice(0, mostAlerts).map(async ({ words, at }) => ({
              text: words,
              place: await placeOf(at),
            })),
          ),
        }
      : {}),
  };
}

async function neighbour({ name, known, how, at }: Known, placeOf: PlaceOf): Promise<Neighbour> {
  return { name, known, how, ...(at ? { place: await placeOf(at) } : {}) };
}

function factsOf({ review, profile, portrait }: SummaryInput): string[] {
  const { service } = review;
  const { languages, routes, calls, elsewhere, callers, entrances, objectives, alerts } = portrait;
  const kind = profile?.kind.value ?? 'service';
  const runs = service.workloads.length > 0 ? `, deployed as ${some(service.workloads)}` : '';
  const made =
    languages.length > 0 ? ` written in ${listed(languages.slice(0, 2))}` : ' whose code is not in this workspace';
  const answers = [
    ...(routes.length > 0 ? [`It serves ${some(telling(routes))}.`] : []),
    ...(entrances.length > 0 ? [`Users reach it through ${some(entrances)}.`] : []),
    ...(callers.length > 0 ? [`Its callers: ${some(callers.map(({ name }) => name))}.`] : []),
  ];
  const needs = [
    ...(calls.length > 0 ? [`It depends on ${some(calls.map(({ name }) => name))}.`] : []),
    // Where somebody has said what it calls, this would alarm and add nothing; what was read tells it.
    ...(elsewhere > 0 && calls.every(({ product }) => product)
      ? [`The targets of ${counted(elsewhere, 'call or variable', 'calls or variables')} are not in this workspace.`]
      : []),
  ];
  const promises = some(
    objectives.map(({ words }) => words),
    '; ',
  );
  return [
    `It is a ${kind}${made}${runs}.`,
    ...answers,
    ...needs,
    objectives.length > 0 ? `${objectives.length === 1 ? 'SLO' : 'SLOs'}: ${promises}.` : 'No SLO was found.',
    alerts > 0 ? `${counted(alerts, 'alert')} ${alerts === 1 ? 'covers' : 'cover'} it.` : 'No alert was found.',
  ];
}

const methods = ['', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Routes that tell most first: without wildcards and variables, what reads before what writes, the shortest first. */
function telling(routes: readonly string[]): string[] {
  const weigh = (route: string): readonly number[] => {
    const method = /^[A-Z]+(?= )/.exec(route)?.[0] ?? '';
    const order = methods.indexOf(method);
    return [/[*:<{(]/.test(route) ? 1 : 0, order < 0 ? methods.length : order, route.length];
  };
  const weighed = routes.map((route) => ({ route, weight: weigh(route) }));
  return weighed.sort((a, b) => compare(a.weight, b.weight)).map(({ route }) => route);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function some(names: readonly string[], separator?: string): string {
  const shown = names.length > maxNamed ? [...names.slice(0, maxNamed), `${names.length - maxNamed} more`] : names;
  return separator === undefined ? listed(shown) : shown.join(separator);
}

const tierWords: Readonly<Record<Tier, string>> = { 1: '1, critical', 2: '2, standard', 3: '3, experimental' };
const phaseWords: Readonly<Record<Phase, string>> = {
  design: 'design',
  build: 'build',
  launch: 'launch',
  operate: 'in operation',
};

/** Owner, tier, phase and the rest of the profile, each with who says so. */
export async function profileOf({ profile, placeOf }: SummaryInput): Promise<Summary['profile']> {
  if (!profile) return [];
  const { owner, tier, phase, kind, contact, rotation } = profile;
  const told = async (
    field: Summary['profile'][number]['field'],
    said: { because: string; at?: Parameters<PlaceOf>[0]; assumed?: true } | undefined,
    value: string | undefined,
  ): Promise<Summary['profile'][number]> => ({
    field,
    ...(value === undefined ? {} : { value }),
    because: plainReason(said?.because ?? 'not set'),
    assumed: said === undefined || said.assumed === true,
    ...(said?.at ? { place: await placeOf(said.at) } : {}),
  });
  return [
    await told('owner', owner, owner?.value),
    await told('tier', tier, tierWords[tier.value]),
    await told('phase', phase, phase && phaseWords[phase.value]),
    ...(kind.value === 'service' ? [] : [await told('kind', kind, kind.value)]),
    ...(contact ? [await told('contact', contact, contact.value)] : []),
    ...(rotation ? [await told('rotation', rotation, rotation.value)] : []),
  ];
}
