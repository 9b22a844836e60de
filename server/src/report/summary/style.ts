/** Shapes of the summary; colours are variables, which a page or the editor sets. */
export const summaryStyle = `
main { max-width: 58rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.7em; line-height: 1.25; margin: 0 0 .5rem; } h2 { font-size: 1.25em; margin: 1.8rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; } h3 { font-size: 1.05em; margin: 1.1rem 0 .25rem; } h4 { font-size: 1em; margin: .9rem 0 .2rem; }
p { margin: .4rem 0; } ul { margin: .3rem 0; padding-left: 1.3rem; } li { margin: .12rem 0; } li > ul { margin: 0; }
a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; } p a, li a, h3 a { text-decoration: underline; }
.quiet { color: var(--quiet); } .lead { font-size: 1.1em; font-weight: 600; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
code { font: .88em ui-monospace, monospace; font-family: var(--mono); overflow-wrap: anywhere; background: none; color: inherit; padding: 0; }
dl { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: .5rem 0; } dl div { display: flex; gap: .4rem; flex-wrap: wrap; } dt { font-weight: 600; } dd { margin: 0; }
.risk { border-left: 3px solid var(--line); padding-left: .8rem; margin: .7rem 0; } .risk.outage, .risk.errors { border-left-color: var(--bad-fill); } .risk h3, .risk h4 { margin: 0; } .risk p { margin: .15rem 0; }
.mark { display: inline-block; white-space: nowrap; font-size: .82em; border: 1px solid currentColor; border-radius: 1em; padding: 0 .6em; color: var(--quiet); font-weight: 500; }
.mark.good { color: var(--good); } .mark.bad { color: var(--bad); } .mark.open { color: var(--open-ink); border-style: dashed; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; } .scroll { overflow-x: auto; }
.evidence { width: 100%; min-width: 32rem; table-layout: fixed; } .evidence th, .evidence td { padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; } .evidence th:first-child { width: 32%; } .evidence th:nth-child(2) { width: 8.5rem; } .evidence tbody th { font-weight: 400; } .evidence ul { font-size: .92em; color: var(--quiet); }
.picture th, .picture td { border: 0; padding: .1rem .7rem .1rem 0; vertical-align: middle; font-size: .93em; white-space: nowrap; } .picture th { font-weight: 500; } .picture svg { display: block; } .counts .number { text-align: right; } .counts thead th { color: var(--quiet); font-weight: 400; } .counts .sum th, .counts .sum td { border-top: 1px solid var(--line); font-weight: 600; }
caption { text-align: left; font-weight: 500; padding-bottom: .2rem; } rect.read { fill: var(--open); }
.patterns { position: absolute; } rect.good { fill: var(--good-fill); } rect.bad { fill: var(--bad-fill); } .picture rect.bad { fill: url(#stripes); stroke: var(--bad-fill); } rect.stripe { fill: var(--page); } rect.open { fill: none; stroke: var(--open); stroke-dasharray: 2 2; }
.dependencies { max-width: 100%; height: auto; } .dependencies text { fill: var(--ink); font-size: 12px; } .dependencies rect { fill: none; stroke: var(--open); } .dependencies .self rect { stroke: var(--ink); stroke-width: 1.8; } .dependencies .outside rect { stroke-dasharray: 4 3; } .arrow { stroke: var(--open); fill: none; } .tip { fill: var(--open); }
figure { margin: .6rem 0; } figcaption { font-weight: 500; } .chart { display: block; max-width: 100%; height: auto; } .axis { stroke: var(--open); fill: none; } .tick { fill: var(--quiet); font-size: 10px; } .line { fill: none; stroke: var(--ink); stroke-width: 1.6; } .line1 { stroke: var(--good-fill); stroke-dasharray: 6 2; } .line2 { stroke: var(--bad-fill); stroke-dasharray: 2 2; } .line3 { stroke: var(--link); stroke-dasharray: 8 2 2 2; } .line4 { stroke: var(--quiet); stroke-dasharray: 1 3; } .line5 { stroke: var(--open-ink); stroke-dasharray: 10 4; } .line6 { stroke: var(--ink); stroke-dasharray: 1 2; } .chart-legend { display: flex; flex-wrap: wrap; gap: 0 1.2rem; list-style: none; padding: 0; font-size: .9em; }
.evidence.plan { table-layout: auto; } .evidence.plan th:first-child, .evidence.plan th:nth-child(2) { width: auto; } .wants { color: var(--bad); } .whole { white-space: nowrap; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; margin: .15rem 0; }
:target { outline: 2px solid var(--link); outline-offset: 2px; }
@media (forced-colors: active) { rect { forced-color-adjust: none; } }
@media print {
  @page { size: A4; margin: 12mm 14mm; }
  body { font-size: 9pt; line-height: 1.32; } main { max-width: none; padding: 0; }
  h1 { font-size: 15pt; margin: 0 0 3pt; } h2 { font-size: 11pt; margin: 7pt 0 3pt; } h3, h4 { font-size: 9.5pt; } dl { margin: 3pt 0; } .lead { font-size: 10pt; } .picture th, .picture td { padding: 0 4pt 0 0; font-size: 8.5pt; } .picture svg { width: 54pt; } ul { margin: 1.5pt 0; }
  h2, h3, h4 { break-after: avoid; } #part-appendix { break-before: page; } .risk, li, tr, svg { break-inside: avoid; } thead { display: table-header-group; } .scroll { overflow: visible; } .evidence { min-width: 0; }
  .risk { margin: 4pt 0; } p { margin: 1pt 0; } a { color: inherit; text-decoration: none !important; }
  rect, .mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;

/** Colours of the exported page: light, dark, and black on white in print. */
export const pageColours = `
:root { color-scheme: light dark; --ink: #1f2328; --quiet: #57606a; --line: #d0d7de; --good: #1a7f37; --good-fill: #2da44e; --bad: #a04100; --bad-fill: #bc4c00; --open: #768390; --open-ink: #52606d; --page: #fff; --link: #0550ae; --mono: ui-monospace, monospace; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9da7b1; --line: #3d444d; --good: #4ac26b; --good-fill: #3fb950; --bad: #f0883e; --bad-fill: #f0883e; --open: #7d8896; --open-ink: #a9b6c4; --page: #0d1117; --link: #79b8ff; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
`;
