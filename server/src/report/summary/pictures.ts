import type { Neighbour, Summary } from './format.ts';
import { plain } from './input.ts';

/** Text in which what is between backticks is code. */
export function prose(text: string): string {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** Text as HTML shows it; nothing in it is a command to a runner of pipelines, which may see the page on standard output. */
export function escape(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
    .replace(/:(?=:)/g, '&#58;')
    .replace(/#(?=#)/g, '&#35;');
}

/** How claims are drawn. */
export const looks = ['good', 'bad', 'open'] as const;

/** Fills that are told apart without colour: plain, striped, hollow. */
export const patterns =
  '<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs><pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="bad" width="5" height="5"/><rect class="stripe" width="2" height="5"/></pattern></defs></svg>';

/** A bar of shares. Its numbers are beside it as text, so that a reader of the page passes over it. */
export function bar(parts: readonly { look: (typeof looks)[number] | 'read'; share: number }[]): string {
  const width = 110;
  let x = 0;
  const shapes = parts.map(({ look, share }) => {
    const own = width * share;
    const shape =
      own === 0
        ? ''
        : `<rect class="${look}" x="${(x + 0.5).toFixed(1)}" y=".5" width="${Math.max(1, own - 1).toFixed(1)}" height="11"/>`;
    x += own;
    return shape;
  });
  return `<svg aria-hidden="true" focusable="false" viewBox="0 0 ${width} 12" width="${width}" height="12">${shapes.join('')}</svg>`;
}

/** What share was read, and which rules had something to look at. */
export function coveragePicture({ coverage, aspects }: Summary): string {
  const { read, beside, unread, rules } = coverage;
  const names = new Map(aspects.map(({ id, name }) => [id, name]));
  const files = read + beside + unread.length;
  const row = (name: string, { part, all, words }: { part: number; all: number; words: string }) =>
    `<tr><th scope="row">${escape(name)}</th><td>${bar(
      all === 0
        ? []
        : [
            { look: 'read', share: part / all },
            { look: 'open', share: (all - part) / all },
          ],
    )}</td><td class="quiet">${escape(words)}</td></tr>`;
  const rows = [
    row('Files', { part: read + beside, all: files, words: `${read + beside} of ${files} that count were read` }),
    ...rules.map(({ aspect, looked, all }) =>
      row(`Rules: ${names.get(aspect) ?? aspect}`, {
        part: looked,
        all,
        words: `${looked} of ${all} found something to judge`,
      }),
    ),
  ];
  return `<table class="picture"><caption class="hidden">What was read and looked at</caption><tbody>${rows.join('')}</tbody></table>`;
}

/** Neighbours drawn on each side; the rest is counted. */
const maxDrawn = 6;

/** The service between what calls it and what it calls; empty where nothing is known of either. */
export function dependencyPicture({ service, about }: Summary): string {
  const { calls, callers } = about;
  if (calls.length + callers.length === 0) return '';
  const rows = Math.max(drawn(calls).length, drawn(callers).length, 1);
  const step = 34;
  const height = rows * step + 8;
  const middle = height / 2;
  const box = (name: string, { x, y, look }: { x: number; y: number; look: string }) =>
    `<g class="${look}"><rect x="${x}" y="${y - 12}" width="150" height="24" rx="4"/><text x="${x + 75}" y="${y + 4}" text-anchor="middle">${escape(short(name))}</text></g>`;
  const column = (list: readonly Neighbour[], side: 'left' | 'right') =>
    drawn(list).map(({ name, known }, index, all) => {
      const y = middle + (index - (all.length - 1) / 2) * step;
      const [from, to] = side === 'left' ? [`162 ${y}`, `243 ${middle}`] : [`408 ${middle}`, `483 ${y}`];
      const line = `<path class="arrow" d="M${from} L${to}" marker-end="url(#head)"/>`;
      return `${line}${box(name, { x: side === 'left' ? 10 : 490, y, look: known ? 'known' : 'outside' })}`;
    });
  const words = [
    ...(callers.length > 0 ? [`called by ${callers.map(({ name }) => name).join(', ')}`] : []),
    ...(calls.length > 0 ? [`calls ${calls.map(({ name }) => name).join(', ')}`] : []),
  ].join('; ');
  return `<svg class="dependencies" role="img" aria-label="${escape(`${service.name}: ${words}`)}" viewBox="0 0 650 ${height}" width="650" height="${height}"><defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>${column(callers, 'left').join('')}${column(calls, 'right').join('')}${box(service.name, { x: 250, y: middle, look: 'self' })}</svg>`;
}

function drawn(list: readonly Neighbour[]): readonly Pick<Neighbour, 'name' | 'known'>[] {
  if (list.length <= maxDrawn) return list;
  return [...list.slice(0, maxDrawn - 1), { name: `and ${list.length - maxDrawn + 1} more`, known: false }];
}

function short(name: string): string {
  return name.length > 22 ? `${name.slice(0, 21)}…` : name;
}
