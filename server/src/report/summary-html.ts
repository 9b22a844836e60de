import type { AspectSummary, ItemSummary, NoteSummary, Risk, Summary } from './summary.ts';

const states: Readonly<Record<ItemSummary['state'], { words: string; look: 'good' | 'bad' | 'open' | 'none' }>> = {
  shown: { words: 'shown', look: 'good' },
  yes: { words: 'yes', look: 'good' },
  violated: { words: 'not so', look: 'bad' },
  no: { words: 'no', look: 'bad' },
  'cannot-tell': { words: 'cannot tell', look: 'open' },
  unanswered: { words: 'wants an answer', look: 'open' },
  'not-applicable': { words: 'does not apply', look: 'none' },
};

/** The summary as one self-contained page: no script, nothing loaded, prints well. */
export function htmlSummary(summary: Summary): string {
  const { service, verdict, aspects, risks, decisions, waivers, notes, unanswered } = summary;
  const title = `Production readiness of ${service.name}`;
  const list = (items: readonly string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
  const section = (heading: string, body: string) =>
    body === '' ? '' : `<section><h2>${heading}</h2>${body}</section>`;
  const open = notes.filter((note) => note.state === 'open');
  const resolved = notes.filter((note) => note.state === 'resolved');
  const body = [
    `<header><h1>${escape(title)}</h1><p class="lead">${escape(verdict)}</p><p class="quiet">Known as a service because ${escape(service.because)}${service.root ? `; code in <code>${escape(service.root)}</code>` : ''}${service.workloads.length > 0 ? `; runs as ${service.workloads.map((name) => `<code>${escape(name)}</code>`).join(', ')}` : ''}.</p></header>`,
    section('The picture', picture(aspects)),
    section(
      'Risks that matter',
      risks.length === 0 ? '<p>None was found in the files that were read.</p>' : risks.map(riskHtml).join(''),
    ),
    section('Open questions and notes', open.length === 0 ? '' : list(open.map(noteHtml))),
    section(
      'Wants an answer',
      unanswered.length === 0
        ? ''
        : list(
            unanswered.map(
              ({ question, wanted }) =>
                `${escape(question)}<br><span class="quiet">Evidence wanted: ${escape(wanted)}</span>`,
            ),
          ),
    ),
    section(
      'What was decided',
      decisions.length === 0
        ? ''
        : list(
            decisions.map(
              (each) =>
                `<strong>${escape(each.question)}</strong> ${escape(each.answer)}: ${escape(each.reason)} <span class="quiet">${escape(each.by)}, ${escape(each.date)}</span>`,
            ),
          ),
    ),
    section(
      'What is left as it is, with a reason',
      waivers.length === 0
        ? ''
        : list(
            waivers.map(
              (each) =>
                `<code>${escape(each.place)}</code> ${escape(each.message)}<br><span class="quiet">Reason: ${escape(each.reason)} (${escape(each.rule)})</span>`,
            ),
          ),
    ),
    section('Resolved notes', resolved.length === 0 ? '' : list(resolved.map(noteHtml))),
    section('Evidence', aspects.map(evidenceHtml).join('')),
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
`;
}

/** A bar an aspect: good, not so, open; what does not apply is left out. */
function picture(aspects: readonly AspectSummary[]): string {
  const rows = aspects.map(({ name, counts }) => {
    const all = counts.good + counts.bad + counts.open;
    const words = all === 0 ? 'nothing applies' : `${counts.good} good, ${counts.bad} not so, ${counts.open} open`;
    let x = 0;
    const bars = (['good', 'bad', 'open'] as const).map((look) => {
      const width = all === 0 ? 0 : (200 * counts[look]) / all;
      const bar =
        width === 0 ? '' : `<rect class="${look}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="14"/>`;
      x += width;
      return bar;
    });
    return `<tr><th scope="row">${escape(name)}</th><td><svg role="img" aria-label="${escape(words)}" viewBox="0 0 200 14" width="200" height="14"><rect class="track" width="200" height="14"/>${bars.join('')}</svg></td><td class="quiet">${escape(words)}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="group" aria-label="The picture"><table class="picture"><tbody>${rows.join('')}</tbody></table></div>`;
}

