import type { Summary } from './format.ts';
import { escape } from './pictures.ts';

type Chart = NonNullable<Summary['engagement']>['charts'][number];

/** Lines over time, told apart by dashes, each with its last value in words behind its name. */
export function chartPicture({ caption, labels, lines }: Chart): string {
  const [width, height, left, bottom] = [520, 140, 30, 20];
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const most = Math.max(1, ...known);
  const x = (at: number) =>
    (left + (labels.length < 2 ? 0 : (at * (width - left - 10)) / (labels.length - 1))).toFixed(1);
  const y = (value: number) => (height - bottom - (value * (height - bottom - 8)) / most).toFixed(1);
  const paths = lines.map(({ values }, index) => {
    let pen = 'M';
    const steps = values.flatMap((value, at) => {
      if (value === null) {
        pen = 'M';
        return [];
      }
      const step = `${pen}${x(at)} ${y(value)}`;
      pen = 'L';
      return [step];
    });
    return `<path class="line line${index % 7}" d="${steps.join(' ')}"/>`;
  });
  const every = Math.max(1, Math.ceil(labels.length / 6));
  const ticks = labels.flatMap((label, at) =>
    at % every === 0
      ? [
          `<text class="tick" x="${x(at)}" y="${height - 5}"${at > 0 && at === labels.length - 1 ? ' text-anchor="end"' : at > 0 ? ' text-anchor="middle"' : ''}>${escape(label)}</text>`,
        ]
      : [],
  );
  const scale = [0, most].map((value) => `<text class="tick" x="2" y="${y(value)}">${value}</text>`);
  const legend = lines.map(({ name, values }, index) => {
    const last = values.findLast((value) => value !== null);
    return `<li><svg aria-hidden="true" focusable="false" width="24" height="8" viewBox="0 0 24 8"><path class="line line${index % 7}" d="M0 4 H24"/></svg> ${escape(name)}${last === undefined || last === null ? '' : `: ${last} now`}</li>`;
  });
  return `<figure><figcaption>${escape(caption)}</figcaption><svg class="chart" aria-hidden="true" focusable="false" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><path class="axis" d="M${left} 8 V${height - bottom} H${width - 6}"/>${scale.join('')}${ticks.join('')}${paths.join('')}</svg><ul class="chart-legend">${legend.join('')}</ul></figure>`;
}
