import type { ItemState, ItemStatus } from '../model/review.ts';
import { aspects, aspectTitles } from '../model/site.ts';
import { positions } from '../report/findings.ts';
import type { ServiceReview } from '../review/review.ts';
import type { Readiness } from '../service.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { noService, serviceOf, withWhole } from './whole.ts';
import { styled, type Style } from '../report/terminal.ts';
import { jsonText } from '../report/json-text.ts';

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
    service: { type: 'string', value: 'NAME', help: 'the service; all when the folder has several and none is named' },
    all: { type: 'boolean', help: 'also the items that are not asked of the service, with the reason' },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
  },
  async run(args, environment) {
    const { cwd, color, print, data } = environment;
    const { root } = findTargets(args.positionals.slice(0, 1), cwd);
    return withWhole({ root, environment }, async (core) => {
      const wanted = args.text('service');
      const services = wanted === undefined ? core.services() : [serviceOf(core, wanted, root)];
      if (services.length === 0) throw noService(root);
      const review = await core.review();
      const reviews = await Promise.all(services.map((service) => review.of(service)));
      if (args.text('format') === 'json') data(json(reviews));
      else for (const review of reviews) print(await text(review, { core, color, all: args.flag('all') }));
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
    '',
  ];
  for (const aspect of aspects) {
    const own = items.filter(({ item, included }) => item.aspect === aspect && (all || included.value));
    if (own.length === 0) continue;
    lines.push(style('underline', aspectTitles[aspect]));
    for (const status of own) {
      const stale = status.stale === undefined ? '' : ` (wants a fresh look: ${status.stale})`;
      lines.push(
        `  ${style(colors[status.state], marks[status.state])} ${status.item.title}: ${status.ask}  ${style('dim', status.item.id)}`,
      );
      lines.push(style('dim', `      ${status.because}${stale}`));
      for (const change of status.changes) lines.push(style('dim', `      ${change}`));
      if (status.state === 'violated') for (const place of await places(status, core)) lines.push(`      ${place}`);
    }
    lines.push('');
  }
  const left = items.filter(({ included }) => !included.value).length;
  if (left > 0 && !all)
    lines.push(style('dim', `${left} more items are not asked of this service; --all lists them with the reason.`), '');
  return `${lines.join('\n')}\n`;
}

/** What is known of a service, on one line. */
function profileLine({ tier, phase, owner }: ServiceReview['profile']): string {
  return [
    `tier ${tier.value}${tier.assumed ? ' (assumed)' : ''}`,
    phase ? `phase ${phase.value}` : 'phase not said',
    owner ? `owner ${owner.value}` : 'owner not said',
  ].join(', ');
}

/** Evidence shown in a terminal, a line a place. */
const maxPlaces = 5;

async function places({ sites }: ItemStatus, core: Readiness): Promise<string[]> {
  const violated = sites.filter((site) => site.verdict === 'violated');
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
    items: items.map(({ item, ask, included, state, because, sites, answer, stale, changes }) => ({
      id: item.id,
      question: ask,
      aspect: item.aspect,
      priority: item.priority,
      included,
      state,
      because,
      sites: sites.map(({ rule, verdict, file, message }) => ({ rule, verdict, file, message })),
      ...(answer ? { answer } : {}),
      ...(stale === undefined ? {} : { stale, changes }),
    })),
  }));
  return jsonText(value);
}
