import { styled, type Style } from '../terminal.ts';
import type { Difference } from './difference.ts';
import type { StateFinding } from './state.ts';
import { headline, missedWords, placeWords, stateChange } from './words.ts';

/** What a change does to readiness, for a terminal. */
export function differenceText(difference: Difference, { color }: { readonly color: boolean }): string {
  const style = (format: Style, text: string) => styled(format, text, { color });
  const { fresh, gone, ignored, notices, items, picture } = difference;
  const line = (text: string) => text.replace(/\s+/g, ' ');
  const quiet = ({ message, rule, ...at }: StateFinding) => `${placeWords(at)}  ${message}  ${style('dim', rule)}`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'New findings',
      fresh.map(
        ({ severity, message, rule, ...at }) =>
          `${placeWords(at)}  ${style(severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan', severity)}  ${message}  ${style('dim', rule)}`,
      ),
    ],
    ['No longer found', gone.map(quiet)],
    ['Now ignored with a reason', ignored.map(quiet)],
    [
      'Checklist',
      items.map((each) => `${each.service}  ${each.title}: ${stateChange(each)}  ${style('dim', line(each.because))}`),
    ],
    [
      'What is deployed',
      picture.map((each) => {
        const missed = missedWords(each);
        const sign = { appears: '+', vanishes: '-', changes: '~' }[each.change];
        const place = each.at ? `  ${style('dim', placeWords(each.at))}` : '';
        return `${sign} ${each.what} ${each.name}${missed === undefined ? '' : `; ${missed}`}${place}`;
      }),
    ],
    ['Not compared in full', notices.map(line)],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const body = shown.map(
    ([title, lines]) => `\n${style('underline', title)}\n${lines.map((line) => `  ${line}\n`).join('')}`,
  );
  return `${headline(difference)}.\n${body.join('')}`;
}
