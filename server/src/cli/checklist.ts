import type { ClaimStatus, ItemState, ItemStatus } from '../model/review.ts';
import { aspects, aspectTitles } from '../model/site.ts';
import { positions } from '../report/findings.ts';
import { claimStateName, claimWords, countClaims, itemStateName, progressWords } from '../review/states.ts';
import type { ServiceReview } from '../review/review.ts';
import type { Readiness } from '../service.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { noService, serviceOf, withWhole } from './whole.ts';
import { styled, type Style } from '../report/terminal.ts';
import { jsonText } from '../report/json-text.ts';
import { inLanguage } from '../words/data.ts';

const marks: Readonly<Record<ItemState, string>> = {
  shown: '✓',
  yes: '✓',
  violated: '✗',
  no: '✗',
  'cannot-tell': '?',
  unanswered: '·',
  'not-applicable': '–',
};
const colors: Readonly<Record<ItemState, Style>> = {
  shown: 'green',
  yes: 'green',
  violated: 'yellow',
  no: 'yellow',
  'cannot-tell': 'cyan',
  unanswered: 'reset',
  'not-applicable': 'dim',
};

/** `prr checklist`: the production readiness checklist of a service, answered as far as the files tell. */
export const checklist: Command = {
  name: 'checklist',
  usage: '[FOLDER]',
  summary: 'Show the production readiness checklist with its evidence',
  options: {
    service: { type: 'string', value: 'NAME', help: 'the service (default: all)' },
    all: { type: 'boolean', help: 'also list the items that do not apply to the service, with the reason' },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
  },
  async run(args, environment) {
    const { cwd, color, print, data, words } = environment;
    const { root } = findTargets(args.positionals.slice(0, 1), cwd);
    return withWhole({ root, environment }, async (core) => {
      const wanted = args.text('service');
      const services = wanted === undefined ? core.services() : [serviceOf(core, wanted, root)];
      if (services.length === 0) throw noService(root, core);
      const review = await core.review();
      const reviews = await Promise.all(services.map((service) => review.of(service)));
      if (args.text('format') === 'json') data(json(reviews));
      else
        for (const review of reviews)
          print(await text(inLanguage(review, words), { core, color, all: args.flag('all') }));
      return 0;
    });
  },
};

async function text(
  { service, profile, items }: ServiceReview,
  { core, color, all }: { core: Readiness; color: boolean; all: boolean },
): Promise<string> {
  const style = (format: Style, words: string) => styled(format, words, { color });
  const lines = [
    style('bold', service.name),
    style('dim', `  ${service.because}`),
    style('dim', `  ${profileLine(profile)}`),
    `  ${claimWords(countClaims(items))}`,
    '',
  ];
  for (const aspect of aspects) {
    const own = items.filter(({ item, included }) => item.aspect === aspect && (all || included.value));
    if (own.length === 0) continue;
    lines.push(`${style('underline', aspectTitles[aspect])}  ${style('dim', progressWords(countClaims(own)))}`);
    for (const status of own) {
      const stale = status.stale === undefined ? '' : ` (stale: ${status.stale})`;
      lines.push(
        `  ${style(colors[status.state], marks[status.state])} ${status.item.title}: ${status.ask}  ${style('dim', status.item.id)}`,
      );
      lines.push(style('dim', `      ${stateLine(status)}${stale}`));
      if (status.claims.length > 1) for (const claim of status.claims) lines.push(style('dim', claimLine(claim)));
      for (const { moved, answer, counts } of status.former)
        if (!counts)
          lines.push(
            style('dim', `      answered as “${moved.title}” on ${answer.date} by ${answer.by}: ${answer.reason}`),
          );
      for (const change of status.changes) lines.push(style('dim', `      ${change}`));
      if (status.state === 'violated') for (const place of await places(status, core)) lines.push(`      ${place}`);
    }
    lines.push('');
  }
  const left = items.filter(({ included }) => !included.value).length;
  if (left > 0 && !all)
    lines.push(style('dim', `${left} more items do not apply to this service; --all lists them with the reason.`), '');
  return `${lines.join('\n')}\n`;
}

/** The name of the state, and why. */
function stateLine(status: ItemStatus): string {
  const name = itemStateName(status);
  return status.because.startsWith(name) ? status.because : `${name}: ${status.because}`;
}

function claimLine(status: ClaimStatus): string {
  const { claim, because, ask, answered } = status;
  const name = claimStateName(status);
  const why = because.startsWith(name) ? because : `${name}: ${because}`;
  return `      - ${claim.text}: ${why}${ask === undefined || answered !== undefined ? '' : `. ${ask}`}`;
}

/** What is known of a service, on one line. */
function profileLine({ tier, phase, owner }: ServiceReview['profile']): string {
  return [
    `tier ${tier.value}${tier.assumed ? ' (assumed)' : ''}`,
    phase ? `phase ${phase.value}` : 'no phase',
    owner ? `owner ${owner.value}` : 'no owner',
  ].join(', ');
}

/** Evidence shown in a terminal, a line a place. */
const maxPlaces = 5;

async function places({ sites, claims }: ItemStatus, core: Readiness): Promise<string[]> {
  const read = claims.filter(({ verdict }) => verdict === 'violated').flatMap((claim) => claim.places);
  const violated = [...sites.filter((site) => site.verdict === 'violated'), ...read];
  const lines = await Promise.all(
    violated.slice(0, maxPlaces).map(async (site) => {
      const { start } = positions((await core.live.text(site.file)) ?? '')(site.span);
      return `${site.file}:${start.line}:${start.column} ${site.message}`;
    }),
  );
  return violated.length > maxPlaces ? [...lines, `and ${violated.length - maxPlaces} more`] : lines;
}

function json(reviews: readonly ServiceReview[]): string {
  const told = <T>(value: { value: T; because: string } | undefined) =>
    value && { value: value.value, because: value.because };
  const value = reviews.map(({ service, profile, items }) => ({
    service: service.name,
    tier: told(profile.tier),
    phase: told(profile.phase),
    owner: told(profile.owner),
    traits: profile.traits.map(({ id, because }) => ({ id, because })),
    claims: countClaims(items),
    items: items.map(({ item, ask, included, state, because, claims, sites, answer, former, stale, changes }) => ({
      id: item.id,
      question: ask,
      aspect: item.aspect,
      priority: item.priority,
      included,
      state,
      because,
      claims: claims.map(({ claim, verdict, because: why, ask: wanted, answered, places: at }) => ({
        id: claim.id,
        text: claim.text,
        verdict,
        because: why,
        ...(wanted === undefined ? {} : { ask: wanted }),
        ...(answered === undefined ? {} : { answered }),
        places: at.map(({ file, message }) => ({ file, message })),
      })),
      sites: sites.map(({ rule, verdict, file, message }) => ({ rule, verdict, file, message })),
      ...(answer ? { answer } : {}),
      ...(former.length === 0
        ? {}
        : { former: former.map(({ moved, answer: said, counts }) => ({ title: moved.title, ...said, counts })) }),
      ...(stale === undefined ? {} : { stale, changes }),
    })),
  }));
  return jsonText(value);
}
