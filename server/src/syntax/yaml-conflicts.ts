import type { Span } from '../model/span.ts';

/**
 * A text in which Git's conflict markers and all but the first side of each conflict are blanked, offsets unchanged;
 * `markers` are the lines that open a conflict.
 */
export function maskConflicts(text: string): { text: string; markers: Span[] } {
  if (!/^<{7} /m.test(text) || !/^>{7}( |\r?$)/m.test(text)) return { text, markers: [] };
  const markers: Span[] = [];
  const lines: string[] = [];
  let side: 'none' | 'first' | 'other' = 'none';
  let offset = 0;
  for (const line of text.split('\n')) {
    const sign = /^(<{7}|\|{7}|={7}|>{7})(?= |\r?$)/.exec(line)?.[1]?.[0];
    if (sign === '<') {
      side = 'first';
      markers.push({ start: offset, end: offset + line.trimEnd().length });
    }
    const marker = sign !== undefined && side !== 'none';
    if (marker && sign !== '<') side = sign === '>' ? 'none' : 'other';
    lines.push(marker || side === 'other' ? line.replace(/[^\r]/g, ' ') : line);
    offset += line.length + 1;
  }
  return { text: lines.join('\n'), markers };
}
