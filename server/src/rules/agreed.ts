import type { Site } from '../model/site.ts';
import { placeKey } from '../model/span.ts';
import { say } from '../words/say.ts';

/** What a rule says of a fact for one of the services that share its file. */
export interface OfOwner {
  readonly owner: string;
  readonly sites: readonly Site[];
}

/**
 * What holds for all services that share a place: where they differ it cannot be told. A place that is looked at for some alone
 * concerns these.
 */
export function agreed(all: readonly OfOwner[]): Site[] {
  const places = new Map<string, { readonly owner: string; readonly site: Site }[]>();
  for (const { owner, sites } of all) {
    for (const site of sites) {
      const key = `${placeKey(site)}:${site.span.end}`;
      places.set(key, [...(places.get(key) ?? []), { owner, site }]);
    }
  }
  return [...places.values()].flatMap((found): Site[] => {
    const owners = [...new Set(found.map(({ owner }) => owner))];
    const services = owners.length === all.length ? {} : { services: owners };
    const own = found.filter(({ owner }) => owner === owners[0]).map(({ site }) => ({ ...site, ...services }));
    const verdicts = new Set(found.map(({ site }) => site.verdict));
    const [first] = own;
    if (verdicts.size === 1 || !first) return own;
    const unsure = found.find(({ site }) => site.verdict === 'cannot-tell')?.site;
    if (unsure) return [{ ...unsure, ...services }];
    const of = (verdict: Site['verdict']) => found.find(({ site }) => site.verdict === verdict)?.owner ?? '';
    return [
      {
        ...first,
        ...services,
        verdict: 'cannot-tell',
        message: say('agreed.shared-code-passes-in-fails', { passing: of('shown'), failing: of('violated') }),
        ask: say('agreed.does-this-apply-to-each'),
        fixes: [],
      },
    ];
  });
}
