import type { Verdict, Way } from '../calls/verdicts.ts';

const shared = /(^|\.)Default[A-Z]\w*$/;

/** Where nobody gives a client and one of the library's stands in, `http.DefaultClient`: what holds for that one, if it has no deadline. */
export function standInVerdict(ways: readonly Way[], verdicts: readonly Verdict[]): Verdict | undefined {
  const isStandIn = ({ pattern, through }: Way) =>
    !through && pattern.names.some((name) => shared.test(name.slice(0, Math.max(0, name.lastIndexOf('.')))));
  const isGiven = ({ through, own }: Way) => through !== undefined && !through.client && own.state === 'missing';
  if (!ways.every((way) => isStandIn(way) || isGiven(way))) return undefined;
  const found = ways.findIndex((way, index) => isStandIn(way) && verdicts[index]?.deadline === 'absent');
  return found >= 0 && ways.length > 1 ? verdicts[found] : undefined;
}
