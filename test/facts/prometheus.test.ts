import assert from 'node:assert/strict';
import { extractArtefact } from '../../server/src/facts/artefacts/extract.ts';
import type { Alert } from '../../server/src/model/artefact-fact.ts';
import { applyEdits } from '../../server/src/model/span.ts';

function alerts(text: string, file = 'rules.yaml'): Alert[] {
  return extractArtefact(file, text).filter((fact): fact is Alert => fact.kind === 'alert');
}

const rules = `groups:
  - name: shop
    labels: { team: shop, severity: ticket }
    rules:
      - record: a:b
        expr: sum(a)
      - alert: "Errors High"
        expr: >-
          sum(rate(errors[5m]))
          > 1
        for: 5m
        labels: { severity: page }
        annotations:
          summary: "{{ $labels.job }}: {{ $value }}"
          runbook_url: docs/a.md
`;

describe('Prometheus facts', () => {
  it('reads an alert with its labels, those of the group too', () => {
    const [alert, ...others] = alerts(rules);
    assert.ok(alert);
    assert.deepEqual(others, []);
    const written = (span: { start: number; end: number }) => rules.slice(span.start, span.end);
    assert.deepEqual([alert.name, written(alert.span), alert.group], ['Errors High', 'Errors High', 'shop']);
    assert.equal(alert.expr.text, 'sum(rate(errors[5m])) > 1');
    assert.match(written(alert.expr.span), /^>-\n {10}sum[^]* > 1$/);
    assert.equal(alert.for?.text, '5m');
    assert.deepEqual(
      alert.labels.map(({ key, value }) => [key, value]),
      [
        ['severity', 'page'],
        ['team', 'shop'],
      ],
    );
    assert.deepEqual(
      alert.annotations.map(({ keySpan, valueSpan }) => [written(keySpan), written(valueSpan)]),
      [
        ['summary', '{{ $labels.job }}: {{ $value }}'],
        ['runbook_url', 'docs/a.md'],
      ],
    );
  });

  it('reads PrometheusRules, lists of them and rules in ConfigMaps', () => {
    const indented = rules.replace(/^/gm, '    ').trimEnd();
    const resource = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: r }\nspec:\n${indented}\n`;
    assert.equal(alerts(resource)[0]?.name, 'Errors High');
    const list = {
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          spec: { groups: [{ rules: [{ alert: 'A', expr: 'up' }] }] },
        },
      ],
    };
    assert.equal(alerts(JSON.stringify(list), 'r.json')[0]?.name, 'A');
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\ndata:\n  note: see alert\n  r.yml: |\n${indented}\n  s.yml: "groups: []"\n`;
    const [inner] = alerts(map);
    assert.equal(map.slice(inner?.span.start, inner?.span.end), 'Errors High');
    assert.equal(map.slice(inner?.annotations[1]?.valueSpan.start, inner?.annotations[1]?.valueSpan.end), 'docs/a.md');
  });

  it('does not take its own templates for Helm', () => {
    const block = rules.replace(
      'summary: "{{ $labels.job }}: {{ $value }}"',
      'summary: |\n            {{ range query "up" }}\n            {{ .Labels.job }}\n            {{ end }}',
    );
    assert.equal(alerts(block).length, 1);
    assert.equal(alerts(block, 'mixin/out/rules.yaml').length, 1);
    const plain = rules.replace('"{{ $labels.job }}: {{ $value }}"', 'on {{ $labels.job }}');
    assert.equal(alerts(plain, 'chart/templates/rules.yaml').length, 1);
  });

  it('takes charts and other templates for what they are', () => {
    for (const text of [
      rules
        .replace('{{ $labels.job }}', '{{ "{{" }} $labels.job }}')
        .replace('"{{ "', `'{{ "`)
        .replace('{{ $value }}"', "'"),
      rules.replace('{{ $labels.job }}', '{{`{{ $labels.job }}`}}'),
      rules.replace('      - alert', '      {{- if .Values.x }}\n      - alert'),
      rules.replace('for: 5m', 'for: {{ wait }}'),
    ]) {
      const facts = extractArtefact('templates/rules.yaml', text);
      assert.deepEqual(
        facts.map((fact) => fact.kind === 'trouble' && fact.trouble),
        ['template'],
        text,
      );
    }
  });

  it('leaves rules of other makers alone', () => {
    const grafana =
      'apiVersion: 1\ngroups:\n  - name: g\n    rules:\n      - uid: x\n        title: "alert: no"\n        for: 5m\n';
    assert.deepEqual(extractArtefact('grafana.yaml', grafana), []);
    assert.deepEqual(extractArtefact('x.yaml', 'groups: [admins]\nalert: me\n'), []);
  });

  it('says where an annotation goes', () => {
    const insert = (rule: string) => {
      const text = `groups:\n- rules:\n${rule}`;
      const { offset, indent, block, style } = alerts(text)[0]!.insertAnnotation;
      const added = block ? `\n${indent}annotations:\n${indent}  x: y` : `\n${indent}x: y`;
      const edit = { span: { start: offset, end: offset }, text: style === 'flow' ? 'x: y, ' : added };
      return style === 'shared' ? style : applyEdits(text, [edit]).slice(17);
    };
    assert.equal(insert('  - alert: A\n    expr: up\n'), '  - alert: A\n    expr: up\n    annotations:\n      x: y\n');
    assert.equal(
      insert('  - alert: A\n    annotations:\n        a: b # c\n    expr: up'),
      '  - alert: A\n    annotations:\n        a: b # c\n        x: y\n    expr: up',
    );
    assert.equal(
      insert('  - alert: A\n    annotations: # none yet\n    expr: up\n'),
      '  - alert: A\n    annotations: # none yet\n      x: y\n    expr: up\n',
    );
    assert.equal(
      insert('  - alert: A\n    annotations:\n      a: |\n        b\n\n    expr: up\n'),
      '  - alert: A\n    annotations:\n      a: |\n        b\n      x: y\n\n    expr: up\n',
    );
    assert.equal(
      insert('  - alert: A\n    annotations: { a: b }\n'),
      '  - alert: A\n    annotations: {x: y,  a: b }\n',
    );
    assert.equal(insert('  - alert: A\n    labels: &l { a: b }\n    annotations: *l\n'), 'shared');
  });
});
