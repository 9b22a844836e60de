import type { Alert } from '../../model/artefact-fact.ts';

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

Who is hurt, and how would they notice?

## Diagnosis

1. Is it real? Name the dashboard or the query that shows it.
2. What changed last?

## Mitigation

1. The fastest safe step that stops the harm, as a command to copy, with the output to expect.

## Rollback

How to take the last change back.

## Verification

How to see that it is over.

## Escalation

Whom to call when this does not help, and after how long.
`;
}
