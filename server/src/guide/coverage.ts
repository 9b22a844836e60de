import type { Guide, GuidePage } from './guide.ts';

/** What the keepers of the Guide ask: which pages have checks, which checks have no page, what nobody cites. */
export interface GuideCoverage {
  readonly pages: readonly PageCoverage[];
  /** Checks whose page or heading is not there. */
  readonly uncovered: readonly { readonly id: string; readonly guide: string; readonly kind: 'check' | 'item' }[];
}

export interface PageCoverage {
  readonly id: string;
  readonly title: string;
  readonly origin: GuidePage['origin'];
  readonly draft: boolean;
  /** Checks of the page that are there, and those that it only names. */
  readonly checks: readonly string[];
  readonly missingChecks: readonly string[];
  /** Items of checklists that cite it. */
  readonly items: readonly string[];
  /** Neither a check nor an item cites it. */
  readonly uncited: boolean;
}

export interface CoverageSources {
  readonly guide: Guide;
  readonly rules: readonly { readonly id: string; readonly docs: { readonly guide: string } }[];
  readonly items: readonly { readonly id: string; readonly guide: string }[];
}

/** The coverage of the Guide, in its order. */
export function coverageOf({ guide, rules, items }: CoverageSources): GuideCoverage {
  const known = new Set(rules.map(({ id }) => id));
  const checksOf = citing(
    guide,
    rules.map(({ id, docs }) => ({ id, guide: docs.guide })),
  );
  const itemsOf = citing(guide, items);
  const pages = guide.pages.map((page): PageCoverage => {
    const named = new Set([...page.checks, ...(checksOf.get(page) ?? [])]);
    const own = itemsOf.get(page) ?? [];
    return {
      id: page.id,
      title: page.title,
      origin: page.origin,
      draft: page.draft === true,
      checks: [...named].filter((check) => known.has(check)),
      missingChecks: [...named].filter((check) => !known.has(check)),
      items: own,
      uncited: named.size === 0 && own.length === 0,
    };
  });
  const lost = (kind: 'check' | 'item', all: readonly { id: string; guide: string }[]) =>
    all.filter((each) => !guide.resolves(each.guide)).map((each) => ({ id: each.id, guide: each.guide, kind }));
  return {
    pages,
    uncovered: [
      ...lost(
        'check',
        rules.map(({ id, docs }) => ({ id, guide: docs.guide })),
      ),
      ...lost('item', items),
    ],
  };
}

function citing(guide: Guide, all: readonly { readonly id: string; readonly guide: string }[]) {
  const byPage = new Map<GuidePage, string[]>();
  for (const { id, guide: ref } of all) {
    const page = guide.page(ref);
    if (page) byPage.set(page, [...(byPage.get(page) ?? []), id]);
  }
  return byPage;
}
