import type { Baseline } from '../index/baseline.ts';
import type { Readiness } from '../service.ts';

/** What was found at a revision; judged again when a file has been changed that was not, or another commit is there. */
export function openNewSince(): (core: Readiness, revision: string) => Promise<Baseline> {
  const baselines = new WeakMap<Readiness, { readonly key: string; readonly baseline: Baseline }>();
  return async (core, revision) => {
    const former = await core.former?.(revision);
    if (!former) throw new Error('New findings need git and a trusted workspace');
    const key = JSON.stringify([revision, former]);
    const known = baselines.get(core);
    if (known?.key === key) return known.baseline;
    const baseline = await core.baseline(former);
    baselines.set(core, { key, baseline });
    return baseline;
  };
}
