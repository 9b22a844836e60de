import type { LinePlace } from '../../model/line-place.ts';
import { symbolsIn, type Meant, type Named } from './symbols.ts';
import { type Postmortem, type PostmortemAction } from '../../documents/postmortems/postmortems.ts';
import type { PartInput } from '../part.ts';
import { nameFor } from '../kit/names.ts';
import { asTakenUp, concerning, isTakenUp } from './taken-up.ts';

/** An action of a postmortem with what became of it, by the postmortem or by what people said since. */
export interface Followup {
  readonly action: PostmortemAction;
  readonly postmortem: Postmortem;
  /** `unknown`: neither the postmortem nor anybody says. */
  readonly state: 'open' | 'done' | 'dropped' | 'unknown';
  /** Who says so; one sentence without a full stop. */
  readonly because: string;
  /** What it names besides files, each with its place. */
  readonly symbols: readonly Named[];
  /** Names of which there are several: somebody has to say which one is meant. */
  readonly unclear: readonly Meant[];
}

type Input = Pick<PartInput, 'index' | 'text' | 'services' | 'service' | 'said' | 'today' | 'postmortems'>;

/** The actions that concern the service, of all postmortems that do, newest postmortem first. */
export async function followupsOf(input: Input): Promise<readonly Followup[]> {
  const postmortems = concerning(await input.postmortems(), input);
  const owners = ownersOf(new Set(postmortems.flatMap(({ actions }) => actions.flatMap(({ names }) => names))), input);
  const meant = new Map<PostmortemAction, Awaited<ReturnType<typeof meantBy>>>();
  for (const postmortem of postmortems)
    for (const action of postmortem.actions) meant.set(action, await meantBy(action, postmortem, input));
  return postmortems.flatMap((postmortem) =>
    postmortem.actions
      .map((action) => ({ action: asTakenUp(action, input.said), ...(meant.get(action) ?? nothing) }))
      .filter(({ action, symbols }) => isTakenUp(action, input.said) || isOf(action, symbols, { ...input, owners }))
      .map(({ action, ...named }) => ({
        action: asPlanned(action, input),
        postmortem,
        ...named,
        ...stateOf(action, postmortem, input),
      })),
  );
}

const nothing: Pick<Followup, 'symbols' | 'unclear'> = { symbols: [], unclear: [] };

/** What an action names; of a name in a file that it names too, the one there is meant. */
async function meantBy(
  action: PostmortemAction,
  { services }: Postmortem,
  { index, service, text }: Input,
): Promise<Pick<Followup, 'symbols' | 'unclear'>> {
  // What is done has no place to be shown at.
  if (action.state === 'done') return nothing;
  const symbols: Named[] = [];
  const unclear: Meant[] = [];
  for (const meant of await symbolsIn(action, {
    index,
    services: services.length > 0 ? services : [service.name],
    textOf: text,
  })) {
    const named = meant.all.filter(({ file }) =>
      action.names.some((name) => name === file || file.startsWith(`${name}/`)),
    );
    const [only, ...more] = named.length > 0 ? named : meant.all;
    if (only && more.length === 0) symbols.push(only);
    else if (only) unclear.push(meant);
  }
  return { symbols, unclear };
}

/** Services by file that an action names: whose facts it holds. */
function ownersOf(names: ReadonlySet<string>, { index }: Input): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map([...names].map((name) => [name, new Set<string>()]));
  if (names.size === 0) return owners;
  for (const { file, facts } of index.files()) {
    const own = owners.get(file);
    if (own) for (const fact of facts) for (const { name } of index.servicesOf(file, fact)) own.add(name);
  }
  return owners;
}

