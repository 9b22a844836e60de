import type { AspectSummary, ItemSummary, Neighbour, NoteSummary, Risk, Summary } from './summary-format.ts';
import {
  acceptedWords,
  commonReason,
  counted,
  directionWords,
  fieldNames,
  firstPageRisks,
  harmWords,
  legend,
  moreRisks,
  notAskedByReason,
  openItems,
  questionedBy,
  stateDate,
  stateWords,
  toneWords,
  totals,
} from './summary-input.ts';
import { code, paragraph, placed, table, text } from './markdown-text.ts';

/** The summary as one Markdown page without HTML: one fact a line, in a stable order, so that two exports can be compared. */
export function markdownSummary(summary: Summary): string {
  const { service, about, profile, readiness, risks, asks, next, changes, decisions, waivers, notes, notAsked } =
    summary;
  const head = risks.slice(0, firstPageRisks);
  const rest = risks.slice(firstPageRisks);
  const common = commonReason(profile);
  const open = notes.filter(({ state, kind }) => state === 'open' && kind !== 'decision');
  const parts = [
    `# Production readiness of ${text(service.title ?? service.name)}`,
    text(stateDate(summary)),
    paragraph(about.text),
    profile
      .map(
        ({ field, value, because }) =>
          `- ${fieldNames[field]}: ${value === undefined ? 'not said' : text(value)}${because === common ? '' : ` (${text(because)})`}`,
      )
      .join('\n'),
    common === undefined ? '' : `(All of it: ${text(common)}.)`,
    '## How ready it is',
    `**${text(readiness.words)}**`,
    readiness.because.map((each) => `- ${text(each)}`).join('\n'),
    `By aspect: ${totals(summary.aspects)}.`,
    table(['Aspect', 'Passed', 'Failed', 'Open'], summary.aspects.map(pictureRow)),
    legend,
    '## The risks that matter to its users',
    head.length === 0 ? nothingFound(summary) : head.map(risk).join('\n\n'),
    ...(rest.length > 0 ? [`${moreRisks(rest)}: see [below](#more-risks).`] : []),
    '## What is asked of whom',
    asks.length === 0 ? 'Nothing is asked of anybody.' : asks.map(askLines).join('\n'),
    ...(next.length > 0
      ? [`Next: ${next.map(({ title, because }) => `**${text(title)}**, because ${text(because)}.`)[0] ?? ''}`]
      : []),
    ...engagementLines(summary),
    '## What has changed',
    text(changes.text),
    changes.changes.map((each) => `- ${directionWords[each.direction]}: ${text(each.text)}`).join('\n'),
    ...(summary.engagement?.charts ?? []).filter(({ part }) => part === 'trend').map(chart),
    ...section('## What was decided', decisions.map(decision)),
    ...section(
      '## What is left as it is, with a reason',
      waivers.map(
        ({ place, message, rule, reason }) =>
          `- ${placed(place)}: ${text(message)} (${code(rule)})\n  Reason: ${text(reason)}`,
      ),
    ),
    ...section('## Open notes', open.map(note)),
    ...section('## Questions without an answer', unanswered(summary)),
    ...(rest.length > 0 ? ['## More risks', rest.map(risk).join('\n\n')] : []),
    ...section('## What it depends on', [
      ...about.calls.map((each) => `- it calls ${neighbour(each)}`),
      ...about.callers.map((each) => `- it is called by ${neighbour(each)}`),
    ]),
    '## Evidence',
    ...summary.aspects.map(evidence),
    ...section(
      '## Resolved notes',
      notes.filter(({ state, kind }) => state === 'resolved' && kind !== 'decision').map(note),
    ),
    ...section(
      '## What is not asked of this service',
      notAskedByReason(notAsked).map(({ because, titles }) => `- ${text(because)}: ${text(titles)}`),
    ),
    '## What was read',
    coverage(summary),
    `Known as a service because ${text(service.because)}${service.root === undefined ? '' : `; code in ${code(service.root === '' ? '.' : service.root)}`}${service.workloads.length > 0 ? `; runs as ${service.workloads.map(code).join(', ')}` : ''}.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function nothingFound({ coverage: { unread } }: Summary): string {
  const but = unread.length > 0 ? `, but ${counted(unread.length, 'file')} could not be read` : '';
  return `None is known from the files that were read${but}.`;
}

function risk(each: Risk): string {
  const { title, feel, remedy, places, who, guide, guideTitle, accepted, planned } = each;
  return [
    `### ${text(title)} (${text(harmWords(each))})`,
    lines([feel === title ? '' : paragraph(feel), ...(accepted ? [text(acceptedWords(accepted))] : [])]).join('\n\n'),
    lines([
      planned ? `- ${text(planned.words)}` : '',
      accepted ? '' : `- To do: ${text(remedy)}`,
      ...places.map(
        ({ place, message, fix }) =>
          `- ${placed(place)}: ${text(message)}${fix ? ' (the extension offers a fix)' : ''}`,
      ),
      ...(who === undefined || accepted || planned ? [] : [`- Asked of: ${text(who)}`]),
      ...(guide === undefined
        ? []
        : [`- Production Guide: ${guideTitle === undefined ? code(guide) : `${text(guideTitle)} (${code(guide)})`}`]),
    ]).join('\n'),
  ].join('\n\n');
}

