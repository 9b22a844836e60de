import { richHtml } from '../blocks/html.ts';
import { progressWords } from '../../review/states.ts';
import { behindOf, itemPlaces, riskPlaces, settledOf } from './behind.ts';
import { decisionRich } from './first.ts';
import type { AspectSummary, ItemSummary, NoteSummary, Risk, Summary } from './format.ts';
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
} from './input.ts';
import { chartPicture } from './chart.ts';
import { engagementParts } from './engagement-html.ts';
import { itemLinks, linkedText, part, placeHtml, type Links, type Part } from './parts.ts';
import { coveragePicture, dependencyPicture, escape, prose } from './pictures.ts';
import { lookOf } from './readiness.ts';

/** All that is behind the first pages: open questions, risks in full, decisions, evidence, and what was not read. */
export function evidenceParts(summary: Summary, links: Links): Part[] {
  const { decisions, waivers, risks, aspects, changes } = summary;
  const { open, openNotes, resolved, trend, left } = behindOf(summary);
  const items = itemLinks(summary);
  const listOf = (id: string, heading: string, list: readonly string[]) =>
    list.length === 0
      ? []
      : [part(id, `<h3>${heading}</h3><ul>${list.map((item) => `<li>${item}</li>`).join('')}</ul>`)];
  return [
    ...listOf(
      'questions',
      `Open questions (${open.length})`,
      open.map((each) => questionHtml(each, links)),
    ),
    ...(risks.length > 0
      ? [
          part(
            'all-risks',
            `<h3>All risks</h3>${risks.map((each, at) => riskHtml(each, { links, number: at + 1 })).join('')}`,
          ),
        ]
      : []),
    ...listOf(
      'decisions',
      'All decisions',
      decisions.map((each) => richHtml(decisionRich(each, Infinity), { links, items })),
    ),
    ...listOf(
      'waivers',
      'Ignored findings',
      waivers.map(
        ({ place, message, reason, rule }) =>
          `${placeHtml(place, links)} ${prose(message)}<br><span class="quiet">Reason: ${escape(reason)} (${escape(rule)})</span>`,
      ),
    ),
    ...listOf(
      'changes',
      'All changes',
      changes.changes.map(
        ({ direction, text }) =>
          `<span class="mark ${{ better: 'good', worse: 'bad', known: 'open', other: '' }[direction]}">${directionWords[direction]}</span> ${linkedText(text, items)}`,
      ),
    ),
    ...(trend.length === 0 ? [] : [part('trend', trend.map(chartPicture).join(''))]),
    ...engagementParts(summary, links),
    ...listOf(
      'notes',
      'Open notes',
      openNotes.map((each) => noteHtml(each, links)),
    ),
    ...dependencies(summary, links),
    ...objectiveParts(summary, links),
    ...alertParts(summary, links),
    part('evidence', `<h3 id="evidence">Checklist</h3>${aspects.map((each) => aspectHtml(each, links)).join('')}`),
    ...listOf(
      'resolved',
      'Resolved notes',
      resolved.map((each) => noteHtml(each, links)),
    ),
    ...listOf(
      'not-asked',
      'Items that do not apply to this service',
      left.map(({ because, titles }) => `${escape(because)}: <span class="quiet">${escape(titles)}</span>`),
    ),
    part('coverage', `<h3>What was read</h3>${coverageHtml(summary)}`),
  ];
}

function noteHtml({ id, kind, about, place, lost, edited, comments }: NoteSummary, links: Links): string {
  const what = about === undefined ? '' : ` on “${escape(about)}”`;
  const where =
    place === undefined
      ? ''
      : ` ${lost ? `<code>${escape(`${place.file}:${place.line}`)}</code> (the line was not found again)` : placeHtml(place, links)}${edited ? ' (the line has changed since)' : ''}`;
  const words = comments.map(
    ({ by, date, text }) =>
      `<p class="said">${escape(text.trim())}<br><span class="quiet">${escape(by)}, ${escape(date)}</span></p>`,
  );
  return `<span class="mark" id="note-${escape(id)}">${escape(kind)}</span>${what}${where}${words.join('')}`;
}

/** The only place of the page where an open question is asked. */
function questionHtml(
  { id, title, question, stateName, because, wanted, priority, evidence, more }: ItemSummary,
  links: Links,
): string {
  const rows = [
    ...evidence.map(
      ({ verdict, place, message }) => `${stateWords[verdict]}: ${placeHtml(place, links)} ${prose(message)}`,
    ),
    ...(more > 0 ? [counted(more, 'more location')] : []),
  ];
  const list = rows.length === 0 ? '' : `<ul>${rows.map((row) => `<li>${row}</li>`).join('')}</ul>`;
  const reason = reasonOf({ because, stateName });
  const why = reason === '' ? '' : ` <span class="quiet">Status: ${prose(reason)}</span>`;
  return `<span id="item-${escape(id)}"><strong>${escape(title)}</strong></span> <span class="mark ${priority === 'high' ? 'bad' : ''}">${escape(`${stateName}, ${priority} priority`)}</span><br>${escape(question)}${why}<br><span class="quiet">Evidence that answers it: ${escape(wanted)}</span>${list}`;
}

