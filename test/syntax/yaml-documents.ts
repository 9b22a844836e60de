import fc from 'fast-check';

/** Texts of a list that is written in one line. */
const each = (listed: string) => listed.split('¦');

/** Signs of YAML, and what people put beside them. */
const pieces = [
  ...each(
    "\n¦\n\n¦ ¦  ¦   ¦- ¦-¦: ¦:¦? ¦, ¦,¦{¦}¦[¦]¦\"¦'¦''¦\\¦\\\n¦|¦>¦|-¦>-¦|+¦>+¦|2¦&a ¦*a¦!t ¦<<: ¦#¦ # c¦\n# c\n¦\n  # c\n",
  ),
  ...each('%¦@¦`¦\t¦\r\n¦\u{1F680}¦\uD800¦\0¦\uFEFF¦\u2028¦---\n¦...\n¦--- ¦{{ ¦~¦a¦b: ¦c:\n¦- d\n'),
];

const good = each('¦¦¦x¦x y¦x:y¦"x"¦\'it\'\'s\'¦|\n      b¦[x, y]¦# z¦{x: y, "z":1}');
const rare = [
  ...each(
    'x #y¦x#y¦x # y¦-x¦:x¦"x\\n\\u0041 y"¦|-¦>+¦|+\n       b\n ¦>\n   b¦| # z¦[]¦{}¦12¦~¦x  ¦{x: [y, {z: 1}]}¦\u00e9\u{1F680}',
  ),
  ...each('"x" ¦"x" # y¦x\n\n    y¦[x,\n  y]¦\'x\n    y\'¦\n      x¦---¦#'),
];
const odd = [
  ...each(
    'x: y¦- x¦\'x¦"x¦y"¦y\'¦|2¦[x,¦y]¦]¦}¦[a: b]¦{x}¦{x: }¦[x, ]¦{{ x }}¦&a x¦*a¦!t x¦\tx¦x\ty¦...¦null¦"x"#y¦? x¦%x¦@x¦<<: x',
  ),
];

/** One line as it may stand anywhere: indentation, dashes, a key (`@` for its number), a value. */
const line = fc
  .tuple(
    fc.constantFrom(...each('¦¦¦  ¦  ¦    ¦      ¦ ¦   ')),
    fc.constantFrom(...each('¦¦¦¦- ¦- ¦- - ¦-   ¦-\n')),
    fc.constantFrom(...each('@: ¦@: ¦@: ¦@:¦@:¦@:  ¦"@": ¦\'@\' : ¦@ j: ¦@ : ¦-@: ¦@#n: ¦?@: ¦')),
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...good) },
      { weight: 2, arbitrary: fc.constantFrom(...rare) },
      { weight: 1, arbitrary: fc.constantFrom(...odd) },
    ),
  )
  .map((parts) => parts.join(''));

/** Lines in any order, most of them no document together. */
export const lines = fc
  .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '', '\n\n', '\n  ', ' '))
  .map(([all, end]) => all.map((own, i) => own.replace('@', `k${i}`)).join('\n') + end);

/** A text with some places cut out or filled with signs. */
export const damaged = (texts: fc.Arbitrary<string>) =>
  fc
    .tuple(
      texts,
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), fc.constantFrom(...pieces, '')), {
        minLength: 1,
        maxLength: 4,
      }),
    )
    .map(([text, edits]) =>
      edits.reduce((before, [where, cut, piece]) => {
        const at = Math.floor(where * before.length);
        return before.slice(0, at) + piece + before.slice(at + cut);
      }, text),
    );

type Made =
  | { readonly kind: 'map' | 'list'; readonly parts: readonly Made[] }
  | { readonly kind: 'scalar'; readonly text: string };

const scalars = [
  ...each('a¦two words¦-1¦10.5¦http://x/y?z#w¦a:b¦x{y}¦"quoted"¦\'it\'\'s\'¦"\\u00e9\\t\\"x\\""¦""¦[]¦{}¦[a, "b", 3]'),
  ...each('{a: b, c: [d, {e: f}]}¦{ a: 1, b: "x: y" }¦[ a ]¦\u00fc\u{1F680}¦a  # comment¦"b" # comment¦'),
];
const { made: mades } = fc.letrec<{ made: Made; map: Made; list: Made }>((tie) => ({
  made: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...scalars).map((text): Made => ({ kind: 'scalar', text })),
    tie('map'),
    tie('list'),
  ),
  map: fc.array(tie('made'), { minLength: 1, maxLength: 5 }).map((parts): Made => ({ kind: 'map', parts })),
  list: fc.array(tie('made'), { minLength: 1, maxLength: 4 }).map((parts): Made => ({ kind: 'list', parts })),
}));

/** Writes what is made in block style, formatted in ways that numbers choose. */
function written(root: Made, choices: readonly number[]): string {
  let next = 0;
  const choose = (of: number) => (choices[next++ % choices.length] ?? 0) % of;
  const filler = () => ['', '', '', '\n', '# comment\n', '   \n', '      # more\n'][choose(7)] ?? '';
  const long = (indent: string) =>
    [
      `|${['', '-', '+'][choose(3)]}\n${indent}  one\n\n${indent}    two\n${indent}  three: 3 # x\n`,
      `>${['', '-', '+'][choose(3)]}\n${indent} one\n${indent} two\n\n${indent}   more\n${indent} three\n\n`,
      `plain text\n${indent} that goes\n\n${indent}  on\n`,
      `"quoted \\\n${indent} text\n${indent}  that goes\n\n${indent} on\\n"\n`,
      `'single\n${indent} quoted'\n`,
      `[a,\n${indent}  b, {c: d,\n${indent} e: f}\n${indent} ]\n`,
    ][choose(6)] ?? '';
  const value = (made: Made, indent: string): string => {
    if (made.kind === 'scalar')
      return choose(4) === 0
        ? ` ${long(indent)}`
        : `${made.text === '' ? '' : ' '.repeat(1 + choose(2))}${made.text}\n`;
    const isFlush = made.kind === 'list' && choose(2) === 0;
    return `${choose(5) === 0 ? ' # comment' : ''}\n${block(made, isFlush ? indent : indent + ' '.repeat(1 + choose(4)))}`;
  };
  const item = (made: Made, indent: string): string => {
    if (made.kind === 'scalar') return choose(4) === 0 ? `- ${long(indent)}` : `- ${made.text}\n`;
    if (choose(6) === 0) return `-\n${block(made, `${indent}  `)}`;
    const gap = ' '.repeat(1 + choose(3));
    return `-${gap}${block(made, `${indent} ${gap}`).trimStart()}`;
  };
  const block = (made: Made, indent: string): string => {
    if (made.kind === 'scalar') return `${indent}${made.text === '' || /^[[{#]/.test(made.text) ? 'a' : made.text}:\n`;
    return made.parts
      .map((part, i) => {
        const key = ['k', '"q', "'s", 'long key '][choose(4)] ?? '';
        const name = `${key}${i}${key.startsWith('"') ? '"' : key.startsWith("'") ? "'" : ''}`;
        const own = made.kind === 'map' ? `${name}:${value(part, indent)}` : item(part, indent);
        return `${i === 0 ? '' : filler()}${indent}${own}`;
      })
      .join('');
  };
  return `${['', '---\n', '--- # comment\n', '# head\n\n'][choose(4)]}${block(root, '')}`;
}

/** Documents in block style, formatted in all ways. */
export const documents = fc
  .tuple(mades, fc.array(fc.nat(60), { minLength: 5, maxLength: 40 }))
  .map(([root, choices]) => written(root, choices));
