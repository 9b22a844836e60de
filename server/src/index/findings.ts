import type { FileFacts, Suppression } from '../model/fact.ts';
import type { Problem } from '../model/problem.ts';
import type { RuleCode } from '../model/rule.ts';
import type { Finding, Severity, Site } from '../model/site.ts';
import type { RuleSetting } from '../settings.ts';
import { covers, idleRules, isDate, isInForce } from './suppressions.ts';
import { say } from '../words/say.ts';

export interface FindingOptions {
  readonly rules: ReadonlyMap<string, RuleCode>;
  readonly settings: Readonly<Record<string, RuleSetting>>;
  /** ISO date of today: suppressions end. */
  readonly today: string;
  /** The facts of another file: of the template that writes what a value decided. */
  file(file: string): FileFacts | undefined;
}

/** The violated sites of a file as findings, with their severity, and with the suppression that covers them. */
export function findingsOf(sites: readonly Site[], options: FindingOptions): Finding[] {
  const suppressing = (site: Site) => {
    const { writtenAt: written, fact } = site;
    // A comment at the object in the template means what its values decide, too.
    for (const place of [site, ...(written ? [written, { file: written.file, span: fact.span }] : [])]) {
      for (const fact of options.file(place.file)?.facts ?? []) {
        if (fact.kind !== 'suppression' || !isInForce(fact, options.today)) continue;
        if (covers(fact, { rule: site.rule, span: place.span })) return { file: place.file, fact };
      }
    }
    return undefined;
  };
  const findings: Finding[] = [];
  for (const site of sites) {
    if (site.verdict !== 'violated') continue;
    const severity = severityOf(site.rule, options);
    if (severity === 'off') continue;
    const suppression = suppressing(site);
    findings.push({
      ...site,
      verdict: 'violated',
      severity,
      ...(suppression
        ? {
            suppressed: {
              reason: suppression.fact.reason,
              place: { file: suppression.file, span: suppression.fact.span },
            },
          }
        : {}),
    });
  }
  return findings;
}

/**
 * Mistakes in the suppressions of a file: no reason, no such rule, a date that has passed, nothing to hide.
 * `sites` are absent while it is not known what all rules say of the file.
 */
export function suppressionProblems(
  facts: FileFacts,
  sites: readonly Site[] | undefined,
  { rules, settings, today }: Omit<FindingOptions, 'file'>,
): Problem[] {
  const problems: Problem[] = [];
  const idle = (fact: Suppression) => {
    // A page may show how one is written.
    if (!sites || /\.mdx?$|\.markdown$/i.test(facts.file)) return undefined;
    const nothing = idleRules(fact, sites).filter((rule) => settings[rule] !== 'off');
    return nothing.length === 0
      ? undefined
      : say('findings.finds-nothing-here-this-suppression', { nothing: nothing.join(', ') });
  };
  for (const fact of facts.facts) {
    if (fact.kind !== 'suppression' || fact.by) continue;
    const unknown = fact.rules.find((rule) => !rules.has(rule));
    const message =
      fact.rules.length === 0
        ? say('findings.name-the-rule-to-ignore')
        : unknown !== undefined
          ? say('findings.there-is-no-rule', { unknown })
          : fact.reason === ''
            ? say('findings.add-a-reason-without-a', { rules: fact.rules.join(', ') })
            : fact.until !== undefined && !isDate(fact.until)
              ? say('findings.is-not-a-date-write', { value: fact.until === '' ? 'Nothing' : fact.until })
              : fact.until !== undefined && fact.until < today
                ? say('findings.this-suppression-expired-on', { until: fact.until })
                : idle(fact);
    if (message !== undefined) problems.push({ file: facts.file, span: fact.span, message });
  }
  return problems;
}

function severityOf(rule: string, { rules, settings }: FindingOptions): Severity | 'off' {
  return settings[rule] ?? rules.get(rule)?.severity ?? 'warning';
}
