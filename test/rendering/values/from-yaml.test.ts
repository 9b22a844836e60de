import assert from 'node:assert/strict';
import { plainValue, valueOf } from '../../../server/src/rendering/values/from-yaml.ts';
import type { Value } from '../../../server/src/rendering/value.ts';
import { readYaml } from '../../../server/src/syntax/yaml.ts';

function read(text: string): Value {
  const [document] = readYaml(text);
  return valueOf(document?.root, { file: 'values.yaml', base: document?.start ?? 0 });
}

/** The value as JSON would show it. */
function plain(value: Value): unknown {
  if (value.type === 'dict') return Object.fromEntries([...value.entries].map(([key, each]) => [key, plain(each)]));
  if (value.type === 'list') return value.items.map(plain);
  if (value.type === 'string') return value.text;
  if (value.type === 'nil') return null;
  return value.type === 'unknown' ? `? ${value.because}` : value.value;
}

function at(value: Value, ...path: readonly (string | number)[]): Value {
  let found: Value | undefined = value;
  for (const step of path) {
    if (found?.type === 'dict') found = found.entries.get(String(step));
    else if (found?.type === 'list') found = found.items[Number(step)];
  }
  assert.ok(found, path.join('.'));
  return found;
}

function placeOf(text: string, ...path: readonly (string | number)[]): string {
  const [place] = at(read(text), ...path).from ?? [];
  assert.ok(place);
  return text.slice(place.span.start, place.span.end);
}

describe('values of YAML', () => {
  const scalars: readonly (readonly [string, unknown])[] = [
    ['yes', true],
    ['On', true],
    ['n', false],
    ['off', false],
    ['~', null],
    ['', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['12', 12],
    ['+12', 12],
    ['-0x1f', -31],
    ['010', 8],
    ['0o17', 15],
    ['0b11', 3],
    ['089', 89],
    ['1_000', 1000],
    ['1.', 1],
    ['.5', 0.5],
    ['._5', '._5'],
    ['1e3', 1000],
    ['1.5e-3', 0.0015],
    ['1:30', '1:30'],
    ['2024-01-02', '2024-01-02'],
    ['0x', '0x'],
    ['1.2.3', '1.2.3'],
    ['-', '-'],
    ['0xfffffffffffffffff', '0xfffffffffffffffff'],
    ['1e999', '1e999'],
    ['12345678901234567890', 12345678901234567000],
    ['tRue', 'tRue'],
  ];
  for (const [text, expected] of scalars) {
    it(`reads ${text || 'nothing'} as ${JSON.stringify(expected)}`, () => assert.equal(plainValue(text), expected));
  }

  it('keeps what is quoted or in a block as text', () => {
    assert.deepEqual(plain(read('a: "12"\nb: \'yes\'\nc: |\n  1\n')), { a: '12', b: 'yes', c: '1\n' });
  });

  it('makes a float of each number, and texts of keys', () => {
    const value = read('8080: 1\ntrue: 2\n010: 3\n"010": 4\n');
    assert.deepEqual(plain(value), { 8080: 1, true: 2, 8: 3, '010': 4 });
    assert.equal(at(value, '8080').type, 'float');
    assert.deepEqual(plain(read('1e7: a\n1.50: b\n10000000: c\n')), { '1e+07': 'a', '1.5': 'b', 10000000: 'c' });
  });

  it('obeys a type that is written', () => {
    assert.deepEqual(plain(read('a: !!str 5\nb: !!int "5"\nc: !!str\n')), { a: '5', b: 5, c: '' });
  });

  it('resolves anchors and merge keys; own keys win, the first of several maps wins', () => {
    const text = 'a: &a {x: 1, w: 2}\nb: &b {x: 3, z: 4}\nc:\n  <<: [*a, *b]\n  w: 5\n';
    assert.deepEqual(at(read(text), 'c') && plain(at(read(text), 'c')), { x: 1, z: 4, w: 5 });
  });

  it('takes the last of a key that is given twice', () => assert.deepEqual(plain(read('a: 1\na: 2\n')), { a: 2 }));

  it('says where each value is: its own place, the key of a block, the key of what is empty', () => {
    const text = 'image:\n  tag: "1.2"\n  pull:\nlist:\n  - one\n  - {two: 2}\nflow: {a: 1}\n';
    assert.equal(placeOf(text, 'image'), 'image');
    assert.equal(placeOf(text, 'image', 'tag'), '1.2');
    assert.equal(placeOf(text, 'image', 'pull'), 'pull');
    assert.equal(placeOf(text, 'list'), 'list');
    assert.equal(placeOf(text, 'list', 0), 'one');
    assert.equal(placeOf(text, 'list', 1), '{two: 2}');
    assert.equal(placeOf(text, 'flow'), '{a: 1}');
  });

  it('gives copies for the uses of an anchor: a template changes one of them', () => {
    const value = read('a: &a {x: 1}\nb: *a\n');
    assert.notEqual(at(value, 'a'), at(value, 'b'));
  });

  it('bounds what anchors multiply', () => {
    const lines = ['a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'];
    for (let i = 1; i < 12; i++) {
      lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`);
    }
    const value = read(lines.join('\n'));
    assert.equal(at(value, 'a2', 0, 0, 0).type, 'float');
    assert.equal(at(value, 'a11').type, 'unknown');
  });

  it('does not know a number that JSON cannot hold', () => {
    assert.equal(at(read('a: .inf\nb: .NaN\n'), 'a').type, 'unknown');
  });
});
