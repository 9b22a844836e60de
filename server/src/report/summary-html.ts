import { evidenceParts } from './summary-evidence.ts';
import type { Risk, Summary } from './summary-format.ts';
import { counted, fieldNames, firstPageRisks, harmWords, opening } from './summary-input.ts';
import { part, placeHtml, type Links, type Part } from './summary-parts.ts';
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
  const rest = risks.length - head.length;
  const said = profile.map((each, index) => fieldHtml(each, { next: profile[index + 1], links }));
  const first = [
    part(
      'head',
      `<h1>${escape(titleOf(summary))}</h1><p>${escape(about.text)}</p>${said.length > 0 ? `<dl>${said.join('')}</dl>` : ''}`,
      'header',
    ),
    part(
      'ready',
      `<h2>How ready it is</h2><p class="lead">${escape(readiness.words)}</p><div class="two"><div><ul>${readiness.because.map((each) => `<li>${escape(each)}</li>`).join('')}</ul></div><div>${aspectsPicture(aspects)}</div></div>`,
    ),
    part(
      'risks',
      `<h2>The risks that matter to its users</h2>${head.length === 0 ? `<p>None is known from the files that were read${summary.coverage.unread.length > 0 ? `, but ${counted(summary.coverage.unread.length, 'file')} could not be read` : ''}.</p>` : head.map((each) => shortRisk(each, links)).join('')}${rest > 0 ? `<p class="quiet"><a href="#more">${counted(rest, 'more risk')} of less weight</a></p>` : ''}`,
    ),
    part(
      'asks',
      `<h2>What is asked of whom</h2>${asks.length === 0 ? '<p>Nothing is asked of anybody.</p>' : `<ul>${asks.map((each) => askHtml(each, links)).join('')}</ul>`}${next[0] ? `<p><strong>Next:</strong> ${escape(next[0].title)}, <span class="quiet">because ${escape(next[0].because)}.</span></p>` : ''}`,
    ),
  ];
  const changed = changes.changes.map(
    ({ direction, text }) =>
      `<li><span class="mark ${direction === 'better' ? 'good' : direction === 'worse' ? 'bad' : ''}">${direction}</span> ${escape(text)}</li>`,
  );
  return [
    ...first,
    part(
      'changes',
      `<h2>What has changed</h2><p>${escape(changes.text)}</p>${changed.length > 0 ? `<ul>${changed.join('')}</ul>` : ''}`,
    ),
    ...evidenceParts(summary, links),
  ];
}

function titleOf({ service }: Summary): string {
  return `Production readiness of ${service.title ?? service.name}`;
}

/** A field of the profile; where the next has the same reason, the reason stands there. */
function fieldHtml(
  { field, value, because, place }: Summary['profile'][number],
  { next, links }: { next: Summary['profile'][number] | undefined; links: Links },
): string {
  const said = value === undefined ? '<em>not said</em>' : escape(value);
  const linked = place && value !== undefined && links === 'editor' ? placeHtml(place, links, said) : said;
  const reason =
    value === undefined || next?.because === because ? '' : ` <span class="quiet">(${escape(because)})</span>`;
  return `<div><dt>${fieldNames[field]}</dt><dd>${linked}${reason}</dd></div>`;
}

/** What users feel, what to do and where, in a few lines. */
function shortRisk(risk: Risk, links: Links): string {
  const { id, from, harm, title, feel, remedy, places, who, accepted } = risk;
  const [first] = places;
  const more = places.length - 1;
  const where = first
    ? ` <span class="where">${placeHtml(first.place, links)} ${from === 'note' ? '' : escape(headOf(first.message))}${more > 0 ? ` <a href="#risk-${escape(id)}">and ${more} more</a>` : ''}</span>`
    : '';
  const heading = from === 'item' ? `<a href="#item-${escape(id)}">${escape(title)}</a>` : escape(title);
  const left = accepted
    ? ` Left as it is by ${escape(accepted.by)} on ${escape(accepted.date)}: ${escape(accepted.reason)}`
    : '';
  return `<article class="risk ${harm ?? 'noted'}"><h3>${heading} <span class="mark ${harm === 'repair' || harm === undefined ? '' : 'bad'}">${harmWords(risk)}</span>${where}</h3><p>${escape(feel)}${left}</p><p><strong>To do${who === undefined ? '' : ` (${escape(who)})`}:</strong> ${escape(remedy)}</p></article>`;
}

/** What is wrong, without the reason that follows its colon. */
function headOf(message: string): string {
  return opening(message.split(/: |; /)[0] ?? message, 120);
}

function askHtml({ who, asks }: Summary['asks'][number], links: Links): string {
  const lines = asks.map(({ text, item, place }) => {
    const see = item === undefined ? '' : ` <a href="#item-${escape(item)}" class="see">evidence</a>`;
    return `<li>${escape(text)}${place ? ` ${placeHtml(place, links)}` : see}</li>`;
  });
  return `<li><strong>${escape(who)}</strong><ul>${lines.join('')}</ul></li>`;
}
