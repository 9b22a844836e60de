import type { Alert } from '../../../model/artefact-fact.ts';

/** A runbook to fill in, one sentence a line; what the alert says of itself stands in it already. */
export function runbookTemplate(alert: Alert): string {
  const said = alert.annotations.find(({ key }) => /^(description|message|summary)$/.test(key))?.value.trim();
  const waits = alert.for ? ` for ${alert.for.text}` : '';
  return `# ${alert.name}

## Meaning

The alert fires when this holds${waits}:

\`\`\`promql
${alert.expr.text.trim()}
\`\`\`
${said && !said.includes('{{') ? `\n${said}\n` : ''}
## Impact

Who is affected, and how do they notice?

## Diagnosis

1. Confirm that the alert is real: name the dashboard or query that shows it.
2. What changed last?

## Mitigation

1. The fastest safe step that stops the impact: a command to copy, and its expected output.

## Rollback

How to roll back the last change.

## Verification

How to verify that the incident is over.

## Escalation

Who to contact if this does not help, and after how long.
`;
}
