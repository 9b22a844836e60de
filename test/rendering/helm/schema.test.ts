import assert from 'node:assert/strict';
import { coalesceValues } from '../../../server/src/rendering/helm/coalesce.ts';
import { loadChart } from '../../../server/src/rendering/helm/load.ts';
import { schemaProblems } from '../../../server/src/rendering/helm/schema.ts';
import { dict, unknown } from '../../../server/src/rendering/values/make.ts';
import { filesOf, values } from './workspace.ts';

const text = 'size: 1\nm: {a: 1, b: 2}\nname: Shop\n';

function refused(schema: unknown, over = dict()) {
  const { chart } = loadChart('', {
    files: filesOf({
      'Chart.yaml': 'name: shop\nversion: 1.0.0\n',
      'values.yaml': text,
      'values.schema.json': typeof schema === 'string' ? schema : JSON.stringify(schema),
    }),
    reads: new Set(),
  });
  assert.ok(chart);
  return schemaProblems(chart, coalesceValues(chart, over).values);
}

/** What is refused, and the text at its place. */
function shown(schema: unknown): readonly string[] {
  return refused(schema).map(({ file, span, message }) => {
    const at = file === 'values.yaml' ? text.slice(span.start, span.end) : file;
    return `${at} | ${message.replace('; the schema of shop refuses it', '')}`;
  });
}

const properties = (inner: unknown) => ({ type: 'object', properties: inner });

describe('the schema of values', () => {
  it('passes what fits', () => {
    assert.deepEqual(shown(properties({ size: { type: 'integer' }, name: { pattern: '^S' } })), []);
  });

  for (const [what, schema, expected] of [
    ['a type', properties({ size: { type: ['string', 'null'] } }), ['1 | size must be of type string, null']],
    [
      'a key that is not allowed',
      properties({ m: { additionalProperties: false, properties: { a: {} } } }),
      ['2 | m must not have the key b'],
    ],
    ['a key that is missing', properties({ m: { required: ['c'] } }), ['{a: 1, b: 2} | m must have the key c']],
    ['a pattern', properties({ name: { pattern: '^[a-z]+$' } }), ['Shop | name does not match the pattern ^[a-z]+$']],
    ['an enumeration', properties({ name: { enum: ['a', 'b'] } }), ['Shop | name must be one of a, b']],
    [
      'a reference',
      { ...properties({ size: { $ref: '#/$defs/s' } }), $defs: { s: { minimum: 3 } } },
      ['1 | size must be greater than or equal to 3'],
    ],
    [
      'alternatives',
      properties({ size: { oneOf: [{ type: 'string' }, { type: 'null' }] } }),
      ['1 | size must match exactly one of the alternatives'],
    ],
    [
      'patterns of keys',
      properties({ m: { patternProperties: { '^a': { type: 'string' } }, additionalProperties: false } }),
      ['1 | m.a must be of type string', '2 | m must not have the key b'],
    ],
    ['values as a whole', { required: ['more'] }, ['values.schema.json | The values of shop must have the key more']],
  ] as const) {
    it(`refuses ${what}, at the key`, () => assert.deepEqual(shown(schema), expected));
  }

  it('is not asked about what is not known', () => {
    const over = dict([['size', unknown('it is random')]]);
    assert.deepEqual(refused(properties({ size: { type: 'string' } }), over), []);
  });

  it('is asked for subcharts, too', () => {
    const { chart } = loadChart('', {
      files: filesOf({
        'Chart.yaml': 'name: shop\nversion: 1.0.0\n',
        'charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n',
        'charts/db/values.schema.json': JSON.stringify(properties({ size: { type: 'integer' } })),
      }),
      reads: new Set(),
    });
    assert.ok(chart);
    const given = values('db: {size: big}\n');
    assert.deepEqual(
      schemaProblems(chart, coalesceValues(chart, given).values).map(({ span }) => span.start),
      [11],
    );
  });

  const deep = { anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }] };
  const levels = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [
      `a${i}`,
      { anyOf: [{ $ref: `#/$defs/a${i + 1}` }, { $ref: `#/$defs/a${i + 1}` }] },
    ]),
  );
  for (const [what, schema, problem] of [
    ['no JSON', '{', 'error'],
    ['a schema elsewhere', properties({ size: { $ref: 'https://example.com/schema.json' } }), 'unknown'],
    ['a definition that is missing', properties({ size: { $ref: '#/$defs/none' } }), 'unknown'],
    ['a reference to itself', { $ref: '#' }, 'unknown'],
    ['alternatives of itself', { $defs: { a: deep }, ...deep }, 'unknown'],
    ['too many alternatives', { $defs: { ...levels, a40: { type: 'string' } }, $ref: '#/$defs/a0' }, 'unknown'],
    ['a pattern that is none', properties({ name: { pattern: '(?<=a)b' } }), 'unknown'],
  ] as const) {
    it(`says so for ${what}`, () =>
      assert.deepEqual(
        refused(schema).map((each) => each.problem),
        [problem],
      ));
  }

  it('judges a pattern that would backtrack without end', () => {
    const over = values(`name: ${'a'.repeat(5_000)}!\n`);
    assert.equal(refused(properties({ name: { pattern: '^(a+)+$' } }), over).length, 1);
  });
});
