import type { Severity } from '../model/site.ts';

/** The severities at which a command fails: the one that `--fail-on` names and those above it in `all`, which begins with the worst; none where it is not given. */
export function failingSeverities(least: string | undefined, all: readonly Severity[]): readonly Severity[] {
  return all.slice(0, least === undefined ? 0 : all.indexOf(least as Severity) + 1);
}
