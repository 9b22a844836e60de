const units: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
  ['w', 604_800],
  ['y', 31_536_000],
]);

/** Seconds of a duration as Prometheus writes it: `1h30m`, `300`; undefined for anything else. */
export function secondsOf(text: string): number | undefined {
  const plain = text.trim();
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  if (!/^(\d+(?:ms|[smhdwy]))+$/.test(plain)) return undefined;
  let sum = 0;
  for (const [, count = '', unit = ''] of plain.matchAll(/(\d+)(ms|[smhdwy])/g))
    sum += Number(count) * (units.get(unit) ?? 0);
  return sum;
}
