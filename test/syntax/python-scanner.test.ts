import assert from 'node:assert/strict';
import { cpuOf } from '../cost.ts';
import { TooMuch } from '../../server/src/syntax/code/effort.ts';
import type { Outline, Value } from '../../server/src/syntax/code/outline.ts';
import { readPython } from '../../server/src/syntax/code/python/read.ts';

const names = (outline: Outline) => outline.calls.map(({ callee }) => callee.names.join('.'));
const functions = (outline: Outline) =>
  outline.regions.filter(({ kind }) => kind === 'function').map(({ name }) => name ?? 'lambda');
const within = (outline: Outline, name: string) => {
  const call = outline.calls.find(({ callee }) => callee.names.at(-1) === name);
  assert.ok(call, `no call of ${name}`);
  const around: string[] = [];
  for (let at = call.region; at > 0; at = outline.regions[at]!.parent) {
    const region = outline.regions[at]!;
    around.unshift(region.name ?? region.kind);
  }
  return around.join(' > ');
};
const value = (text: string): Value | undefined => readPython(text).bindings.find(({ how }) => how === 'assign')?.value;
const string = (text: string) => {
  const found = value(`x = ${text}`);
  return found?.kind === 'string' ? found.text : found?.kind;
};

describe('blocks of Python', () => {
  it('end where the indentation does, tabs and comments and empty lines taken as they are meant', () => {
    const outline = readPython(
      'def f():\n\tif x:\n        a()\n\n# left\n    # between\n\t# c\n\tb()\nclass C:\r\n  def g(self):\r\n    c()\r\n\r\n  d()\r\ne()\n',
    );
    assert.equal(outline.broken, false);
    assert.equal(within(outline, 'a'), 'f');
    assert.equal(within(outline, 'b'), 'f');
    assert.equal(within(outline, 'c'), 'C > g');
    assert.equal(within(outline, 'd'), 'C');
    assert.equal(within(outline, 'e'), '');
  });

  it('go on over lines in brackets and behind a backslash', () => {
    const outline = readPython('def f(\n  a,\n):\n  x = g(\n1,\n) + \\\nh()\n  i()\nj()\n');
    assert.equal(outline.broken, false);
    assert.deepEqual(
      ['g', 'h', 'i', 'j'].map((name) => within(outline, name)),
      ['f', 'f', 'f', ''],
    );
  });

  it('may stand on the line of their head', () => {
    const outline = readPython('if a(): b(); c()\nelse: d()\ntry: e()\nexcept E: pass\nclass A: x = 1\nf()\n');
    assert.equal(outline.broken, false);
    assert.deepEqual(
      ['b', 'c', 'd', 'e', 'f', 'a'].map((name) => within(outline, name)),
      ['branch', 'branch', 'branch', 'try', '', ''],
    );
    assert.equal(outline.regions.find(({ kind }) => kind === 'handler')?.empty, true);
  });

  it('that are deeper for no reason belong to the block around them', () => {
    const outline = readPython('def f():\n    a()\n        b()\n    c()\nd()\n');
    assert.equal(outline.broken, true);
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((name) => within(outline, name)),
      ['f', 'f', 'f', ''],
    );
  });
});

describe('strings of Python with code in them', () => {
  it('are strings with gaps, and their code is code', () => {
    assert.equal(string('f"a{b}c{d!r:>{width}}e"'), 'a${}c${}e');
    assert.equal(string('rf"\\d{b}" "c" \'d\''), '\\d${}cd');
    assert.equal(string('f"{{no}}{x:%H:%M}"'), '{{no}}${}');
    assert.equal(string('f"\\N{DASH}{x}"'), '\\N{DASH}${}');
    assert.equal(string('f"""a\n{\nx\n}"b"\n"""'), 'a\n${}"b"\n');
    assert.equal(string('t"a{b}"'), 'a${}');
    assert.deepEqual(names(readPython('x = f"{a(f"{b("}")}")} {c()=} {d():{e()}}"\nf()\n')), [
      'a',
      'b',
      'c',
      'd',
      'e',
      'f',
    ]);
    assert.equal(within(readPython('x = f"{[g(y) for y in z]}"'), 'g'), 'loop');
  });

  it('without an end hurt their own line', () => {
    for (const broken of [
      'f"{a',
      'f"{a(',
      'f"{a[0',
      "f'{a",
      'f"{a:{b',
      'f"a',
      'f"{a}',
      "'a",
      '"a',
      'f"{a)',
      'f"{a(]}"',
      'f"{a(}"',
    ]) {
      const outline = readPython(`before()\ndef f():\n    x = ${broken}\n    return 1\n\ndef g():\n    after()\n`);
      assert.equal(outline.broken, true, broken);
      assert.deepEqual(functions(outline), ['f', 'g'], broken);
      assert.equal(within(outline, 'after'), 'g', broken);
    }
  });
});

describe('words of Python that are keywords in some places alone', () => {
  it('are names elsewhere', () => {
    const outline = readPython(
      'match = re.match(p, s)\nmatch(x)\nmatch[0] = 1\nprint(match.group(), case, type(x))\ncase = 1\ntype = f()\nmatch: int = 2\n',
    );
    assert.equal(outline.broken, false);
    assert.deepEqual(names(outline), ['re.match', 'match', 'print', 'match.group', 'type', 'f']);
    assert.equal(outline.regions.length, 1);
  });

  it('are a statement where cases follow', () => {
    const outline = readPython(
      'match f(x), y:\n  case A(b=1) | {"c": [*_]} if g(b):\n    h()\n  case _:\n    match (z):\n      case 1: i()\nj()\n',
    );
    assert.equal(outline.broken, false);
    assert.deepEqual(names(outline), ['f', 'g', 'h', 'i', 'j']);
    assert.equal(within(outline, 'h'), 'switch > branch');
    assert.equal(within(outline, 'i'), 'switch > branch > switch > branch');
    assert.equal(within(outline, 'f'), '');
  });
});

