import type { Hit } from './search-client.js';

/** The start page, or the page of a query with its hits. */
export function page({ query = '', hits, popular = [] }: { query?: string; hits?: readonly Hit[]; popular?: readonly string[] }): string {
  const title = query === '' ? 'Search Shakespeare' : `${escape(query)} - Search Shakespeare`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title></head>
<body>
<form action="/search"><input name="q" value="${escape(query)}" autofocus><button>Search</button></form>
${hits === undefined ? popularList(popular) : hitList(hits)}
</body>
</html>
`;
}

function hitList(hits: readonly Hit[]): string {
  if (hits.length === 0) return '<p>No line of the plays holds these words.</p>';
  const items = hits.map(
    (hit) => `<li>${escape(hit.text)} <em>${escape(hit.speaker)}, ${escape(hit.play)} ${escape(hit.scene)}</em></li>`,
  );
  return `<ol>${items.join('')}</ol>`;
}

function popularList(queries: readonly string[]): string {
  const items = queries.map((query) => `<li><a href="/search?q=${encodeURIComponent(query)}">${escape(query)}</a></li>`);
  return items.length === 0 ? '' : `<p>Others look for</p><ul>${items.join('')}</ul>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
