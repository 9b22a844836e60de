/** Styles of ECMA-48: the code that begins one, and the code that ends it. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
  gray: [90, 39],
  reset: [0, 0],
} as const;

export type Style = keyof typeof codes;

/** Stands for the escape character in our own styles until they are printed; nobody who writes a repository can know it. */
const mark = `style-${crypto.randomUUID()}-`;
const escape = String.fromCodePoint(0x1b);

/** Controls but tab and line feed, and what changes the direction of text or ends a line unseen. */
const obeyed = /[^\P{Cc}\t\n]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;
/** Lines that a runner of GitHub takes for commands: `::name::`, behind spaces, too. */
const commandLine = /^([^\S\n]*)::(?=[^\n]*::)/gmu;
/** What older runners and those of Azure and TeamCity take for commands, anywhere in a line. */
const commandInside = /##(?=[A-Za-z]*\[)/g;

/** The text with nothing in it that a terminal or a runner of pipelines would obey; what was there is shown: `\x1b`, `\::`. */
export function printable(text: string): string {
  return visible(text).replace(commandLine, '$1\\::').replace(commandInside, '#\\#');
}

/** The text with what nobody sees written out, and what would change the direction of the rest; for editors, which obey nothing else. */
export function visible(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(obeyed, shown);
}

/** A text in a style, where styles are wanted; `withStyles` brings them to the terminal. */
export function styled(format: Style, text: string, { color }: { readonly color: boolean }): string {
  const [begin, end] = codes[format];
  return color ? `${mark}[${begin}m${printable(text)}${mark}[${end}m` : text;
}

/** A text for standard output: printable, with the styles that `styled` gave, and no others. */
export function withStyles(text: string): string {
  return printable(text).replaceAll(mark, escape);
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
