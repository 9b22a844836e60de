import type { Fact } from '../model/fact.ts';
import type { Fix, FileChange, Site } from '../model/site.ts';
import type { Edit, Place } from '../model/span.ts';
import { isInArchive } from './sent-facts.ts';
import { gather } from '../production/gather.ts';
import { say } from '../words/say.ts';

/** Facts that are objects: their own place is their name, wherever that comes from. */
const objects: ReadonlySet<Fact['kind']> = new Set<Fact['kind']>([
  'workload',
  'container',
  'network-service',
  'alert',
  'autoscaler',
  'disruption-budget',
]);

/** What the rules say of each file, and which files are rendered with values or helpers of another. */
export interface Judgements {
  sites(file: string): readonly Site[];
  decidedBy(file: string): readonly string[];
  ownersOf(file: string, fact: Fact): readonly string[];
}

/** What the rules say at the places of one file, also of objects that other files write and this one decides. */
export function sitesAt(file: string, judgements: Judgements): Site[] {
  const found = [file, ...judgements.decidedBy(file)]
    .flatMap((each) => judgements.sites(each))
    .map((site) => atCause(site, judgements))
    .filter((site) => site.file === file);
  // Several environments may say the same of one place.
  return found.length < 2 ? found : perValue(unique(found));
}

/** What one value does to many objects is one site: the first, with the templates of the others. */
function perValue(sites: readonly Site[]): Site[] {
  const groups = new Map<string, Site[]>();
  sites.forEach((site, at) => {
    const { rule, verdict, span, fact } = site;
    const isSent =
      site.writtenAt !== undefined || (fact.kind === 'workload' && fact.computed === true) || span.from !== undefined;
    gather(groups, isSent ? JSON.stringify([rule, verdict, span.start, span.end]) : `#${at}`, site);
  });
  return [...groups.values()].flatMap(([first, ...others]): Site[] => {
    if (!first || others.length === 0) return first ? [first] : [];
    const related = [first, ...others].flatMap((site) => site.related);
    return [
      { ...first, message: say('causes.the-same-for-more', { message: first.message, count: others.length }), related },
    ];
  });
}

function unique(sites: readonly Site[]): Site[] {
  const known = new Map<string, Site>();
  for (const site of sites) {
    const { rule, verdict, span, message, writtenAt } = site;
    const at = writtenAt ? `${writtenAt.span.start} ${writtenAt.file.length} ${writtenAt.file}` : '';
    const key = `${rule} ${verdict} ${span.start} ${span.end} ${at}\n${message}`;
    if (!known.has(key)) known.set(key, site);
  }
  return [...known.values()];
}

/**
 * A site of a rendered object at the place that decided what it says: the key of the values file rather than the line of the
 * template that writes it. Its fixes go to where the text is; a fix of what is computed is left out.
 */
function atCause(site: Site, { ownersOf }: Pick<Judgements, 'ownersOf'>): Site {
  const isAll = site.fixes.every(isOwn);
  const fixes = isAll ? site.fixes : site.fixes.flatMap((fix) => routed(fix) ?? []);
  const cause = causeOf(site);
  if (!cause) return isAll ? site : { ...site, fixes };
  const writtenAt: Place = { file: site.file, span: site.span };
  return {
    ...site,
    file: cause.file,
    span: cause.span,
    related: [{ ...writtenAt, message: say('causes.what-this-decides') }, ...site.related],
    fixes,
    services: site.services ?? ownersOf(site.file, site.fact),
    writtenAt,
  };
}

/** The place in another file that decided what a site is about; undefined where its own file did. */
function causeOf({ span, fact, decidedAt }: Site): Place | undefined {
  if (decidedAt) return decidedAt;
  if (!span.from) return undefined;
  // In a template that a helper writes whole, all places are one: what decided them tells them apart.
  const isName = objects.has(fact.kind) && JSON.stringify(fact.span) === JSON.stringify(span);
  return isName && !span.away ? undefined : span.from.findLast((place) => !isInArchive(place.file));
}

function isOwn({ changes }: Fix): boolean {
  return changes.every((change) => !('edits' in change) || change.edits.every(({ span }) => !span.from));
}

/** The fix with each edit in the file whose text it changes; undefined where nobody wrote that text. */
function routed({ changes, ...fix }: Fix): Fix | undefined {
  const byFile = new Map<string, Edit[]>();
  const created: FileChange[] = [];
  for (const change of changes) {
    if (!('edits' in change)) {
      created.push(change);
      continue;
    }
    for (const { span, text } of change.edits) {
      const place = span.from ? span.from.at(-1) : { file: change.file, span };
      if (!place || isInArchive(place.file)) return undefined;
      gather(byFile, place.file, { span: { start: place.span.start, end: place.span.end }, text });
    }
  }
  return { ...fix, changes: [...[...byFile].map(([file, edits]) => ({ file, edits })), ...created] };
}
