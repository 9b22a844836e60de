import type { AspectSummary, ItemSummary, NoteSummary, Risk, Summary } from './summary.ts';

const stateWords: Readonly<Record<ItemSummary['state'], string>> = {
  shown: '✅ shown',
  yes: '✅ yes',
  violated: '❌ not so',
  no: '❌ no',
  'cannot-tell': '❔ cannot tell',
  unanswered: '⬜ wants an answer',
  'not-applicable': '➖ does not apply',
};

/** The summary as one Markdown page: the picture first, then risks, what was decided and asked, then the evidence. */
export function markdownSummary(summary: Summary): string {
  const { service, verdict, aspects, risks, decisions, waivers, notes, unanswered } = summary;
  const open = notes.filter((note) => note.state === 'open');
  const parts = [
    `# Production readiness of ${text(service.name)}`,
    `${text(verdict)}`,
    `Known as a service because ${text(service.because)}${service.root ? `; code in \`${code(service.root)}\`` : ''}${service.workloads.length > 0 ? `; runs as ${service.workloads.map((name) => `\`${code(name)}\``).join(', ')}` : ''}.`,
    '## The picture',
    table(['Aspect', 'Good', 'Not so', 'Open', 'Does not apply'], aspects.map(pictureRow)),
    '## Risks that matter',
    risks.length === 0 ? 'None was found in the files that were read.' : risks.map(risk).join('\n\n'),
    ...section('## Open questions and notes', open.map(note)),
    ...section(
      '## Wants an answer',
      unanswered.map(({ question, wanted }) => `- ${text(question)}\n  Evidence wanted: ${text(wanted)}`),
    ),
    ...section(
      '## What was decided',
      decisions.map(
        (each) => `- **${text(each.question)}** ${each.answer}: ${text(each.reason)} (${text(each.by)}, ${each.date})`,
      ),
    ),
    ...section(
      '## What is left as it is, with a reason',
      waivers.map(
        (each) => `- \`${code(each.place)}\`: ${text(each.message)} (\`${each.rule}\`)\n  Reason: ${text(each.reason)}`,
      ),
    ),
    ...section('## Resolved notes', notes.filter((each) => each.state === 'resolved').map(note)),
    '## Evidence',
    ...aspects.map(evidence),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, items.join('\n')];
}

function pictureRow({ name, counts }: AspectSummary): string[] {
  return [name, String(counts.good), String(counts.bad), String(counts.open), String(counts.none)];
}

function risk({ rule, summary, why, remedy, guide, places }: Risk): string {
  const list = places.map(({ message, place }) => `- \`${code(place)}\`: ${text(message)}`).join('\n');
  return `### ${text(summary)}: not so in ${places.length} ${places.length === 1 ? 'place' : 'places'}\n\n${why}\n\n${list}\n\n**What to do:** ${remedy} (rule \`${rule}\`, Guide: ${guide})`;
}

function note({ kind, state, place, lost, comments }: NoteSummary): string {
  const where = place === undefined ? '' : ` at \`${code(place)}\`${lost ? ' (its place is lost)' : ''}`;
  const words = comments.map(({ by, date, text: said }) => `  - ${text(by)}, ${date}: ${text(said)}`).join('\n');
  return `- **${kind}**${where}${state === 'resolved' ? ' (resolved)' : ''}\n${words}`;
}

function evidence({ title, items }: AspectSummary): string {
  const rows = items.map(({ question, state, because, stale }) => [
    text(question),
    stateWords[state],
    text(stale === undefined ? because : `${because}; wants a fresh look: ${stale}`),
  ]);
  const places = items.flatMap(({ title: name, evidence: sites, more }) =>
    sites.length === 0
      ? []
      : [
          `- ${text(name)}\n${sites.map(({ verdict, message, place }) => `  - ${verdict === 'violated' ? 'not so' : verdict === 'shown' ? 'shown' : 'cannot tell'}: \`${code(place)}\`: ${text(message)}`).join('\n')}${more > 0 ? `\n  - and ${more} more` : ''}`,
        ],
  );
  return [
    `### ${title}`,
    table(['Item', 'State', 'Why'], rows),
    ...(places.length > 0 ? [places.join('\n')] : []),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of the user's, on one line, so that it cannot become markup. */
function text(value: string): string {
  return value.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|]/g, '\\$&');
}

function code(value: string): string {
  return value.replace(/[`|\n]/g, ' ');
}