function askLines({ who, asks }: Summary['asks'][number]): string {
  const lines = asks.map(({ text: words, place }) => `${text(words)}${place ? ` (${placed(place)})` : ''}`);
  return lines.length === 1 ? `- ${text(who)}: ${lines.join('')}` : [`- ${text(who)}`, ...lines].join('\n  - ');
}

function decision({ text: words, outcome, reason, by, date, place }: Summary['decisions'][number]): string {
  const said = outcome === 'decided' ? '' : outcome === 'no' ? ' No' : ' Does not apply';
  return `- ${text(date)} ${text(by)}: ${text(words)}${said}${reason === undefined ? '' : `: ${text(reason)}`}${place ? ` (${placed(place)})` : ''}`;
}

function unanswered({ aspects }: Summary): string[] {
  return openItems(aspects).map(
    ({ title, question, wanted, priority }) =>
      `- **${text(title)}**: ${text(question)} (${priority})\n  Evidence wanted: ${text(wanted)}`,
  );
}

function note({ kind, about, place, lost, edited, comments }: NoteSummary): string {
  const what = about === undefined ? '' : ` on “${text(about)}”`;
  const where =
    place === undefined
      ? ''
      : ` at ${placed(place)}${lost ? ' (its place is lost)' : edited ? ' (the line has changed since)' : ''}`;
  const words = comments.map(({ by, date, text: said }) => `  - ${text(by)}, ${text(date)}: ${text(said)}`).join('\n');
  return `- **${text(kind)}**${what}${where}\n${words}`;
}

function pictureRow({ name, claims: { passed, failed, applicable } }: AspectSummary): string[] {
  return [name, String(passed), String(failed), String(applicable - passed - failed)];
}

function evidence({ title, items }: AspectSummary): string {
  return [`### ${text(title)}`, items.map(itemLines).join('\n')].join('\n\n');
}

function itemLines({
  question,
  state,
  because,
  stale,
  evidence: sites,
  more,
  history,
  link,
  changed,
  notes,
  title,
}: ItemSummary): string {
  const doubt = questionedBy({ state, notes });
  return lines([
    `- **${stateWords[state]}**${doubt === '' ? '' : ` (${text(doubt)})`}: ${text(title)}: ${text(question)}`,
    `  - Why: ${text(because)}`,
    ...(stale === undefined ? [] : [`  - Stale: ${text(stale)}`]),
    ...changed.map((what) => `  - Since the answer: ${text(what)}`),
    ...(link === undefined ? [] : [`  - More: ${code(link)}`]),
    ...sites.map(({ verdict, message, place }) => `  - ${stateWords[verdict]}: ${placed(place)}: ${text(message)}`),
    ...(more > 0 ? [`  - and ${more} more`] : []),
    ...notes.map(
      ({ kind, state: is, by, text: said }) =>
        `  - Note (${text(kind)}${is === 'resolved' ? ', resolved' : ''}) of ${text(by)}: ${text(said)}`,
    ),
    ...history.map((said) => `  - Before: ${text(said)}`),
  ]).join('\n');
}

