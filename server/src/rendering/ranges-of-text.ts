import type { Span } from '../model/span.ts';

/** Where the ranges begin that end behind a position; they stand in the order of the text, without overlap. */
function firstBehind(ranges: readonly Span[], position: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The ranges that have a part between two positions. */
export function overlapping<Range extends Span>(ranges: readonly Range[], { start, end }: Span): readonly Range[] {
  const from = firstBehind(ranges, start);
  let to = from;
  while (to < ranges.length && (ranges[to]?.start ?? end) < end) to++;
  return ranges.slice(from, to);
}
