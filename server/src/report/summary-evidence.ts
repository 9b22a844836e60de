import type { AspectSummary, ItemSummary, NoteSummary, Risk, Summary } from './summary-format.ts';
import {
  acceptedWords,
  counted,
  firstPageRisks,
  harmWords,
  notAskedByReason,
  openItems,
  questionedBy,
  stateWords,
} from './summary-input.ts';
import { part, placeHtml, type Links, type Part } from './summary-parts.ts';
import { coveragePicture, dependencyPicture, escape } from './summary-pictures.ts';
import { lookOf } from './summary-readiness.ts';

/** All that stands behind the first page: decisions, waivers, questions, risks in full, evidence, and what was not read. */
export function evidenceParts(summary: Summary, links: Links): Part[] {
  const { decisions, waivers, notes, risks, aspects, notAsked } = summary;
  const open = notes.filter(({ state, kind }) => state === 'open' && kind !== 'decision');
  const resolved = notes.filter(({ state, kind }) => state === 'resolved' && kind !== 'decision');
  const listOf = (id: string, heading: string, items: readonly string[]) =>
    items.length === 0
      ? []
      : [part(id, `<h2>${heading}</h2><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`)];
  const full = risks
    .slice(0, firstPageRisks)
    .filter(({ places, why, from }) => places.length > 1 || why !== undefined || from === 'rule');
  const more = risks.slice(firstPageRisks);
  return [
    ...listOf(
      'decisions',
      'What was decided',
      decisions.map((each) => decisionHtml(each, links)),
    ),
    ...listOf(
      'waivers',
      'What is left as it is, with a reason',
      waivers.map(
        ({ place, message, reason, rule }) =>
          `${placeHtml(place, links)} ${escape(message)}<br><span class="quiet">Reason: ${escape(reason)} (${escape(rule)})</span>`,
      ),
    ),
    ...listOf(
      'notes',
      'Open notes',
      open.map((each) => noteHtml(each, links)),
    ),
    ...listOf('questions', 'Questions without an answer', questions(aspects)),
    ...(full.length > 0
      ? [part('full', `<h2>The risks in full</h2>${full.map((each) => riskHtml(each, links)).join('')}`)]
      : []),
    ...(more.length > 0
      ? [part('more-risks', `<h2 id="more">More risks</h2>${more.map((each) => riskHtml(each, links)).join('')}`)]
      : []),
    ...dependencies(summary, links),
    part('evidence', `<h2 id="evidence">Evidence</h2>${aspects.map((each) => aspectHtml(each, links)).join('')}`),
    ...listOf(
      'resolved',
      'Resolved notes',
      resolved.map((each) => noteHtml(each, links)),
    ),
    ...listOf(
      'not-asked',
      'What is not asked of this service',
      notAskedByReason(notAsked).map(
        ({ because, titles }) => `${escape(because)}: <span class="quiet">${escape(titles)}</span>`,
      ),
    ),
    part('coverage', `<h2>What was read</h2>${coverageHtml(summary)}`),
  ];
}

function decisionHtml({ text, outcome, reason, by, date, place }: Summary['decisions'][number], links: Links): string {
  const said = outcome === 'decided' ? '' : ` <span class="mark">${outcome === 'no' ? 'no' : 'does not apply'}</span>`;
  return `<span class="said">${escape(text.trim())}</span>${said}${reason === undefined ? '' : `${outcome === 'decided' ? ':' : ''} ${escape(reason)}`} <span class="quiet">${escape(by)}, ${escape(date)}</span>${place ? ` ${placeHtml(place, links)}` : ''}`;
}

function noteHtml({ id, kind, about, place, lost, edited, comments }: NoteSummary, links: Links): string {
  const what = about === undefined ? '' : ` on “${escape(about)}”`;
  const where =
    place === undefined
      ? ''
      : ` ${lost ? `<code>${escape(`${place.file}:${place.line}`)}</code> (its place is lost)` : placeHtml(place, links)}${edited ? ' (the line has changed since)' : ''}`;
  const words = comments.map(
    ({ by, date, text }) =>
      `<p class="said">${escape(text.trim())}<br><span class="quiet">${escape(by)}, ${escape(date)}</span></p>`,
  );
  return `<span class="mark" id="note-${escape(id)}">${escape(kind)}</span>${what}${where}${words.join('')}`;
}

function questions(aspects: readonly AspectSummary[]): string[] {
  return openItems(aspects).map(
    ({ id, title, question, wanted, priority }) =>
      `<a href="#item-${escape(id)}"><strong>${escape(title)}</strong></a> ${escape(question)}${priority === 'high' ? ' <span class="mark bad">important</span>' : ''}<br><span class="quiet">Evidence wanted: ${escape(wanted)}</span>`,
  );
}