describe('values of Python', () => {
  it('end a function at the comma behind it, and not at those between its parameters', () => {
    const outline = readPython('f(lambda a, b=g(1, 2), *c: a if b else c, d)\n');
    assert.equal(outline.calls[0]?.args.length, 2);
    const [region] = outline.regions.filter(({ kind }) => kind === 'function');
    assert.deepEqual(
      region?.parameters?.map(({ name, default: given }) => [name, given?.kind]),
      [
        ['a', undefined],
        ['b', 'call'],
        ['c', undefined],
      ],
    );
    assert.equal(outline.exits[0]?.value?.kind, 'either');
  });

  it('are no path where an operator joins them', () => {
    const [, call] = readPython('(a / f(b)).open()\n').calls.toSorted((a, b) => a.brackets.end - b.brackets.end);
    assert.deepEqual(call?.callee, { names: ['', 'open'] });
  });

  it('read on behind a backslash', () => {
    const found = value('x = a() \\\n  if b \\\n  else c()\n');
    assert.deepEqual(found?.kind === 'either' && found.of.map(({ kind }) => kind), ['call', 'call']);
  });
});

describe('Python that somebody types', () => {
  const halves = [
    'f(',
    'x = [1,',
    'x = {"a": 1,',
    'if x',
    'if f(x:',
    'for y in ',
    'for y',
    'while',
    'def h(a, ',
    'def',
    'class A(',
    'class',
    'try:',
    'except E',
    'with open(x',
    'with open(x) as',
    '@app.route("/x"',
    'from x import (',
    'import',
    'await ',
    'lambda',
    'x.',
    'x = ',
    'x: ',
    'return (',
    'raise A(',
    'match x:',
    'case',
    ')',
    ']}',
    '}',
    'x = a if',
    'print(f"{x',
    "d['a",
    'async',
    'y = *',
    '`',
    '$',
  ];

  it('keeps what is around it, wherever it stands', () => {
    const parts = [
      'import os\n\n',
      'def f():\n    one(1)\n\n',
      'def g(a):\n',
      '    if a:\n        two(2)\n    return three(3)\n\n',
      'class C:\n    def m(self):\n        return four(4)\n\n    def n(self):\n        five(5)\n',
    ];
    for (const half of halves)
      for (let at = 1; at < parts.length; at++) {
        const indent = /^ */.exec(parts[at] ?? '')?.[0] ?? '';
        const outline = readPython([...parts.slice(0, at), `${indent}${half}\n`, ...parts.slice(at)].join(''));
        const said = `${half} before part ${at}`;
        for (const [name, place] of [
          ['one', 'f'],
          ['three', 'g'],
          ['four', 'C > m'],
          ['five', 'C > n'],
        ] as const)
          assert.ok(within(outline, name).endsWith(place), `${said}: ${name} in ${within(outline, name)}`);
        assert.equal(outline.imports[0]?.module, 'os', said);
      }
  });

  it('takes a block whose colon is missing', () => {
    const outline = readPython('def f(a)\n    if a\n        b()\n    c()\nd()\n');
    assert.equal(outline.broken, true);
    assert.equal(within(outline, 'b'), 'f > branch');
    assert.equal(within(outline, 'c'), 'f');
    assert.equal(within(outline, 'd'), '');
  });
});

describe('hostile Python', () => {
  const many = 200_000;
  const texts: Record<string, string> = {
    'open brackets': '('.repeat(many),
    'brackets of two sorts': '['.repeat(many / 2) + ')'.repeat(many / 2),
    'nested strings with code': 'f"{'.repeat(20_000),
    'nested formats': `f"{x:${'{y:'.repeat(20_000)}`,
    'a chain of calls': `x = y${'.f(1)'.repeat(20_000)}`,
    'calls of calls': `f${'(1)'.repeat(many / 4)}`,
    quotes: '"'.repeat(many + 1),
    'lines with half a string': "'\n".repeat(many / 2),
    'backslashes in a string': `"""${'\\'.repeat(many)}"""`,
    'deeper and deeper': Array.from({ length: 600 }, (_, at) => `${' '.repeat(at)}if x:`).join('\n'),
    'heads on one line': 'if x: '.repeat(many / 6),
    signs: `x = ${'-'.repeat(many)}1`,
    'assignments in an expression': `x = ${'a := '.repeat(many / 5)}1`,
    'functions in functions': 'lambda: '.repeat(many / 8),
    alternatives: `x = ${'a or '.repeat(many / 5)}b`,
    'a type in quotes': `x: ${'"'.repeat(many)}`,
    'declarations without end': 'def f(\n'.repeat(many / 7),
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`reads ${name} in time, or says that they are too deep`, () => {
      const milliseconds = cpuOf(() => {
        try {
          const outline = readPython(text);
          for (const call of outline.calls) assert.ok(call.callee.names.length + call.args.length >= 0);
          for (const { targets, value: given, type } of outline.bindings)
            assert.ok(targets.length > 0 || given || type);
        } catch (error) {
          assert.ok(error instanceof TooMuch && error.trouble === 'too-deep', String(error));
        }
      });
      assert.ok(milliseconds < 1500, `${milliseconds} ms`);
    });
  }
});
