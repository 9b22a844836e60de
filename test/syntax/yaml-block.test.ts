import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readBlockStyle } from '../../server/src/syntax/yaml-block.ts';
import { readWithLibrary } from '../../server/src/syntax/yaml-library.ts';
import { readYaml, splitYaml } from '../../server/src/syntax/yaml.ts';
import { openDiskFiles } from '../../server/src/workspace/disk-files.ts';
import { root } from '../analyse.ts';
import { campaign } from '../campaign.ts';

/** Compares both readers on one document; whether the reader of block style took it. */
function isTaken(text: string): boolean {
  const read = readBlockStyle(text);
  if (read) assert.deepEqual({ text, root: read, problems: [] }, readWithLibrary(text), JSON.stringify(text));
  return read !== undefined;
}

/** Signs of YAML, and what people put beside them. */
const pieces = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '  ',
    '   ',
    '- ',
    '-',
    ': ',
    ':',
    '? ',
    ', ',
    ',',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    "''",
    '\\',
    '\\\n',
  ],
  ...[
    '|',
    '>',
    '|-',
    '>-',
    '|+',
    '>+',
    '|2',
    '&a ',
    '*a',
    '!t ',
    '<<: ',
    '#',
    ' # c',
    '\n# c\n',
    '\n  # c\n',
    '%',
    '@',
    '`',
  ],
  ...[
    '\t',
    '\r\n',
    '\u{1F680}',
    '\uD800',
    '\0',
    '\uFEFF',
    '\u2028',
    '---\n',
    '...\n',
    '--- ',
    '{{ ',
    '~',
    'a',
    'b: ',
    'c:\n',
    '- d\n',
  ],
];

/** One line as it may stand anywhere: indentation, dashes, a key, a value. */
const line = fc
  .tuple(
    fc.constantFrom('', '', '  ', '  ', '    ', '      ', ' ', '   '),
    fc.constantFrom('', '', '', '- ', '- ', '- - ', '-   ', '-'),
    fc.constantFrom(
      '',
      'a: ',
      'b: ',
      'c: ',
      'd:',
      'e:',
      'f:  ',
      '"g": ',
      "'h' : ",
      'i j: ',
      'k : ',
      '-l: ',
      '?m: ',
      'a#n: ',
    ),
    fc.constantFrom(
      ...[
        '',
        '',
        '',
        'x',
        'x y',
        'x: y',
        'x:y',
        'x #y',
        'x#y',
        'x # y',
        '# z',
        '-x',
        '- x',
        ':x',
        '"x"',
        '"x\\n\\u0041 y"',
      ],
      ...[
        "'x'",
        "'it''s'",
        "'x",
        '"x',
        'y"',
        "y'",
        '|',
        '>',
        '|-',
        '>-',
        '|+',
        '>+',
        '| # z',
        '|2',
        '[]',
        '{}',
        '[x, y]',
        '[x,',
      ],
      ...[
        'y]',
        ']',
        '}',
        '{x: y, "z":1}',
        '{x: [y, {z: 1}]}',
        '[a: b]',
        '{x}',
        '{x: }',
        '[x, ]',
        '{{ x }}',
        '&a x',
        '*a',
        '!t x',
      ],
      ...['\tx', 'x\ty', '---', '...', '\u00e9\u{1F680}', '12', '~', 'null', 'x  ', '"x" ', '"x"#y', '"x" # y'],
    ),
  )
  .map((parts) => parts.join(''));

const lines = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '', '\n\n', '\n  ', ' '))
  .map(([all, end]) => all.join('\n') + end);

/** A text with some places cut out or filled with signs. */
const damaged = (texts: fc.Arbitrary<string>) =>
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

const plain = fc.constantFrom(
  ...[
    'a',
    'two words',
    '-1',
    '10.5',
    'http://x/y?z#w',
    'a:b',
    'x{y}',
    '"quoted"',
    "'it''s'",
    '"\\u00e9\\t\\"x\\""',
    '""',
    '[]',
    '{}',
  ],
  ...[
    '[a, "b", 3]',
    '{a: b, c: [d, {e: f}]}',
    '{ a: 1, b: "x: y" }',
    '[ a ]',
    '\u00fc\u{1F680}',
    'a  # comment',
    '"b" # comment',
    '',
  ],
);
const { made } = fc.letrec<{ made: Made; map: Made; list: Made }>((tie) => ({
  made: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plain.map((text): Made => ({ kind: 'scalar', text })),
    tie('map'),
    tie('list'),
  ),
  map: fc.array(tie('made'), { minLength: 1, maxLength: 5 }).map((parts): Made => ({ kind: 'map', parts })),
  list: fc.array(tie('made'), { minLength: 1, maxLength: 4 }).map((parts): Made => ({ kind: 'list', parts })),
}));

