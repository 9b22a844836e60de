import type { Alert } from '../../model/artefact-fact.ts';
import type { LinePlace } from '../../model/line-place.ts';
import { isHeartbeat } from '../../rules/vocabulary/alerts/alerts.ts';
import { documentEntry, needsNoRunbook, runbookEntries } from '../../rules/vocabulary/alerts/runbook-link.ts';
import type { PartInput } from '../part.ts';
import { runbookOf, type Runbook } from '../../documents/runbooks/runbook.ts';

/** Whom an alert wakes, by its severity; `unsaid` where it has none or one that we do not know. */
export type Urgency = 'page' | 'ticket' | 'unsaid';

/** An alert of the service as those on call meet it. */
export interface AlertOf {
  readonly name: string;
  readonly expr: string;
  readonly waits?: string;
  /** As written. */
  readonly severity?: string;
  readonly urgency: Urgency;
  readonly summary?: string;
  readonly description?: string;
  readonly at: LinePlace;
  /** The link, as written; absent where there is none. */
  readonly link?: string;
  /** Where the link leads within this workspace, or why it leads nowhere that we can read. */
  readonly runbook: Runbook;
}

/** The alerts of the service that somebody answers, by name; heartbeats and those for information are left out. */
export async function alertsOf(input: PartInput): Promise<readonly AlertOf[]> {
  const found: AlertOf[] = [];
  for (const { file, fact } of input.index.ofService(input.service, 'alert')) {
    if (needsNoRunbook(fact) || isHeartbeat(fact)) continue;
    const link = runbookEntries(fact).find(({ value }) => value.trim() !== '')?.value ?? documentEntry(fact)?.value;
    found.push({
      name: fact.name,
      expr: fact.expr.text.trim(),
      ...(fact.for ? { waits: fact.for.text } : {}),
      ...severityOf(fact),
      ...textOf(fact, 'summary', /^(summary|message|title)$/i),
      ...textOf(fact, 'description', /^description$/i),
      at: await input.lineOf({ file, span: fact.span }),
      ...(link === undefined ? {} : { link }),
      runbook: await runbookOf(input, { alert: fact, file, link }),
    });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function severityOf({ labels }: Alert): { severity?: string; urgency: Urgency } {
  const said = labels.find(({ key }) => /^(severity|priority|level)$/i.test(key))?.value.trim();
  if (said === undefined || said === '') return { urgency: 'unsaid' };
  if (/^(page|paging|critical|crit|emergency|disaster|fatal|high|sev-?[01]|p[01])$/i.test(said))
    return { severity: said, urgency: 'page' };
  if (/^(ticket|warning|warn|minor|medium|low|sev-?[2-5]|p[2-5]|business-?hours)$/i.test(said))
    return { severity: said, urgency: 'ticket' };
  return { severity: said, urgency: 'unsaid' };
}

function textOf<K extends 'summary' | 'description'>({ annotations }: Alert, name: K, keys: RegExp) {
  const value = annotations.find(({ key }) => keys.test(key))?.value.trim();
  return (value === undefined || value === '' ? {} : { [name]: value }) as { readonly [P in K]?: string };
}

/** What an alert does to people, in words. */
export function urgencyWords({ urgency, severity }: AlertOf): string {
  if (urgency === 'page') return `pages (${severity ?? ''})`;
  if (urgency === 'ticket') return `opens a ticket (${severity ?? ''})`;
  return severity === undefined ? 'has no severity' : `severity ${severity}`;
}
