import { openSharers } from '../model/families.ts';
import type { ClaimReading } from '../model/claim.ts';
import type { ProductionPicture, Program } from '../model/production.ts';
import type { Service } from '../model/service.ts';
import type { Site } from '../model/site.ts';

/** What is only sure of code that a service certainly runs. */
export interface Certain {
  /** Sites of a service, those of code that only another may run as inconclusive. */
  sites(service: Service, sites: readonly Site[]): readonly Site[];
  /** A reading that rests on such code alone as inconclusive. */
  reading(service: Service, reading: ClaimReading): ClaimReading;
}

/**
 * Tells code that a service certainly runs. Where several services run one program each in its own way, as which command or with
 * which settings, only its entry is run by all of them.
 */
export function openCertain(picture: ProductionPicture): Certain {
  const sharers = openSharers(picture);
  const programs = new Map(picture.programs.map((each) => [each.id, each]));
  /** The other services that may run a file in place of this one; undefined where it certainly does. */
  const othersOf = ({ name, programs: own }: Service, file: string): readonly string[] | undefined => {
    const running = own.flatMap((id) => programs.get(id) ?? []).filter(({ files }) => files.has(file));
    const [first] = running;
    const isSure = (each: Program) => each.entry === file || (sharers(each, file).length === 0 && !each.undecided);
    if (!first || running.some(isSure)) return undefined;
    return sharers(first, file).filter((each) => each !== name);
  };
  const askOf = (service: Service, [first, ...more]: readonly string[]) => {
    if (first === undefined) return `Does ${service.name} run this code, or another part of its program?`;
    return `Does ${service.name} run this code, or only ${more.length === 0 ? first : `${first} and ${more.length} more`}?`;
  };
  return {
    sites(service, sites) {
      const passed = new Set<string>();
      const open = new Map<Site, readonly string[]>();
      for (const site of sites) {
        const others = othersOf(service, site.file);
        if (others) open.set(site, others);
        else if (site.verdict === 'shown') passed.add(site.rule);
      }
      if (open.size === 0) return sites;
      return sites.flatMap((site): Site[] => {
        const others = open.get(site);
        if (!others || site.verdict === 'cannot-tell') return [site];
        // What is passed elsewhere needs no more proof.
        if (site.verdict === 'shown' && passed.has(site.rule)) return [];
        return [{ ...site, verdict: 'cannot-tell', ask: askOf(service, others), fixes: [] }];
      });
    },
    reading(service, reading) {
      if (reading.verdict !== 'shown' && reading.verdict !== 'violated') return reading;
      const others = reading.places.map(({ file }) => othersOf(service, file));
      const [first] = others;
      if (first === undefined || others.some((each) => each === undefined)) return reading;
      return { ...reading, verdict: 'cannot-tell', ask: askOf(service, first) };
    },
  };
}
