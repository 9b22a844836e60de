import type { DraftDocument } from '../../model/engagement.ts';
import { plain } from '../../report/summary/input.ts';
import type { PartInput } from '../part.ts';
import type { Improvement } from './standing.ts';
import { decisionWords } from './words.ts';
import { arithmetic, weightWords } from './weights.ts';

interface Issue {
  readonly title: string;
  readonly body: string;
  readonly due?: string;
  readonly labels: readonly string[];
}

/** The improvements that become issues: those agreed, or all that wait for a decision where nothing is agreed yet. */
export function issuesOf(improvements: readonly Improvement[]) {
  const agreed = improvements.filter(({ group }) => group === 'agreed');
  const chosen = agreed.length > 0 ? agreed : improvements.filter(({ group }) => group === 'decide');
  const fresh = chosen.filter(({ said }) => said?.issue === undefined);
  return { agreed, chosen, fresh, ticketed: chosen.length - fresh.length };
}

/**
 * The agreed improvements as issues; all that are proposed where nothing is agreed yet.
 * What is worked on somewhere already is in the Markdown only, so that an import makes no second issue of it.
 */
export function issueDocuments(improvements: readonly Improvement[], input: PartInput): DraftDocument[] {
  const { agreed, chosen, ...rest } = issuesOf(improvements);
  if (chosen.length === 0) return [];
  const { service } = input;
  const issues = chosen.map((each) => issueOf(each, input));
  const fresh = rest.fresh.map((each) => issueOf(each, input));
  const what = agreed.length > 0 ? 'agreed improvements' : 'proposed improvements (none agreed yet)';
  const name = service.name;
  return [
    {
      id: 'issues-markdown',
      title: `Issues as Markdown: ${what}`,
      fileName: `${name}-issues.md`,
      language: 'markdown',
      text: `${issues.map(({ title, body }) => `# ${title}\n\n${body}`).join('\n')}`,
    },
    ...(fresh.length === 0
      ? []
      : [
          {
            id: 'issues-github',
            title: `Issues for GitHub: ${what}`,
            fileName: `${name}-issues.jsonl`,
            language: 'jsonl',
            text: fresh
              .map(({ title, body, labels }) => `${JSON.stringify({ title, body: quiet(body), labels })}\n`)
              .join(''),
          },
          {
            id: 'issues-gitlab',
            title: `Issues for GitLab: ${what}`,
            fileName: `${name}-issues.csv`,
            language: 'plaintext',
            text: [
              ['title', 'description', 'due_date'],
              ...fresh.map(({ title, body, due, labels }) => [
                title,
                `${withoutCommands(quiet(body))}\n/label ${labels.map((label) => `~"${label}"`).join(' ')}\n`,
                due ?? '',
              ]),
            ]
              .map((row) => `${row.map(quoted).join(',')}\n`)
              .join(''),
          },
        ]),
  ];
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** What reads like the name of a person would call that person. */
function quiet(body: string): string {
  return body.replace(/(?<![\w`/.@])@[\w][\w/-]*/g, '`$&`');
}

/** A line of GitLab that begins with a slash is a command: `/close`. */
function withoutCommands(body: string): string {
  return body.replace(/^([ \t]*)\/(?=\w)/gm, '$1\\/');
}

function issueOf(improvement: Improvement, { service, guide }: PartInput): Issue {
  const { candidate, said, weights, owner, due } = improvement;
  const { why, remedy, places, guide: ref, answered } = candidate;
  const page = ref === undefined ? undefined : guide.page(ref);
  const where = places.map(({ message, place }) => `- \`${place.file}:${place.line}\`: ${message}`);
  const proposal = said?.decision === 'counter' && said.proposal !== undefined ? said.proposal : undefined;
  const paragraphs = [
    `**Why it matters.** ${why}`,
    proposal === undefined ? `**What to do.** ${remedy}` : `**What to do.** ${proposal} (instead of: ${remedy})`,
    where.length === 0 ? '' : `**Where.**\n\n${where.join('\n')}`,
    `**Score.** Impact × likelihood / effort: ${arithmetic(weights)}. ${weightWords(weights)}`,
    `**Decision.** ${decisionWords(improvement)}${answered === undefined ? '' : ` (${answered})`}`,
    owner === undefined && due === undefined
      ? ''
      : `**Owner and date.** ${[owner ?? 'no owner yet', due === undefined ? 'no date yet' : `until ${due}`].join(', ')}`,
    said?.issue === undefined ? '' : `**Worked on.** ${said.issue}`,
    page === undefined ? '' : `**Guide.** ${page.title}, \`${ref ?? ''}\` in the Production Guide`,
    `Service \`${service.name}\`; improvement \`${candidate.id}\`.`,
  ];
  return {
    title: oneLine(candidate.title).slice(0, 250),
    body: `${plain(paragraphs.filter((each) => each !== '').join('\n\n'))}\n`,
    ...(due === undefined ? {} : { due }),
    labels: ['production-readiness'],
  };
}

function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ').trim();
}
