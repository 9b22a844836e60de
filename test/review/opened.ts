import { openReadiness, type Readiness } from '../../server/src/service.ts';
import type { Review, ServiceReview } from '../../server/src/review/review.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';

/** A workspace of texts, read whole, with its review. */
export interface Opened {
  readonly core: Readiness;
  readonly review: Review;
  /** Live: what is written shows here. */
  readonly files: Map<string, string>;
  /** The review of a service by its name. */
  of(service: string): Promise<ServiceReview>;
  /** Writes files as a hand or git does, and tells the core. */
  write(changes: Readonly<Record<string, string>>): Promise<void>;
  /** The clock of the core, an ISO time. */
  at(time: string): void;
}

/** Opens files with the bundled data, at noon of 21 November 2026. */
export async function opened(texts: Readonly<Record<string, string>>, name = 'workspace'): Promise<Opened> {
  const files = new Map(Object.entries(texts));
  let now = '2026-11-21T12:00:00Z';
  const core = await openReadiness({
    workspace: openMemory(files),
    workspaceName: name,
    bundled: readBundled(root).bundled,
    logger: { info: () => {}, warn: () => {} },
    now: () => now,
  });
  await core.fill({});
  const review = await core.review();
  return {
    core,
    review,
    files,
    async of(wanted) {
      const service = core.services().find((each) => each.name === wanted);
      if (!service)
        throw new Error(
          `no ${wanted} among ${core
            .services()
            .map((each) => each.name)
            .join()}`,
        );
      return review.of(service);
    },
    async write(changes) {
      for (const [file, text] of Object.entries(changes)) files.set(file, text);
      await core.refresh(Object.keys(changes));
    },
    at: (time) => (now = time),
  };
}
