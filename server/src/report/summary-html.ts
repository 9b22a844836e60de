import { engagementParts } from './summary-engagement-html.ts';
import { evidenceParts } from './summary-evidence.ts';
import type { Risk, Summary } from './summary-format.ts';
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
  opening,
  stateDate,
} from './summary-input.ts';
import {
  evidencePlace,
  itemLinks,
  linkedText,
  part,
  placeHtml,
  type ItemLinks,
  type Links,
  type Part,
} from './summary-parts.ts';
import { chartPicture } from './summary-chart.ts';
import { aspectsPicture, escape } from './summary-pictures.ts';
import { pageColours, summaryStyle } from './summary-style.ts';

/** The summary as one self-contained page: no script, nothing loaded, prints well. */
export function htmlSummary(summary: Summary): string {
  const title = escape(titleOf(summary));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${pageColours}${summaryStyle}</style>
</head>
<body>
<main>
${summaryParts(summary, 'page')
  .map(({ html }) => html)
  .join('\n')}
</main>
</body>
</html>
`;
}

/** The page's parts, without frame and style. All text of people is escaped; there is no other HTML than ours. */
export function summaryParts(summary: Summary, links: Links): Part[] {
  const { about, profile, readiness, aspects, risks, asks, next, changes } = summary;
  const head = risks.slice(0, firstPageRisks);
  const rest = risks.slice(firstPageRisks);
  const common = commonReason(profile);
  const said = profile.map((each) => fieldHtml(each, { common, links }));
  if (common !== undefined)
    said.push(`<div><dt class="hidden">Why</dt><dd class="quiet">(all: ${escape(common)})</dd></div>`);
  const state = stateDate(summary);
  const items = itemLinks(summary);
  const first = [
    part(
      'head',
      `<h1>${escape(titleOf(summary))}</h1>${state === '' ? '' : `<p class="quiet">${escape(state)}</p>`}<p>${escape(about.text)}</p>${said.length > 0 ? `<dl>${said.join('')}</dl>` : ''}`,
      'header',
    ),
    part(
      'ready',
      `<h2>How ready it is</h2><p class="lead">${escape(readiness.words)}</p><div class="two"><div>${aspectsPicture(aspects)}<p class="quiet legend">${escape(legend)}</p></div><ul>${readiness.because.map((each) => `<li>${linkedText(each, items, / question/.test(each) ? '#part-questions' : '#evidence')}</li>`).join('')}</ul></div>`,
    ),
    part(
      'risks',
      `<h2>The risks that matter to its users</h2>${head.length === 0 ? `<p>None is known from the files that were read${summary.coverage.unread.length > 0 ? `, but ${counted(summary.coverage.unread.length, 'file')} could not be read` : ''}.</p>` : head.map((each) => shortRisk(each, links)).join('')}${rest.length > 0 ? `<p class="quiet"><a href="#more">${escape(moreRisks(rest))}</a></p>` : ''}`,
    ),
    part(
      'asks',
      `<h2>What is asked of whom</h2>${asks.length === 0 ? '<p>Nothing is asked of anybody.</p>' : `<ul>${asks.map((each) => askHtml(each, { links, items })).join('')}</ul>`}${next[0] ? `<p><strong>Next:</strong> ${nextHtml(next[0])}, <span class="quiet">because ${escape(next[0].because)}.</span></p>` : ''}`,
    ),
  ];
  const changed = changes.changes.map(
    ({ direction, text }) =>
      `<li><span class="mark ${{ better: 'good', worse: 'bad', known: 'open', other: '' }[direction]}">${directionWords[direction]}</span> ${linkedText(text, items)}</li>`,
  );
  return [
    ...first,
    ...engagementParts(summary, links),
    part(
      'changes',
      `<h2>What has changed</h2><p>${escape(changes.text)}</p>${changed.length > 0 ? `<ul>${changed.join('')}</ul>` : ''}${(
        summary.engagement?.charts ?? []
      )
        .filter(({ part: of }) => of === 'trend')
        .map(chartPicture)
        .join('')}`,
    ),
    ...evidenceParts(summary, links),
  ];
}

function titleOf({ service }: Summary): string {
  return `Production readiness of ${service.title ?? service.name}`;
}

/** A field of the profile; a reason that all have stands behind them. */
function fieldHtml(
  { field, value, because, place }: Summary['profile'][number],
  { common, links }: { common: string | undefined; links: Links },
): string {
  const said = value === undefined ? '<em>not said</em>' : escape(value);
  const linked = place && value !== undefined && links === 'editor' ? placeHtml(place, links, said) : said;
  const reason = value === undefined || common === because ? '' : ` <span class="quiet">(${escape(because)})</span>`;
  return `<div><dt>${fieldNames[field]}</dt><dd>${linked}${reason}</dd></div>`;
}

/** Where all that is known of a risk stands on the page. */
function rowOf({ id, from }: Risk): string {
  return `${{ item: 'item', note: 'note', rule: 'risk' }[from]}-${id}`;
}

/** What users feel, what to do and where, in a few lines. */
function shortRisk(risk: Risk, links: Links): string {
  const { id, from, harm, title, feel, remedy, places, accepted, planned } = risk;
  const [first] = places;
  const more = places.length - 1;
  const row = rowOf(risk);
  const where = first
    ? ` <span class="where">${evidencePlace(first.place, links, row)} ${from === 'note' || accepted ? '' : escape(opening(first.message, 300))}${more > 0 ? ` <a href="#risk-${escape(id)}">and ${more} more</a>` : ''}</span>`
    : '';
  const words = feel === title ? '' : `<p>${escape(feel)}</p>`;
  const todo = accepted
    ? `<p>${escape(acceptedWords(accepted))}</p>`
    : `${planned ? `<p><strong>${escape(planned.words)}.</strong></p> ` : ''}<p><strong>To do:</strong> ${escape(remedy)}</p>`;
  return `<article class="risk ${harm ?? 'noted'}"><h3><a href="#${escape(row)}">${escape(title)}</a> <span class="mark ${accepted || harm === 'repair' || harm === undefined ? '' : 'bad'}">${escape(harmWords(risk))}</span>${where}</h3>${words} ${todo}</article>`;
}

function nextHtml({ title, item }: Summary['next'][number]): string {
  return item === undefined ? escape(title) : `<a href="#item-${escape(item)}">${escape(title)}</a>`;
}

function askHtml({ who, asks }: Summary['asks'][number], { links, items }: { links: Links; items: ItemLinks }): string {
  const lines = asks.map(({ text, item, place }) => {
    const see = item === undefined ? '' : ` <a href="#item-${escape(item)}" class="see">evidence</a>`;
    return `${linkedText(text, items)}${place ? ` ${placeHtml(place, links)}` : see}`;
  });
  const [only] = lines;
  const what = lines.length === 1 ? `: ${only}` : `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`;
  return `<li><strong>${escape(who)}</strong>${what}</li>`;
}
