import { styled, type Style } from '../terminal.ts';
import type { Difference } from './difference.ts';
import { headline, missedWords, placeWords, stateChange } from './words.ts';

/** What a change does to readiness, for a terminal. */
export function differenceText(difference: Difference, { color }: { readonly color: boolean }): string {
  const style = (format: Style, text: string) => styled(format, text, { color });
  const { fresh, gone, items, picture } = difference;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [
      'New findings',
      fresh.map(
        ({ severity, message, rule, ...at }) =>
          `${placeWords(at)}  ${style(severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'cyan', severity)}  ${message}  ${style('dim', rule)}`,
      ),
    ],
    ['No longer found', gone.map(({ message, rule, ...at }) => `${placeWords(at)}  ${message}  ${style('dim', rule)}`)],
    [
      'Checklist',
      items.map((each) => `${each.service}  ${each.title}: ${stateChange(each)}  ${style('dim', each.because)}`),
    ],
    [
      'What is deployed',
      picture.map((each) => {
        const missed = missedWords(each);
        const sign = each.change === 'appears' ? '+' : '-';
        const place = each.at ? `  ${style('dim', placeWords(each.at))}` : '';
        return `${sign} ${each.what} ${each.name}${missed === undefined ? '' : `; ${missed}`}${place}`;
      }),
    ],
  ];
  const shown = sections.filter(([, lines]) => lines.length > 0);
  const body = shown.map(
    ([title, lines]) => `\n${style('underline', title)}\n${lines.map((line) => `  ${line}\n`).join('')}`,
  );
  return `${headline(difference)}.\n${body.join('')}`;
}
