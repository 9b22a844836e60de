import { htmlSections } from '../blocks/html.ts';
import { evidenceParts } from './evidence.ts';
import { firstPages } from './first.ts';
import type { Summary } from './format.ts';
import { itemLinks, part, type Links, type Part } from './parts.ts';
import { escape } from './pictures.ts';
import { pageColours, summaryStyle } from './style.ts';

/** The summary as one self-contained page: no script, nothing loaded, prints well. */
export function htmlSummary(summary: Summary): string {
  return htmlPage(titleOf(summary), summaryParts(summary, 'page'));
}

/** Parts as a page of its own. */
export function htmlPage(title: string, parts: readonly Part[]): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<style>${pageColours}${summaryStyle}</style>
</head>
<body>
<main>
${parts.map(({ html }) => html).join('\n')}
</main>
</body>
</html>
`;
}

/** The page's parts, without frame and style. All text of people is escaped; there is no other HTML than ours. */
export function summaryParts(summary: Summary, links: Links): Part[] {
  const items = itemLinks(summary);
  const listed = new Set(summary.risks.map(({ id }) => id));
  const [head, ...rest] = htmlSections(firstPages(summary), {
    links,
    items,
    rowOf: (risk) => (listed.has(risk) ? `risk-${risk}` : undefined),
  });
  const title = `<h1>${escape(titleOf(summary))}</h1>`;
  return [
    ...(head ? [{ id: head.id, html: head.html.replace('>', () => `>${title}`) }] : []),
    ...rest,
    part('appendix', '<h2 id="appendix">Appendix</h2>'),
    ...evidenceParts(summary, links),
  ];
}

function titleOf({ service }: Summary): string {
  return `Production readiness of ${service.title ?? service.name}`;
}