function neighbour({ name, how, place }: Neighbour): string {
  return `${text(name)}: ${text(how)}${place ? ` (${placed(place)})` : ''}`;
}

function coverage({
  coverage: { read, beside, unread, leftOut, others, unfollowed, rules, silent },
  problems,
}: Summary): string {
  return lines([
    `- ${counted(read, 'file')} of the service read, and ${counted(beside, 'file')} beside it that say something of it`,
    ...(leftOut.length > 0 ? [`- left out on purpose: ${text(leftOut.join(', '))}`] : []),
    ...(others > 0 ? [`- ${counted(others, 'file')} of kinds that say nothing of production`] : []),
    ...unread.map(({ file, reason }) => `- not read: ${code(file)}: ${text(reason)}`),
    ...(unfollowed > 0
      ? [`- ${counted(unfollowed, 'target')} of calls and variables not found in this workspace`]
      : []),
    `- ${rules.reduce((sum, { looked }) => sum + looked, 0)} of ${rules.reduce((sum, { all }) => sum + all, 0)} rules had something to look at`,
    ...(silent.length > 0 ? [`- rules that found nothing of their kind: ${silent.map(code).join(', ')}`] : []),
    ...problems.map((problem) => `- a mistake in what the team wrote: ${text(problem)}`),
  ]).join('\n');
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, items.join('\n')];
}

function lines(list: readonly string[]): string[] {
  return list.filter((line) => line !== '');
}

/** Where the engagement stands, the plan, and who holds what; nothing where nothing is written down. */
function engagementLines({ engagement }: Summary): string[] {
  if (!engagement) return [];
  const { standing, parts, tables, history, dates } = engagement;
  return [
    '## Where the engagement stands',
    text(standing),
    parts
      .map(
        ({ title, standing: words, tone }) =>
          `- ${text(title)}${tone === 'none' ? '' : ` (${toneWords[tone]})`}: ${text(words)}`,
      )
      .join('\n'),
    ...section(
      '### The way so far',
      history.length > 1
        ? history.map(
            ({ title, since, by, reason }) =>
              `- ${text(since)}: ${text(title)} (${text(by)})${reason === undefined ? '' : `: ${text(reason)}`}`,
          )
        : [],
    ),
    ...section(
      '### What comes when',
      dates.map(({ date, what, who }) => `- ${text(date)}: ${text(what)}${who === undefined ? '' : ` (${text(who)})`}`),
    ),
    ...tables.flatMap(({ caption, head, rows, more }) => [
      `### ${text(caption)}`,
      table(
        head.map(text),
        rows.map((cells) => cells.map(cell)),
      ),
      more > 0 ? `And ${more} more.` : '',
    ]),
    ...engagement.charts.filter(({ part }) => part !== 'trend').map(chart),
  ];
}

type Engagement = NonNullable<Summary['engagement']>;

function cell({ text: words, because, place }: Engagement['tables'][number]['rows'][number][number]): string {
  return `${text(words)}${place ? ` (${placed(place)})` : ''}${because === undefined ? '' : `: ${text(because)}`}`;
}

/** The numbers of a picture of lines. */
function chart({ caption, labels, lines: all }: Engagement['charts'][number]): string {
  return table(
    [text(caption), ...labels.map(text)],
    all.map(({ name, values }) => [text(name), ...values.map((value) => (value === null ? '?' : String(value)))]),
  );
}
