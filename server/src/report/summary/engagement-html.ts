import { chartPicture } from './chart.ts';
import type { Summary } from './format.ts';
import { toneWords } from './input.ts';
import { part, placeHtml, type Links, type Part } from './parts.ts';
import { escape, prose } from './pictures.ts';

type Engagement = NonNullable<Summary['engagement']>;

const looks = { good: 'good', bad: 'bad', attention: 'bad', open: 'open' } as const;

function mark(tone: Engagement['parts'][number]['tone']): string {
  return tone === 'none' ? '' : `<span class="mark ${looks[tone]}">${toneWords[tone]}</span>`;
}

/** Where the engagement is, the plan, and who holds what; nothing where nothing is written down. */
export function engagementParts({ engagement }: Summary, links: Links): Part[] {
  if (!engagement) return [];
  const { standing, parts, tables, history, charts, dates } = engagement;
  const way = history.map(({ title, since }) => `${escape(title)} since ${whole(since)}`);
  const next = dates.map(
    ({ date, what, who }) =>
      `<li><strong>${whole(date)}</strong> ${whole(what)}${who === undefined ? '' : ` <span class="quiet">(${escape(who)})</span>`}</li>`,
  );
  const rows = parts.map(
    ({ title, standing: words, tone }) => `<li><strong>${escape(title)}</strong>: ${whole(words)} ${mark(tone)}</li>`,
  );
  return [
    part(
      'engagement',
      `<h3>Engagement</h3><p class="lead">${escape(standing)}</p><ul>${rows.join('')}</ul>${way.length > 1 ? `<p class="quiet">States so far: ${way.join(', ')}.</p>` : ''}${next.length > 0 ? `<h4>Dates</h4><ul>${next.join('')}</ul>` : ''}${tables.map((each) => tableHtml(each, links)).join('')}${charts
        .filter(({ part: of }) => of !== 'trend')
        .map(chartPicture)
        .join('')}`,
    ),
  ];
}

function tableHtml({ caption, head, rows, more }: Engagement['tables'][number], links: Links): string {
  const body = rows.map((cells) => {
    const [first, ...rest] = cells.map((each) => cellHtml(each, links));
    return `<tr><th scope="row">${first ?? ''}</th>${rest.map((each) => `<td>${each}</td>`).join('')}</tr>`;
  });
  return `<h4>${escape(caption)}</h4><div class="scroll" tabindex="0" role="group" aria-label="${escape(caption)}"><table class="evidence plan"><thead><tr>${head.map((each) => `<th scope="col">${escape(each)}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>${more > 0 ? `<p class="quiet">${more} more.</p>` : ''}`;
}

function cellHtml(
  { text, tone, because, place }: Engagement['tables'][number]['rows'][number][number],
  links: Links,
): string {
  const look = tone === 'bad' || tone === 'attention' ? ` class="wants"` : '';
  const why = because === undefined ? '' : `<div class="quiet">${whole(because)}</div>`;
  return `<span${look}>${whole(text)}</span>${place ? ` ${placeHtml(place, links)}` : ''}${why}`;
}

/** Escaped words, in which dates and scores are not broken over lines. */
function whole(words: string): string {
  return prose(words).replace(
    /\b\d{4}-\d{2}-\d{2}\b|\d × \d \/ \d = \d+(?:\.\d+)?/g,
    (found) => `<span class="whole">${found}</span>`,
  );
}
