import type { Alert, Page } from '../../model/artefact-fact.ts';
import type { ServiceView } from '../../model/claim.ts';
import type { PageSection } from '../../model/people-fact.ts';
import type { Located } from '../../model/rule.ts';
import {
  needsNoRunbook,
  runbookEntries,
  sameAnchor,
  targetOf,
  variants,
} from '../../rules/vocabulary/alerts/runbook-link.ts';

/** A page, or the part of it that a link leads to. */
export interface RunbookPart extends Located<Page> {
  /** The heading that a link leads to; absent for the whole page. */
  readonly anchor?: string;
  readonly sections: readonly PageSection[];
}

export interface Runbooks {
  /** Pages of this workspace: linked from alerts of the service, or its own. */
  readonly parts: readonly RunbookPart[];
  /** Links of its alerts that lead elsewhere, or nowhere. */
  readonly elsewhere: readonly Located<Alert>[];
}

/** The runbooks of a service. */
export function runbooksOf(view: ServiceView): Runbooks {
  const pages = new Map(view.inWorkspace('page').map((page) => [page.file, page]));
  const parts = new Map<string, RunbookPart>();
  const elsewhere: Located<Alert>[] = [];
  for (const alert of view.own('alert')) {
    if (needsNoRunbook(alert.fact)) continue;
    const links = runbookEntries(alert.fact).filter(({ value }) => value.trim() !== '');
    for (const { value } of links) {
      const target = targetOf(value, alert.file);
      const page = target?.paths.flatMap(variants).flatMap((path) => pages.get(path) ?? [])[0];
      if (!page) elsewhere.push(alert);
      else parts.set(`${page.file}#${target?.anchor ?? ''}`, partOf(page, target?.anchor));
    }
  }
  for (const page of view.own('page'))
    if (page.fact.role === 'runbook' && ![...parts.values()].some(({ file }) => file === page.file))
      parts.set(page.file, partOf(page, undefined));
  return { parts: [...parts.values()], elsewhere };
}

/** What is below the heading of an anchor; the whole page where the anchor is its title or leads nowhere. */
function partOf(page: Located<Page>, anchor: string | undefined): RunbookPart {
  const { anchors, sections = [] } = page.fact;
  const at = anchor === undefined ? -1 : anchors.findIndex(({ slug }) => sameAnchor(slug, anchor));
  const heading = anchors[at];
  if (!heading || heading.level <= 1) return { ...page, sections };
  const end = anchors.slice(at + 1).find(({ level }) => level > 0 && level <= heading.level)?.span.start ?? Infinity;
  const own = sections.filter(({ span }) => heading.span.start <= span.start && span.start < end);
  return { ...page, anchor: heading.text, sections: own };
}
