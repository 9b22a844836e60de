import assert from 'node:assert/strict';
import type { Query } from '../../server/src/model/monitoring-fact.ts';
import { isLogQl, readQuery } from '../../server/src/syntax/promql.ts';
import { scalarPlaces } from '../../server/src/syntax/scalar-places.ts';
import { readYaml } from '../../server/src/syntax/yaml.ts';
import { dig } from '../../server/src/syntax/yaml-node.ts';

const query = (text: string): Query => readQuery(text, (span) => span);
const metrics = (text: string) => query(text).selectors.map(({ metric }) => metric);

describe('PromQL', () => {
  it('reads selectors with what stands around them', () => {
    const text = 'sum by (le) (rate(a_b{x="y",z=~"5.."}[5m] offset 1h)) / on(a) group_left b > 0';
    const { selectors, functions, operators, complete } = query(text);
    assert.deepEqual(
      selectors.map(({ metric, range, within, matchers, span }) => [
        metric,
        range,
        within,
        matchers.map(({ label, operator, value }) => `${label}${operator}${value}`),
        text.slice(span.start, span.end),
      ]),
      [
        ['a_b', 300, ['rate', 'sum'], ['x=y', 'z=~5..'], 'a_b'],
        ['b', undefined, [], [], 'b'],
      ],
    );
    assert.deepEqual([functions, operators, complete], [['sum', 'rate'], ['/'], true]);
  });

  it('knows names in quotes and in matchers', () => {
    assert.deepEqual(metrics('{"http.requests", job="x"}'), ['http.requests']);
    assert.deepEqual(metrics('{__name__="up"}'), ['up']);
    assert.deepEqual(metrics('{__name__=~"a.*"}'), [undefined]);
    assert.deepEqual(metrics('job:errors:ratio_rate5m'), ['job:errors:ratio_rate5m']);
  });

  it('works out what is compared with what', () => {
    const compared = (text: string) =>
      query(text).comparisons.map(({ operator, value, of, scale }) => [operator, value, of?.length, scale]);
    assert.deepEqual(compared('a > 14.4 * 0.001 and b > (6 * (1 - 0.99))'), [
      ['>', 14.4 * 0.001, 1, undefined],
      ['>', 6 * (1 - 0.99), 1, undefined],
    ]);
    assert.deepEqual(compared('0.5 <= a / b'), [['>=', 0.5, 2, undefined]]);
    assert.deepEqual(compared('100 * a / b > 5'), [['>', 5, 2, undefined]]);
    assert.deepEqual(compared('(a / 0.001) > 14.4'), [['>', 14.4, 1, 1000]]);
    assert.deepEqual(compared('a > b'), [['>', undefined, 2, undefined]]);
    assert.deepEqual(compared('a > $limit'), [['>', undefined, 2, undefined]]);
  });

  it('takes the longest of nested ranges, and marks what stands in absent()', () => {
    const [inner, other] = query('max_over_time(rate(x[5m])[1h:]) unless absent(y)').selectors;
    assert.deepEqual([inner?.range, inner?.within], [3600, ['rate', 'max_over_time']]);
    assert.equal(other?.absent, true);
  });

  it("reads dashboards' variables wherever they stand", () => {
    const text = 'sum by ($by) (rate(${prefix}_requests_total{job="$job", $more}[$__rate_interval])) / rate(b[${w}m])';
    const { selectors, complete } = query(text);
    assert.equal(complete, true);
    assert.deepEqual(
      selectors.map(({ metric, range }) => [metric, range]),
      [
        [undefined, undefined],
        ['b', undefined],
      ],
    );
    assert.equal(query('rate(x{a="{{ .b }}"}[5m])').complete, true);
    assert.deepEqual(metrics('x{ns="$a"} offset $o > [[limit]]'), ['x', undefined]);
  });

  it('says where the text is not whole', () => {
    assert.equal(query('sum(rate(x{a="b"}[5m])').complete, false);
    assert.equal(query('x{a=').complete, false);
    assert.deepEqual(metrics('x{a='), ['x']);
  });

  it('tells LogQL apart', () => {
    for (const text of [
      'sum(rate({app="x"} |= "error" [5m])) > 1',
      '{app="x"}',
      'count_over_time({job="a"}[1m])',
      'rate({a="b"} | json | level="error" [1m])',
    ])
      assert.ok(isLogQl(text), text);
    for (const text of ['rate(x{a="b |= c"}[5m])', 'a or b', '{__name__=~"x.*"}', 'x{a="{b}"}[5m]'])
      assert.ok(!isLogQl(text), text);
  });

  for (const [name, yaml] of Object.entries({
    plain: 'e: rate(abc[5m]) / on(x) def\n',
    'plain over lines': 'e: rate(abc[5m])\n  / def\n',
    literal: 'e: |\n    rate(abc[5m])\n\n      / def\n',
    folded: 'e: >-  # why\n  rate(abc[5m])\n  / def\n',
    'double quotes': 'e: "rate(abc{x=\\"y\\"}[5m])\\n / def"\n',
    'double quotes over lines': 'e: "rate(abc{x=\\"y\\"}[5m])\n  / \\\n  def"\n',
    'single quotes': "e: 'rate(abc{x=''y''}[5m]) / def'\n",
    json: '{"e": "rate(abc{x=\\u0022y\\"}[5m]) / def"}',
  })) {
    it(`finds metrics in the file: ${name}`, () => {
      const [document] = readYaml(yaml);
      const node = dig(document?.root, 'e');
      assert.ok(node?.type === 'scalar');
      const { selectors } = readQuery(node.text, scalarPlaces(yaml, node.span, node.text));
      assert.deepEqual(
        selectors.map(({ span }) => yaml.slice(span.start, span.end)),
        ['abc', 'def'],
      );
    });
  }

  it('is left out where it is nested deeper than people write, however much room the machine has', () => {
    const sum = (parts: number) => readQuery(Array.from({ length: parts }, () => 'up').join(' - '), (span) => span);
    assert.equal(sum(200).selectors.length, 200);
    assert.equal(sum(200).complete, true);
    const deep = sum(9000);
    assert.deepEqual([deep.selectors.length, deep.complete], [0, false]);
  });
});
