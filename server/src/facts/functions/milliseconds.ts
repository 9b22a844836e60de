const units: Readonly<Record<string, number>> = {
  Nanosecond: 1e-6,
  Microsecond: 1e-3,
  Millisecond: 1,
  Second: 1000,
  Minute: 60_000,
  Hour: 3_600_000,
};

/** The milliseconds that a duration says as it is written in Go (`2 * time.Second`) or as a plain number of them; undefined where it is none. */
export function millisecondsOf(written: string): number | undefined {
  const text = written.trim();
  if (/^\d[\d_]*$/.test(text)) return Number(text.replaceAll('_', ''));
  const [, before, unit = '', behind] = /^(?:([\d._]+)\s*\*\s*)?time\.(\w+)(?:\s*\*\s*([\d._]+))?$/.exec(text) ?? [];
  const size = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (size === undefined) return undefined;
  return size * Number((before ?? behind ?? '1').replaceAll('_', ''));
}