/** What names files or symbols of other services only is theirs; what names none, or those of nobody, is everybody's. */
function isOf(
  { names, services }: PostmortemAction,
  symbols: readonly Named[],
  { index, owners, service }: Pick<Input, 'index' | 'service'> & { owners: ReadonlyMap<string, ReadonlySet<string>> },
): boolean {
  const all = [
    ...services,
    ...names.flatMap((name) => [...(owners.get(name) ?? [])]),
    ...symbols.flatMap(({ file }) => index.servicesOf(file).map(({ name }) => name)),
  ];
  return all.length === 0 || all.includes(service.name);
}

/** An action with the owner and the date that the plan agreed on since. */
function asPlanned(action: PostmortemAction, { said }: Input): PostmortemAction {
  const planned = said.improvements.get(nameFor('pm', action.id));
  const due = planned?.due ?? action.due;
  const owner = planned?.owner ?? action.owner;
  return { ...action, ...(due === undefined ? {} : { due }), ...(owner === undefined ? {} : { owner }) };
}

function stateOf(
  { id, state }: PostmortemAction,
  { file }: Postmortem,
  { said, today }: Input,
): Pick<Followup, 'state' | 'because'> {
  const told = said.trend.followups[id];
  if (told) {
    const reason = told.reason === undefined ? '' : `: ${told.reason}`;
    return { state: told.state, because: `${told.by} recorded it as ${told.state} on ${told.date}${reason}` };
  }
  const planned = said.improvements.get(nameFor('pm', id));
  if (planned?.done !== undefined && planned.done <= today)
    return { state: 'done', because: `its improvement was done on ${planned.done}` };
  if (planned?.decision === 'declined')
    return { state: 'dropped', because: `${planned.by} declined it on ${planned.date}` };
  if (state === 'unknown') return { state, because: `${file} does not say whether it is done` };
  return { state, because: `${file} marks it as ${state}` };
}

/** Where in the code a follow-up that is not done should be seen. */
export interface FollowupAt extends LinePlace {
  readonly text: string;
  readonly postmortem: Postmortem;
  readonly followup: Followup;
  /** The symbol that is there: `the function charge`. */
  readonly words?: string;
}

/** Code of a file longer than this is not searched for what an action quotes. */
const maxText = 500_000;

/**
 * Follow-ups that are open or not told, at the symbols that they name; in a file that they name at the first line that has what
 * the action quotes as code, or at its first line.
 */
export async function followupsAt(input: Input): Promise<readonly FollowupAt[]> {
  return placesOf(await followupsOf(input), input);
}

/** The same of follow-ups that are known; with all lines that have what is quoted, and all of a symbol, where `every` is set. */
export async function placesOf(
  followups: readonly Followup[],
  { index, text }: Pick<Input, 'index' | 'text'>,
  { every = false }: { every?: boolean } = {},
): Promise<readonly FollowupAt[]> {
  const found: FollowupAt[] = [];
  const open = followups.filter(({ state }) => state === 'open' || state === 'unknown');
  if (open.length === 0) return found;
  const files = new Set(index.paths());
  for (const followup of open) {
    const { action, postmortem, symbols } = followup;
    for (const { file, span, words } of symbols) {
      const source = (await text(file)) ?? '';
      const line = source.slice(0, span.start).split('\n').length;
      const more = every ? source.slice(span.start, span.end).split('\n').length : 1;
      for (let each = line; each < line + more; each++)
        found.push({ file, line: each, text: action.text, postmortem, followup, words });
    }
    for (const file of action.names) {
      if (!files.has(file) || (!every && symbols.some((each) => each.file === file))) continue;
      const lines = linesWith(action.quotes, (await text(file)) ?? '');
      for (const line of every ? lines : [lines[0] ?? 1])
        found.push({ file, line, text: action.text, postmortem, followup });
    }
  }
  return found;
}

function linesWith(quotes: readonly string[], text: string): number[] {
  const words = quotes.map((quote) => quote.replace(/\(.*$/, '')).filter((word) => word !== '');
  return text
    .slice(0, maxText)
    .split('\n')
    .flatMap((line, i) => (words.some((word) => line.includes(word)) ? [i + 1] : []));
}