function riskHtml(risk: Risk, { links, number }: { links: Links; number: number }): string {
  const { id, title, feel, why, remedy, rules, guide, guideTitle, harm, accepted, planned } = risk;
  const { shown, more } = riskPlaces(risk);
  const list = [
    ...shown.map(
      ({ message, place, fix }) =>
        `${placeHtml(place, links)} ${prose(message)}${fix ? ' <span class="mark">quick fix available</span>' : ''}`,
    ),
    ...(more > 0 ? [counted(more, 'more location')] : []),
  ];
  const left = accepted
    ? `<p>${escape(acceptedWords(accepted))}</p>`
    : `${planned ? `<p><strong>Planned:</strong> ${escape(planned.words)}</p>` : ''}<p><strong>Fix:</strong> ${prose(remedy)}</p>`;
  const source = [
    ...(rules.length > 0 ? [`Checks: ${rules.join(', ')}`] : []),
    ...(guide === undefined ? [] : [`Production Guide: ${guideTitle ?? guide}`]),
  ].join('; ');
  const located = list.length === 0 ? '' : `<ul>${list.map((each) => `<li>${each}</li>`).join('')}</ul>`;
  return `<article class="risk ${harm ?? 'noted'}" id="risk-${escape(id)}"><h4>${number}. ${escape(title)} <span class="mark">${escape(harmWords(risk))}</span></h4><p>${prose(why ?? feel)}</p>${located}${left}${source === '' ? '' : `<p class="quiet">${escape(source)}</p>`}</article>`;
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
      `<h3>Dependencies</h3>${picture}<ul>${callers.map((each) => list('called by', each)).join('')}${calls.map((each) => list('calls', each)).join('')}</ul>`,
    ),
  ];
}

function objectiveParts({ about: { objectives } }: Summary, links: Links): Part[] {
  const rows = objectives.map(({ text: words, observed, place }) => {
    const seen = observed === undefined ? '' : `<br><span class="quiet">Observed: ${escape(observed)}</span>`;
    return `<li>${escape(words)} ${placeHtml(place, links)}${seen}</li>`;
  });
  return rows.length === 0 ? [] : [part('slos', `<h3>SLOs</h3><ul>${rows.join('')}</ul>`)];
}

function alertParts({ about: { alerts = [] } }: Summary, links: Links): Part[] {
  const rows = alerts.map(({ text: words, place }) => `<li>${escape(words)} ${placeHtml(place, links)}</li>`);
  return rows.length === 0 ? [] : [part('alerts', `<h3>Alerts in production</h3><ul>${rows.join('')}</ul>`)];
}

function aspectHtml(aspect: AspectSummary, links: Links): string {
  const { id, title, claims } = aspect;
  const { settled, open } = settledOf(aspect);
  const left =
    open > 0
      ? `<p class="quiet">${counted(open, 'item')} open: listed under <a href="#part-questions">open questions</a>.</p>`
      : '';
  const rows = settled.map((each) => itemHtml(each, links)).join('');
  const table =
    rows === ''
      ? ''
      : `<div class="scroll" tabindex="0" role="group" aria-label="${escape(title)}"><table class="evidence"><thead><tr><th scope="col">Item</th><th scope="col">State</th><th scope="col">Why</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return `<h4 id="aspect-${id}">${escape(title)} (${escape(progressWords(claims))})</h4>${table}${left}`;
}

/** A row an item: its state, why, and where, at most three locations; what fails is listed with its risk. */
function itemHtml(item: ItemSummary, links: Links): string {
  const { id, title, question, state, stateName, stale, more, history, link, changed } = item;
  const doubt = questionedBy(item);
  const places = itemPlaces(item).map(({ place }) => placeHtml(place, links));
  const said = [
    prose(reasonOf(item)),
    stale === undefined ? '' : `<em>stale: ${escape(stale)}</em>`,
    escape(locationWords(item)),
  ].filter((each) => each !== '');
  const where = places.length > 0 ? `: ${places.join(', ')}${more > 0 ? ` and ${more} more` : ''}` : '';
  const rows = [
    ...(link === undefined ? [] : [`Link: <code>${escape(link)}</code>`]),
    ...changed.map((what) => `Since the answer: ${escape(what)}`),
    ...noteCounts(item).map(escape),
    ...history.map((before) => `Before: ${escape(before)}`),
  ];
  const list = rows.length === 0 ? '' : `<ul>${rows.map((row) => `<li>${row}</li>`).join('')}</ul>`;
  return `<tr id="item-${escape(id)}"><th scope="row"><strong>${escape(title)}</strong><br>${escape(question)}</th><td><span class="mark ${lookOf(state, stale)}">${escape(stateName)}</span>${doubt === '' ? '' : `<br><em>${escape(doubt)}</em>`}</td><td>${said.join('; ')}${where}${list}</td></tr>`;
}

function coverageHtml(summary: Summary): string {
  const { coverage, problems, service } = summary;
  const { beside, unread, leftOut, others, unfollowed, silent } = coverage;
  const lines = [
    `This is a service because ${escape(service.because)}${service.root === undefined ? '' : `; code in <code>${escape(service.root === '' ? '.' : service.root)}</code>`}${service.workloads.length > 0 ? `; runs as ${service.workloads.map((name) => `<code>${escape(name)}</code>`).join(', ')}` : ''}.`,
    `${counted(beside, 'file')} outside of its code ${beside === 1 ? 'configures or monitors' : 'configure or monitor'} it: manifests, alerts, dashboards.`,
    ...(leftOut.length > 0 ? [`Left out on purpose: ${escape(leftOut.join(', '))}.`] : []),
    ...(others > 0 ? [`${counted(others, 'file')} of kinds that no check reads.`] : []),
    ...unread.map(({ file, reason }) => `Not read: <code>${escape(file)}</code>: ${escape(reason)}.`),
    ...(unfollowed > 0 ? [`${counted(unfollowed, 'target')} of calls and variables not found in this workspace.`] : []),
    ...(silent.length > 0
      ? [`Rules that found nothing to check: ${silent.map((id) => `<code>${escape(id)}</code>`).join(', ')}.`]
      : []),
    ...problems.map((problem) => `Error in a file under .prr: ${escape(problem)}.`),
  ];
  return `<p>Bars show the share of files that were read, and of rules that found something to check.</p>${coveragePicture(summary)}<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
}
