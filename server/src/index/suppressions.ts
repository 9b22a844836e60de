import type { FileFacts, Suppression } from '../model/fact.ts';
import type { Site } from '../model/site.ts';
import type { Place } from '../model/span.ts';

/** A suppression with what it hides. */
export interface ListedSuppression extends Place {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly until?: string;
  /** It is in force: it gives a reason, and its day has not passed. */
  readonly inForce: boolean;
  /** How many findings it hides, or would hide. */
  readonly hides: number;
}

/** Whether a suppression has an effect on a day (ISO date). */
export function isInForce({ reason, until }: Suppression, today: string): boolean {
  return reason !== '' && (until === undefined || (isDate(until) && until >= today));
}

/** Whether a text is a day that exists, as an ISO date. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether a suppression is meant for a site. */
export function covers({ rules, covers: { start, end } }: Suppression, site: Pick<Site, 'rule' | 'span'>): boolean {
  return rules.includes(site.rule) && start <= site.span.start && site.span.start <= end;
}

/** The suppressions of a file with what each hides. */
export function listSuppressions(facts: FileFacts, sites: readonly Site[], today: string): ListedSuppression[] {
  const violated = sites.filter(({ verdict }) => verdict === 'violated');
  return facts.facts.flatMap((fact): ListedSuppression[] => {
    if (fact.kind !== 'suppression') return [];
    const { span, rules, reason, until } = fact;
    const hides = violated.filter((site) => covers(fact, site)).length;
    // Another tool's is ours only where it hides something.
    if (fact.by && hides === 0) return [];
    return [
      {
        ...writtenAt({ file: facts.file, span }),
        rules,
        reason,
        ...(until === undefined ? {} : { until }),
        inForce: isInForce(fact, today),
        hides,
      },
    ];
  });
}

/** A patch that adds an annotation is where it is written. */
function writtenAt(place: Place): Place {
  return (place.span.away ? place.span.from?.at(-1) : undefined) ?? place;
}

/** Rules of a suppression that find nothing where it stands: what they hid has been fixed, or has moved. */
export function idleRules(fact: Suppression, sites: readonly Site[]): string[] {
  return fact.rules.filter(
    (rule) => !sites.some((site) => site.verdict === 'violated' && site.rule === rule && covers(fact, site)),
  );
}
