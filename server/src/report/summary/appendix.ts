import { richText } from '../blocks/markdown.ts';
import { behindOf, itemPlaces, riskPlaces, settledOf } from './behind.ts';
import type { AspectSummary, ItemSummary, Neighbour, NoteSummary, Risk, Summary } from './format.ts';
import { code, paragraph, placed, table, text } from '../markdown-text.ts';
import { decisionRich } from './first.ts';
import {
  acceptedWords,
  counted,
  directionWords,
  harmWords,
  locationWords,
  noteCounts,
  questionedBy,
  reasonOf,
  stateWords,
  toneWords,
} from './input.ts';
import { progressWords } from '../../review/states.ts';

/** All that is behind the first two pages, as Markdown: each open question once, risks in full, decisions, evidence, what was read. */
export function appendix(summary: Summary): string[] {
  const { about, risks, changes, decisions, waivers, aspects } = summary;
  const { open, openNotes, resolved, trend, left } = behindOf(summary);
  return [
    ...section(`### Open questions (${open.length})`, open.map(question)),
    ...(risks.length > 0 ? ['### All risks', ...risks.map(risk)] : []),
    ...section(
      '### All decisions',
      decisions.map((each) => `- ${richText(decisionRich(each, Infinity))}`),
    ),
    ...section(
      '### Ignored findings',
      waivers.map(
        ({ place, message, rule, reason }) =>
          `- ${placed(place)}: ${text(message)} (${code(rule)})\n  Reason: ${text(reason)}`,
      ),
    ),
    ...section(
      '### All changes',
      changes.changes.map((each) => `- ${directionWords[each.direction]}: ${text(each.text)}`),
    ),
    ...trend.map(chart),
    ...engagementLines(summary),
    ...section('### Open notes', openNotes.map(note)),
    ...section('### Dependencies', [
      ...about.calls.map((each) => `- calls ${neighbour(each)}`),
      ...about.callers.map((each) => `- called by ${neighbour(each)}`),
    ]),
    ...section(
      '### SLOs',
      about.objectives.map(
        ({ text: words, observed, place }) =>
          `- ${text(words)} (${placed(place)})${observed === undefined ? '' : `\n  Observed: ${text(observed)}`}`,
      ),
    ),
    ...section(
      '### Alerts in production',
      (about.alerts ?? []).map(({ text: words, place }) => `- ${text(words)} (${placed(place)})`),
    ),
    '### Checklist',
    ...aspects.flatMap(evidence),
    ...section('### Resolved notes', resolved.map(note)),
    ...section(
      '### Items that do not apply to this service',
      left.map(({ because, titles }) => `- ${text(because)}: ${text(titles)}`),
    ),
    '### What was read',
    coverage(summary),
  ].filter((each) => each !== '');
}

function question({
  title,
  question: ask,
  stateName,
  priority,
  because,
  wanted,
  evidence: seen,
  more,
}: ItemSummary): string {
  const places = seen.map(
    ({ verdict, place, message }) => `  - ${stateWords[verdict]}: ${placed(place)}: ${text(message)}`,
  );
  const reason = reasonOf({ because, stateName });
  const why = reason === '' ? '' : `\n  Status: ${text(reason)}`;
  return [
    `- **${text(title)}** (${stateName}, ${priority} priority): ${text(ask)}${why}\n  Evidence that answers it: ${text(wanted)}`,
    ...places,
    ...(more > 0 ? [`  - ${counted(more, 'more location')}`] : []),
  ].join('\n');
}