function riskHtml({ rule, summary, why, remedy, guide, places }: Risk): string {
  const list = places.map(({ message, place }) => `<li><code>${escape(place)}</code> ${escape(message)}</li>`).join('');
  return `<article><h3>${escape(summary)} <span class="mark bad">not so in ${places.length} ${places.length === 1 ? 'place' : 'places'}</span></h3><p>${escape(why)}</p><ul>${list}</ul><p><strong>What to do:</strong> ${escape(remedy)} <span class="quiet">Rule ${escape(rule)}; Guide: ${escape(guide)}.</span></p></article>`;
}

function noteHtml({ kind, place, lost, comments }: NoteSummary): string {
  const where = place === undefined ? '' : ` <code>${escape(place)}</code>${lost ? ' (its place is lost)' : ''}`;
  const words = comments.map(
    ({ by, date, text }) =>
      `<p class="said">${escape(text)}<br><span class="quiet">${escape(by)}, ${escape(date)}</span></p>`,
  );
  return `<span class="mark">${escape(kind)}</span>${where}${words.join('')}`;
}

function evidenceHtml({ title, items }: AspectSummary): string {
  const rows = items.map(({ question, state, because, stale, evidence, more }) => {
    const { words, look } = states[state];
    const places = evidence.map(
      (site) => `<li class="${site.verdict}"><code>${escape(site.place)}</code> ${escape(site.message)}</li>`,
    );
    const rest = more > 0 ? `<li>and ${more} more</li>` : '';
    const list = places.length === 0 ? '' : `<ul>${places.join('')}${rest}</ul>`;
    const fresh = stale === undefined ? '' : ` <em>Wants a fresh look: ${escape(stale)}.</em>`;
    return `<tr><td>${escape(question)}</td><td><span class="mark ${look}">${words}</span></td><td>${escape(because)}${fresh}${list}</td></tr>`;
  });
  return `<h3>${escape(title)}</h3><div class="scroll" tabindex="0" role="group" aria-label="${escape(title)}"><table class="evidence"><thead><tr><th>Item</th><th>State</th><th>Why</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

const style = `
:root { --ink: #1f2328; --quiet: #57606a; --line: #d0d7de; --good: #1a7f37; --bad: #bc4c00; --open: #a9b8c9; --open-ink: #52657a; --track: #eaeef2; --page: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9198a1; --line: #3d444d; --good: #3fb950; --bad: #f0883e; --open: #4d5d70; --open-ink: #9fb0c3; --track: #2a313c; --page: #0d1117; } }
@media print { :root { --ink: #000; --quiet: #444; --line: #bbb; --good: #1a7f37; --bad: #bc4c00; --open: #a9b8c9; --open-ink: #52657a; --track: #eaeef2; --page: #fff; } article, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } .scroll { overflow: visible; } rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; margin: 0 0 .5rem; } h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; } h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
.lead { font-size: 1.15rem; margin: 0 0 .3rem; } .quiet { color: var(--quiet); } p { margin: .4rem 0; } ul { margin: .3rem 0; padding-left: 1.3rem; }
code { font: .88em ui-monospace, monospace; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } .evidence { min-width: 34rem; } .evidence td:first-child { width: 32%; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
.picture { width: auto; } .picture th { font-weight: 500; } .picture td, .picture th { border: 0; padding-right: 1rem; }
@media (max-width: 40rem) { .picture tr, .picture th, .picture td { display: block; padding: 0; } .picture tr { padding: .3rem 0 .5rem; } .picture svg { display: block; margin: .2rem 0; } }
rect.good { fill: var(--good); } rect.bad { fill: var(--bad); } rect.open { fill: var(--open); } rect.track { fill: var(--track); }
.mark { display: inline-block; white-space: nowrap; font-size: .85rem; border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; color: var(--quiet); font-weight: 500; }
.mark.good { color: var(--good); } .mark.bad { color: var(--bad); } .mark.open { color: var(--open-ink); }
td ul { font-size: .9rem; color: var(--quiet); } .said { margin: .2rem 0 .4rem; white-space: pre-wrap; }
`;
