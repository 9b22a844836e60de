import type { PromptDescription } from './served.ts';

/** What a prompt is made of: words of ours, with answers of tools between them. */
export type Part = string | { readonly tool: string; readonly args: Readonly<Record<string, unknown>> };

interface Prompt extends PromptDescription {
  parts(given: Readonly<Record<string, string>>): readonly Part[];
}

const cite = 'Cite file:line and the page of the Guide for each statement. Mark what you do not know as a question.';

/** Tasks that a person starts. */
export const prompts: readonly Prompt[] = [
  {
    name: 'review_change',
    title: 'Review this change',
    description: 'Reviews what a change does to production readiness: new findings, why they matter, and fixes.',
    arguments: [
      {
        name: 'since',
        description: 'The revision to compare with (default: HEAD, what is not committed)',
        required: false,
      },
    ],
    parts: ({ since = 'HEAD' }) => [
      'Review the change in this workspace for production readiness, as an SRE would in a consultation. Advise; do not block.',
      'These findings are new:',
      { tool: 'prr_findings', args: { since, all: true } },
      'For each finding that matters: explain what users would notice and when (prr_explain_rule), and propose the smallest fix. Verify the fixed text of a file with prr_check_text before you show it.',
      'Then look at the picture (prr_picture) and at open notes in the changed files (prr_notes): does the change add a dependency, an alert or a metric that something else must know about?',
      `End with at most five points, the most important first. If nothing matters, say so. ${cite}`,
    ],
  },
  {
    name: 'prepare_consultation',
    title: 'Prepare the consultation',
    description: 'Prepares a production readiness consultation of a service: state, risks, questions for people.',
    arguments: [{ name: 'service', description: 'The service', required: true }],
    parts: ({ service = '' }) => [
      `Prepare a production readiness consultation of the service below, for an SRE and the developers who meet for one hour.`,
      'What failed:',
      { tool: 'prr_checklist', args: { service, state: 'Failed' } },
      'What only people can answer:',
      { tool: 'prr_checklist', args: { service, state: 'Manual answer required', limit: 10 } },
      'The engagement:',
      { tool: 'prr_engagement', args: { service } },
      'Read the findings of the service (prr_findings) and its open notes (prr_notes).',
      'Write one page: what the service does and what it depends on; the three risks that users would notice first, with the request path; the questions for the meeting, each with who can answer it; what is already good.',
      `Offer to record answers and notes with prr_propose_answer and prr_propose_note; they count only after a person accepts them. ${cite}`,
    ],
  },
  {
    name: 'write_runbook',
    title: 'Write the runbook',
    description: 'Writes the runbook of an alert, from the rule, the code behind its metrics and the Guide.',
    arguments: [{ name: 'alert', description: 'The name of the alert', required: true }],
    parts: ({ alert = '' }) => [
      'Write the runbook of this alert, for somebody who did not build the service and was woken by it.',
      { tool: 'prr_alerts', args: { alert } },
      'What a runbook needs:',
      { tool: 'prr_read_guide', args: { guide: 'runbooks' } },
      'Read the code that the metrics come from, the dependencies of the service (prr_picture) and what can go wrong there (prr_findings).',
      'Sections: meaning, impact, diagnosis, mitigation, verification, escalation. Give commands to copy only if files of the workspace show that they work here; otherwise leave a question.',
      `Put it where the alert's runbook link leads, or propose the link. ${cite}`,
    ],
  },
];