/** Writes what is made in block style, formatted in ways that numbers choose. */
function written(node: Made, choices: readonly number[]): string {
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
  const value = (each: Made, indent: string): string => {
    if (each.kind === 'scalar')
      return choose(4) === 0
        ? ` ${long(indent)}`
        : `${each.text === '' ? '' : ' '.repeat(1 + choose(2))}${each.text}\n`;
    const isFlush = each.kind === 'list' && choose(2) === 0;
    return `${choose(5) === 0 ? ' # comment' : ''}\n${block(each, isFlush ? indent : indent + ' '.repeat(1 + choose(4)))}`;
  };
  const item = (each: Made, indent: string): string => {
    if (each.kind === 'scalar') return choose(4) === 0 ? `- ${long(indent)}` : `- ${each.text}\n`;
    if (choose(6) === 0) return `-\n${block(each, `${indent}  `)}`;
    const gap = ' '.repeat(1 + choose(3));
    return `-${gap}${block(each, `${indent} ${gap}`).trimStart()}`;
  };
  const block = (each: Made, indent: string): string => {
    if (each.kind === 'scalar') return `${indent}${each.text === '' || /^[[{#]/.test(each.text) ? 'a' : each.text}:\n`;
    return each.parts
      .map((part, i) => {
        const key = ['k', '"q', "'s", 'long key '][choose(4)] ?? '';
        const name = `${key}${i}${key.startsWith('"') ? '"' : key.startsWith("'") ? "'" : ''}`;
        const own = each.kind === 'map' ? `${name}:${value(part, indent)}` : item(part, indent);
        return `${i === 0 ? '' : filler()}${indent}${own}`;
      })
      .join('');
  };
  return `${['', '---\n', '--- # comment\n', '# head\n\n'][choose(4)]}${block(node, '')}`;
}

const documents = fc
  .tuple(made, fc.array(fc.nat(60), { minLength: 5, maxLength: 40 }))
  .map(([node, choices]) => written(node, choices));

describe('YAML in block style', function () {
  this.timeout(0);

  it('is read as the library reads it in each file of the project, and nearly all of it is', () => {
    const files = openDiskFiles(root);
    let [all, taken] = [0, 0];
    for (const file of files.under('').filter((each) => /\.ya?ml$/.test(each))) {
      for (const { text } of splitYaml(readFileSync(path.join(root, file), 'utf8'))) {
        all += text.length;
        if (isTaken(text)) taken += text.length;
      }
    }
    assert.ok(all > 500_000, String(all));
    assert.ok(taken > 0.9 * all, `${taken} of ${all}`);
  });

  it('is read as the library reads it where it is made', () => {
    let [all, taken] = [0, 0];
    fc.assert(
      fc.property(documents, (text) => {
        all++;
        if (isTaken(text)) taken++;
      }),
      campaign(400),
    );
    assert.ok(taken > 0.6 * all, `${taken} of ${all}`);
  });

  it('is read as the library reads it, or left to it, where it is damaged', () => {
    fc.assert(
      fc.property(damaged(documents), (text) => void isTaken(text)),
      campaign(400),
    );
  });

  it('is read as the library reads it, or left to it, whatever the lines are', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(lines, damaged(lines)), (text) => {
        if (isTaken(text)) taken++;
      }),
      campaign(800),
    );
    assert.ok(taken > 0);
  });

  it('is left to the library where it is more than that', () => {
    for (const text of [
      ...[
        'a: &x 1\n',
        'a: *x\n',
        'a: !!str 1\n',
        '<<: {a: 1}\n',
        '? a\n: b\n',
        '%YAML 1.2\n---\na: 1\n',
        'a:\t1\n',
        'a: 1\r\n',
        '\uFEFFa: 1\n',
      ],
      ...[
        'a: 1\na: 2\n',
        '{a: 1}\n',
        'text\n',
        'a: {b: 1, b: 2}\n',
        'a: "\\q"\n',
        'a: {{ b }}\n',
        'a: 1\n b: 2\n',
        'a: |2\n   b\n',
        'a: b: c\n',
      ],
    ]) {
      assert.equal(readBlockStyle(text), undefined, text);
    }
  });

  it('is read in one pass, however it is made', () => {
    const many = 20_000;
    for (const text of [
      '- a: 1\n'.repeat(many),
      Array.from({ length: many }, (_, i) => `key${i}: 1\n`).join(''),
      `a: |\n${'  x\n'.repeat(many)}`,
      `a: |\n${'\n'.repeat(many)}  x\n`,
      `a: x${'\n'.repeat(many)}b: y\n`,
      `a: x\n${'  y\n'.repeat(many)}`,
      `a: "${'\\n'.repeat(many)}"\n`,
      `a: '${"''".repeat(many)}'\n`,
      `a: [${'x, '.repeat(many)}x]\n`,
      `a: [${'\n  x,'.repeat(many)} x]\n`,
      `a: {${Array.from({ length: many }, (_, i) => `k${i}: 1`).join(', ')}}\n`,
      `a:${' '.repeat(many)}b\n`,
    ]) {
      assert.ok(readBlockStyle(text), text.slice(0, 20));
    }
    for (const text of [
      '- '.repeat(many),
      `a: ${'['.repeat(many)}`,
      `a: ${'{b: '.repeat(many)}`,
      Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    ]) {
      assert.equal(readBlockStyle(text), undefined, text.slice(0, 20));
    }
  });

  it('gives nodes of the documents that are in it', () => {
    const read = readYaml('---\na: 1\n--- # second\n- b\n');
    assert.deepEqual(
      read.map(({ start, root: node }) => [start, node?.type]),
      [
        [0, 'map'],
        [9, 'list'],
      ],
    );
  });
});
