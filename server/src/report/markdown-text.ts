import { placeText, plain } from './summary/input.ts';

// Text of people in Markdown of ours.

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of the user's, on one line, so that it cannot become markup; what is between backticks is code. */
export function text(value: string): string {
  return plain(value)
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(`[^`]+`)/)
    .map((piece, at) => (at % 2 === 1 ? code(piece.slice(1, -1)) : escaped(piece)))
    .join('');
}

/** An underscore within a word is no markup, and a backtick without its partner is read as a quotation mark. */
function escaped(value: string): string {
  return value.replace(/`/g, "'").replace(/[\\*[\]<>|~]|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/gu, '\\$&');
}

/** The same at the start of a line, where more signs are markup. */
export function paragraph(value: string): string {
  return text(value)
    .replace(/^([#+=:-]|\d+(?=[.)]))/, '\\$1')
    .replace(/^\\(\d+)([.)])/, '$1\\$2');
}

/** Text of the user's as code. */
export function code(value: string): string {
  return `\`${plain(value).replace(/[`|\n]/g, ' ')}\``;
}

/** A place as code: `file:line`. */
export function placed(place: Parameters<typeof placeText>[0]): string {
  return code(placeText(place));
}
