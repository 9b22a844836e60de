import { openScope } from '../production/scope.ts';
import type { Finding } from '../model/site.ts';
import type { Readiness } from '../service.ts';
import { say } from '../words/say.ts';

/** Tells the files whose findings are shown before anybody opens them: what is deployed, as `prr check` does; all where everything is asked for. */
export function openShown(core: Readiness): (file: string) => boolean {
  return core.settings.everything ? () => true : openScope(core.production());
}

/** Findings that count, and are shown in the views. */
export async function countedFindings(core: Readiness, isStopped?: () => boolean): Promise<readonly Finding[]> {
  const isShown = openShown(core);
  return (await core.allFindings(isStopped)).filter(({ suppressed, file }) => !suppressed && isShown(file));
}

/** Why findings of a file are shown only while it is open; undefined where they always are. */
export function whyNotCounted(core: Readiness, file: string): string | undefined {
  // What joins files is judged only when all have been read.
  if (!core.live.complete || openShown(core)(file)) return undefined;
  const found = core.production().standing.get(file);
  const isOfCode = found?.standing === 'develops' || found?.standing === 'unreached' || found?.standing === 'operates';
  return isOfCode ? found.because : say('hover.other-environment');
}