function risk(each: Risk, at: number): string {
  const { title, feel, why, remedy, guide, guideTitle, accepted, planned, rules } = each;
  const { shown, more } = riskPlaces(each);
  const lines = [
    ...(accepted ? [text(acceptedWords(accepted))] : [`Fix: ${text(remedy)}`]),
    ...(planned ? [`Planned: ${text(planned.words)}`] : []),
    ...shown.map(
      ({ place, message, fix }) => `${placed(place)}: ${text(message)}${fix ? ' (quick fix available)' : ''}`,
    ),
    ...(more > 0 ? [counted(more, 'more location')] : []),
    ...(rules.length > 0 ? [`Checks: ${rules.map(code).join(', ')}`] : []),
    ...(guide === undefined
      ? []
      : [`Production Guide: ${guideTitle === undefined ? code(guide) : `${text(guideTitle)} (${code(guide)})`}`]),
  ];
  return [
    `#### ${at + 1}. ${text(title)} (${text(harmWords(each))})`,
    feel === title && why === undefined ? '' : paragraph(why ?? feel),
    lines.map((line) => `- ${line}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function note({ kind, about, place, lost, edited, comments }: NoteSummary): string {
  const what = about === undefined ? '' : ` on “${text(about)}”`;
  const where =
    place === undefined
      ? ''
      : ` at ${placed(place)}${lost ? ' (the line was not found again)' : edited ? ' (the line has changed since)' : ''}`;
  const words = comments.map(({ by, date, text: said }) => `  - ${text(by)}, ${text(date)}: ${text(said)}`).join('\n');
  return `- **${text(kind)}**${what}${where}\n${words}`;
}

function evidence(aspect: AspectSummary): string[] {
  const { title, claims } = aspect;
  const { settled, open } = settledOf(aspect);
  const lines = [
    ...settled.map(itemLine),
    ...(open > 0 ? [`- ${counted(open, 'item')} open: listed under open questions`] : []),
  ];
  return [`#### ${text(title)} (${progressWords(claims)})`, lines.join('\n')];
}

/** One line an item: its state, why, and where, at most three locations; what is said of risks is with the risk. */
function itemLine(item: ItemSummary): string {
  const { question: ask, stateName, stale, history, link, changed, title } = item;
  const doubt = questionedBy(item);
  const places = itemPlaces(item).map(({ place }) => placed(place));
  const said = [text(reasonOf(item)), stale === undefined ? '' : `stale: ${text(stale)}`, locationWords(item)].filter(
    (each) => each !== '',
  );
  const where = places.length > 0 ? `: ${places.join(', ')}${item.more > 0 ? ` and ${item.more} more` : ''}` : '';
  return [
    `- **${stateName}**${doubt === '' ? '' : ` (${text(doubt)})`} ${text(title)}: ${text(ask)} ${said.join('; ')}${where}`.trimEnd(),
    ...changed.map((what) => `  - Since the answer: ${text(what)}`),
    ...(link === undefined ? [] : [`  - Link: ${code(link)}`]),
    ...noteCounts(item).map((words) => `  - ${text(words)}`),
    ...history.map((before) => `  - Before: ${text(before)}`),
  ].join('\n');
}

function neighbour({ name, how, place }: Neighbour): string {
  return `${text(name)}: ${text(how)}${place ? ` (${placed(place)})` : ''}`;
}

function coverage({
  service,
  coverage: { read, beside, unread, leftOut, others, unfollowed, rules, silent },
  problems,
}: Summary): string {
  return [
    `- This is a service because ${text(service.because)}${service.root === undefined ? '' : `; code in ${code(service.root === '' ? '.' : service.root)}`}${service.workloads.length > 0 ? `; runs as ${service.workloads.map(code).join(', ')}` : ''}`,
    `- ${counted(read, 'file')} of the service read, and ${counted(beside, 'other file')} that configure or monitor it`,
    ...(leftOut.length > 0 ? [`- Left out on purpose: ${text(leftOut.join(', '))}`] : []),
    ...(others > 0 ? [`- ${counted(others, 'file')} of kinds that no check reads`] : []),
    ...unread.map(({ file, reason }) => `- Not read: ${code(file)}: ${text(reason)}`),
    ...(unfollowed > 0
      ? [`- ${counted(unfollowed, 'target')} of calls and variables not found in this workspace`]
      : []),
    `- ${rules.reduce((sum, { looked }) => sum + looked, 0)} of ${rules.reduce((sum, { all }) => sum + all, 0)} rules found something to check`,
    ...(silent.length > 0 ? [`- Rules that found nothing to check: ${silent.map(code).join(', ')}`] : []),
    ...problems.map((problem) => `- Error in a file under .prr: ${text(problem)}`),
  ].join('\n');
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, items.join('\n')];
}

/** Where the engagement is, the plan, and who holds what; nothing where nothing is written down. */
function engagementLines({ engagement }: Summary): string[] {
  if (!engagement) return [];
  const { standing, parts, tables, history, dates } = engagement;
  return [
    '### Engagement',
    text(standing),
    parts
      .map(
        ({ title, standing: words, tone }) =>
          `- ${text(title)}${tone === 'none' ? '' : ` (${toneWords[tone]})`}: ${text(words)}`,
      )
      .join('\n'),
    ...section(
      '#### History',
      history.length > 1
        ? history.map(
            ({ title, since, by, reason }) =>
              `- ${text(since)}: ${text(title)} (${text(by)})${reason === undefined ? '' : `: ${text(reason)}`}`,
          )
        : [],
    ),
    ...section(
      '#### Dates',
      dates.map(({ date, what, who }) => `- ${text(date)}: ${text(what)}${who === undefined ? '' : ` (${text(who)})`}`),
    ),
    ...tables.flatMap(({ caption, head, rows, more }) => [
      `#### ${text(caption)}`,
      table(
        head.map(text),
        rows.map((cells) => cells.map(cell)),
      ),
      more > 0 ? `${more} more.` : '',
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
