import { sha256Of } from '../model/text-bytes.ts';
import type { Answer, ClaimStatus } from '../model/review.ts';
import type { Site } from '../model/site.ts';
import { most } from './formats.ts';

/** Lines that are kept of what was seen; beyond that an answer knows only whether something has changed. */
const maxSeen = 60;

/** One thing that decided a claim: a site, or what a reader saw. */
export type Seen = Pick<Site, 'rule' | 'file' | 'message'> & { readonly verdict: string };

/** What decided the claims of an item; answers of format 0.4 knew sites of rules alone. */
export function seenOf(claims: readonly ClaimStatus[], { rulesOnly = false } = {}): readonly Seen[] {
  return claims.flatMap(({ claim: { reader }, verdict, because, sites, places }): readonly Seen[] => {
    if (reader === undefined || rulesOnly || verdict === 'manual') return sites;
    if (places.length === 0) return [{ rule: reader, verdict, file: '', message: because }];
    return places.map(({ file, message }) => ({ rule: reader, verdict, file, message }));
  });
}

/**
 * A short name of what was seen, to notice when it changes. Places count by rule, verdict and file: neither lines that
 * move nor words of ours that become clearer make an answer old.
 */
export function fingerprint(sites: readonly Seen[]): string {
  const lines = sites.map(({ rule, verdict, file }) => [rule, verdict, file].join('\t')).sort();
  return sha256Of(lines.join('\n')).slice(0, 12);
}

/** What is kept with an answer to an item with checks that saw nothing. */
const nothing = 'none';

/** What is kept with an answer of what the checks saw at that time. */
export function evidenceOf(sites: readonly Seen[]): { evidence: string; seen?: readonly string[] } {
  if (sites.length === 0) return { evidence: nothing };
  const seen = linesOf(sites).map((line) => line.replaceAll('\t', ' | ').slice(0, most.seenLine));
  return { evidence: fingerprint(sites), ...(seen.length <= maxSeen ? { seen } : {}) };
}

function linesOf(sites: readonly Seen[]): string[] {
  return sites.map((site) => [site.rule, site.verdict, site.file, site.message].join('\t')).sort();
}

/** Why an answer is stale, and what of its evidence has changed. */
export interface Staleness {
  readonly reason: string;
  readonly changes: readonly string[];
}

export interface StalenessInput {
  readonly seen: readonly Seen[];
  readonly owner: string | undefined;
  /** Months for which the answer is good. */
  readonly months: number;
  /** ISO date. */
  readonly today: string;
}

/** Undefined for an answer that still holds. */
export function staleness(
  answer: Answer,
  { seen: sites, owner, months, today }: StalenessInput,
): Staleness | undefined {
  const now = sites.length === 0 ? nothing : fingerprint(sites);
  if (answer.evidence !== undefined && answer.evidence !== now) {
    const seen = answer.seen ?? (answer.evidence === nothing ? [] : undefined);
    const changes = seen === undefined ? [] : changesSince(seen, sites);
    return { reason: 'its evidence has changed', changes };
  }
  if (answer.owner !== undefined && answer.owner !== owner) {
    const heir = owner === undefined ? 'no owner' : owner;
    return { reason: `its owner changed from ${answer.owner} to ${heir}`, changes: [] };
  }
  if (answer.date > addDays(today, 1)) return { reason: `it is dated ${answer.date}, in the future`, changes: [] };
  if (addMonths(answer.date, months) < today) return { reason: `it is more than ${months} months old`, changes: [] };
  return undefined;
}

const verdictWords = {
  shown: 'passed',
  violated: 'failed',
  'cannot-tell': 'inconclusive',
  'not-applicable': 'not applicable',
} as const;

/** In words: which places are new, which are gone, which are judged otherwise; places of one file count one by one. */
function changesSince(seen: readonly string[], sites: readonly Seen[]): string[] {
  const key = ([rule = '', , file = '']: readonly string[]) => `${rule} | ${file}`;
  const parse = (line: string) => line.split(' | ');
  const now = linesOf(sites).map((line) => line.split('\t'));
  const old = seen.map(parse);
  const text = (parts: readonly string[]) => parts.slice(0, 3).join(' | ');
  // Of two places in a file of which one is gone, the one with other words is.
  const [gone, fresh] = pairOff(...pairOff(old, now, (parts) => parts.join(' | ')), text);
  const changes: string[] = [];
  for (const parts of gone) {
    const at = fresh.findIndex((each) => key(each) === key(parts));
    const [next] = at < 0 ? [] : fresh.splice(at, 1);
    const was = words(parts);
    changes.push(
      next ? `${placeOf(parts)}: was ${was}; is ${words(next)}` : `${placeOf(parts)}: no longer found: ${was}`,
    );
  }
  return [...changes, ...fresh.map((parts) => `${placeOf(parts)}: new: ${words(parts)}`)].slice(0, 20);
}

/** Its file; for what a reader found nothing of, the reader. */
function placeOf([rule = '', , file = '']: readonly string[]): string {
  return file === '' ? rule : file;
}

type Lines = readonly (readonly string[])[];

/** What is left of two lists when each line has taken one of the same key in the other away. */
function pairOff(old: Lines, now: Lines, key: (parts: readonly string[]) => string): [Lines, (readonly string[])[]] {
  const counts = new Map<string, number>();
  for (const parts of now) counts.set(key(parts), (counts.get(key(parts)) ?? 0) + 1);
  const left = old.filter((parts) => !take(counts, key(parts)));
  // What no line of old has taken: the counts that are left.
  return [left, now.filter((parts) => take(counts, key(parts)))];
}

function take(counts: Map<string, number>, key: string): boolean {
  const count = counts.get(key) ?? 0;
  if (count > 0) counts.set(key, count - 1);
  return count > 0;
}

function words([, verdict = '', , ...message]: readonly string[]): string {
  const said = message.join(' | ');
  return verdict in verdictWords ? `${verdictWords[verdict as keyof typeof verdictWords]} (${said})` : said;
}

/** A day is given to clocks that differ by their zone. */
function addDays(date: string, days: number): string {
  return shift(date, (value) => value.setUTCDate(value.getUTCDate() + days));
}

function addMonths(date: string, months: number): string {
  return shift(date, (value) => value.setUTCMonth(value.getUTCMonth() + months));
}

function shift(date: string, change: (value: Date) => void): string {
  const value = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(value.getTime())) return date;
  change(value);
  return value.toISOString().slice(0, 10);
}