function riskHtml(risk: Risk, links: Links): string {
  const { id, title, feel, why, remedy, places, rules, guide, guideTitle, harm, accepted, planned } = risk;
  const list = places
    .map(
      ({ message, place, fix }) =>
        `<li>${placeHtml(place, links)} ${escape(message)}${fix ? ' <span class="mark">the extension offers a fix</span>' : ''}</li>`,
    )
    .join('');
  const left = accepted
    ? `<p>${escape(acceptedWords(accepted))}</p>`
    : `${planned ? `<p><strong>${escape(planned.words)}.</strong></p>` : ''}<p><strong>To do:</strong> ${escape(remedy)}</p>`;
  const source = [
    ...(rules.length > 0 ? [`${rules.length === 1 ? 'Rule' : 'Rules'} ${rules.join(', ')}`] : []),
    ...(guide === undefined ? [] : [`Production Guide: ${guideTitle ?? guide}`]),
  ].join('; ');
  return `<article class="risk ${harm ?? 'noted'}" id="risk-${escape(id)}"><h3>${escape(title)} <span class="mark">${escape(harmWords(risk))}</span></h3><p>${escape(why ?? feel)}</p>${list === '' ? '' : `<ul>${list}</ul>`}${left}${source === '' ? '' : `<p class="quiet">${escape(source)}</p>`}</article>`;
}

function dependencies(summary: Summary, links: Links): Part[] {
  const picture = dependencyPicture(summary);
  if (picture === '') return [];
  const { calls, callers } = summary.about;
  const list = (words: string, each: (typeof calls)[number]) =>
    `<li>${words} ${escape(each.name)}: ${escape(each.how)}${each.place ? ` ${placeHtml(each.place, links)}` : ''}</li>`;
  return [
    part(
      'dependencies',
      `<h2>What it depends on</h2>${picture}<ul>${callers.map((each) => list('called by', each)).join('')}${calls.map((each) => list('calls', each)).join('')}</ul>`,
    ),
  ];
}

function aspectHtml({ id, title, items }: AspectSummary, links: Links): string {
  return `<h3 id="aspect-${id}">${escape(title)}</h3><div class="scroll" tabindex="0" role="group" aria-label="${escape(title)}"><table class="evidence"><thead><tr><th scope="col">Item</th><th scope="col">State</th><th scope="col">Why</th></tr></thead><tbody>${items.map((each) => itemHtml(each, links)).join('')}</tbody></table></div>`;
}

function itemHtml(
  { id, title, question, state, because, stale, evidence, more, history, link, changed, notes }: ItemSummary,
  links: Links,
): string {
  const look = lookOf(state, stale);
  const doubt = questionedBy({ state, notes });
  const rows = [
    ...evidence.map(
      ({ verdict, place, message }) =>
        `${verdict === 'shown' ? '' : `${stateWords[verdict]}: `}${placeHtml(place, links)} ${escape(message)}`,
    ),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(link === undefined ? [] : [`more: <code>${escape(link)}</code>`]),
    ...changed.map((what) => `since the answer: ${escape(what)}`),
    ...notes.map(
      ({ kind, state: is, by, text }) =>
        `<span class="mark">${escape(kind)}</span> ${escape(by)}${is === 'resolved' ? ' (resolved)' : ''}: ${escape(text)}`,
    ),
    ...history.map((said) => `before: ${escape(said)}`),
  ];
  const list = rows.length === 0 ? '' : `<ul>${rows.map((row) => `<li>${row}</li>`).join('')}</ul>`;
  const fresh = stale === undefined ? '' : ` <em>Stale: ${escape(stale)}.</em>`;
  return `<tr id="item-${escape(id)}"><th scope="row"><strong>${escape(title)}</strong><br>${escape(question)}</th><td><span class="mark ${look}">${escape(stateWords[state])}</span>${doubt === '' ? '' : `<br><em>${escape(doubt)}</em>`}</td><td>${escape(because)}${fresh}${list}</td></tr>`;
}

function coverageHtml(summary: Summary): string {
  const { coverage, problems, service } = summary;
  const { beside, unread, leftOut, others, unfollowed, silent } = coverage;
  const lines = [
    `${counted(beside, 'file')} beside the code of the service ${beside === 1 ? 'says' : 'say'} something of it: manifests, alerts, dashboards.`,
    ...(leftOut.length > 0 ? [`Left out on purpose: ${escape(leftOut.join(', '))}.`] : []),
    ...(others > 0 ? [`${counted(others, 'file')} of kinds that say nothing of production.`] : []),
    ...unread.map(({ file, reason }) => `Not read: <code>${escape(file)}</code>: ${escape(reason)}.`),
    ...(unfollowed > 0
      ? [
          `${counted(unfollowed, 'target')} of calls and variables not found in this workspace: what ${unfollowed === 1 ? 'it is' : 'they are'} is known only where somebody has declared it.`,
        ]
      : []),
    ...(silent.length > 0
      ? [`Rules that found nothing of their kind: ${silent.map((id) => `<code>${escape(id)}</code>`).join(', ')}.`]
      : []),
    ...problems.map((problem) => `A mistake in what the team wrote: ${escape(problem)}.`),
    `Known as a service because ${escape(service.because)}${service.root === undefined ? '' : `; code in <code>${escape(service.root === '' ? '.' : service.root)}</code>`}${service.workloads.length > 0 ? `; runs as ${service.workloads.map((name) => `<code>${escape(name)}</code>`).join(', ')}` : ''}.`,
  ];
  return `<p>The bars are shares: of the files that count, those that were read; of the rules of each aspect, those that found something of their kind to judge.</p>${coveragePicture(summary)}<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
}
