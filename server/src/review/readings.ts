import { claimReaders } from '../claims/readers.ts';
import { openMayRun, type MayRun } from '../claims/mentioned.ts';
import { viewOf } from '../claims/view.ts';
import type { ClaimReader, ClaimReading } from '../model/claim.ts';
import type { ServiceProfile } from '../model/profile.ts';
import type { Service } from '../model/service.ts';
import type { ProductionPicture } from '../model/production.ts';
import { openCertain, type Certain } from './certain.ts';
import type { ReviewCore } from './core.ts';

type ReadingOf = (reader: string) => ClaimReading | undefined;

/**
 * What readers say of services: each is asked when its claim is, and again when something has changed. One that fails says
 * that it cannot tell.
 */
export function openReadings(
  { live, logger, today }: Pick<ReviewCore, 'live' | 'logger' | 'today'>,
  readers: readonly ClaimReader[] = claimReaders,
): (of: { service: Service; profile: ServiceProfile }) => ReadingOf {
  const byId = new Map(readers.map((reader) => [reader.id, reader]));
  let drawn: { readonly picture: ProductionPicture; readonly certain: Certain } | undefined;
  let mentioned: { readonly version: number; readonly mayRun: MayRun } | undefined;
  const mayRun: MayRun = (...place) => {
    if (mentioned?.version !== live.index.version)
      mentioned = { version: live.index.version, mayRun: openMayRun(live.index) };
    return mentioned.mayRun(...place);
  };
  const certain = (): Certain => {
    const picture = live.index.production();
    if (drawn?.picture !== picture) drawn = { picture, certain: openCertain(picture) };
    return drawn.certain;
  };
  let kept = { key: '', byService: new Map<string, Map<string, ClaimReading>>() };

  return ({ service, profile }) => {
    // What people say of a service is part of what readers see.
    const day = today();
    const key = `${live.index.version} ${live.complete} ${day}`;
    if (kept.key !== key) kept = { key, byService: new Map() };
    const name = `${service.name}\t${JSON.stringify(profile)}`;
    const own = kept.byService.get(name) ?? new Map<string, ClaimReading>();
    kept.byService.set(name, own);
    const view = viewOf({ service, profile, today: day, mayRun }, live.index);
    return (id) => {
      const reader = byId.get(id);
      if (!reader) return undefined;
      const known = own.get(id);
      if (known) return known;
      const reading = certain().reading(service, asDeployed(guarded(reader, () => reader.read(view))));
      own.set(id, reading);
      return reading;
    };
  };

  /** What a chart has by default says nothing of production, where an overlay for another environment is all that deploys it. */
  function asDeployed(reading: ClaimReading): ClaimReading {
    if (reading.verdict !== 'shown' && reading.verdict !== 'violated') return reading;
    const only = reading.places.map(({ file }) => live.renderings.isUndeployed(file)?.only).find((each) => each);
    if (only === undefined) return reading;
    return {
      ...reading,
      verdict: 'cannot-tell',
      because: `${reading.because}; this is the chart's default, and only ${only} deploys it`,
      ask: 'Which values is the chart deployed with in production?',
    };
  }

  function guarded({ id }: ClaimReader, read: () => ClaimReading): ClaimReading {
    try {
      return read();
    } catch (error) {
      logger.warn(`claim reader ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return {
        verdict: 'cannot-tell',
        because: `The check ${id} failed with an error`,
        ask: 'See the log, and answer manually',
        places: [],
      };
    }
  }
}
