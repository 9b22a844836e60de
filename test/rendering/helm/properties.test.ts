import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Alternative, Rendering } from '../../../server/src/model/rendering.ts';
import { renderChart } from '../../../server/src/rendering/helm/render.ts';
import { filesOf } from './workspace.ts';
import { campaign } from '../../campaign.ts';

const chart: Readonly<Record<string, string>> = {
  'Chart.yaml':
    'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- {name: db, version: ">=1", condition: db.on}\n',
  'values.yaml':
    'replicas: 2\nprobe: false\nimage: {name: shop, tag: v1}\nlabels: {team: a, tier: web}\nargs: [a, "b c"]\ndb: {size: 1}\nglobal: {host: h}\n',
  'values.schema.json': '{"type": "object", "properties": {"replicas": {"type": "integer", "minimum": 1}}}',
  '.helmignore': '*.md\n/docs/\n',
  'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.2.0\n',
  'charts/db/values.yaml': 'size: 3\nname: data\n',
  'charts/db/templates/pvc.yaml':
    'kind: PersistentVolumeClaim\nmetadata:\n  name: {{ .Values.name }}-{{ .Values.global.host }}\nsize: {{ .Values.size }}Gi\n',
  'templates/_helpers.tpl':
    '{{- define "labels" -}}\napp: {{ .Chart.Name }}\n{{- range $k, $v := .Values.labels }}\n{{ $k }}: {{ $v | quote }}\n{{- end }}\n{{- end }}\n',
  'templates/deployment.yaml':
    'kind: Deployment\nmetadata:\n  name: {{ .Release.Name }}\n  labels:\n    {{- include "labels" . | nindent 4 }}\nspec:\n  replicas: {{ .Values.replicas }}\n' +
    '  image: "{{ .Values.image.name }}:{{ .Values.image.tag }}"\n  {{- if .Values.probe }}\n  livenessProbe: {}\n  {{- end }}\n  {{- with .Values.args }}\n  args:\n    {{- toYaml . | nindent 4 }}\n  {{- end }}\n',
  'templates/service.yaml':
    '{{- if .Values.replicas }}\nkind: Service\nmetadata:\n  name: s\n---\n{{- end }}\nkind: Secret\npassword: {{ randAlphaNum 5 }}\n',
};
const names = Object.keys(chart);

/** A change of one file: a part is replaced by other text, of the same chart or from anywhere. */
const edit = fc.record({
  file: fc.nat(names.length - 1),
  at: fc.nat(400),
  length: fc.oneof(fc.nat(4), fc.nat(60)),
  text: fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '{{',
      '}}',
      '- ',
      ': ',
      '\n',
      '---\n',
      '&a ',
      '*a',
      '<<: ',
      '[',
      '{',
      '"',
      'null',
      '{{ end }}',
      '{{ fail "x" }}',
      '{{ range .Values }}',
    ),
  ),
});

function edited(edits: readonly { file: number; at: number; length: number; text: string }[]): Record<string, string> {
  const files = { ...chart };
  for (const { file, at, length, text } of edits) {
    const name = names[file] ?? '';
    const own = files[name] ?? '';
    const start = at % (own.length + 1);
    files[name] = own.slice(0, start) + text + own.slice(start + length);
  }
  return files;
}

/** The rendering, with what one other value would make of it. */
function rendered(files: Readonly<Record<string, string>>): Rendering & { readonly others: readonly Alternative[] } {
  const release = { name: 'web', namespace: 'team' };
  const { alternatives, ...rendering } = renderChart(filesOf(files), {
    chart: '',
    values: [],
    release,
    environment: '',
  });
  return { ...rendering, others: alternatives?.(['args:', 'livenessProbe'], { left: 20 }) ?? [] };
}

/** Each mark is in its place, and says where its text is. */
function checkMarks({ objects, problems }: Rendering, files: Readonly<Record<string, string>>): void {
  for (const { text, marks, unknowns } of objects) {
    let end = 0;
    for (const mark of marks) {
      assert.ok(mark.start >= end && mark.end > mark.start && mark.end <= text.length);
      end = mark.end;
      const source = files[mark.at.file] ?? assert.fail(mark.at.file);
      const there = source.slice(mark.at.span.start, mark.at.span.end);
      if (mark.same) assert.equal(text.slice(mark.start, mark.end), there);
      for (const { file, span } of mark.from ?? []) assert.ok(span.end <= (files[file] ?? '').length, file);
    }
    for (const { start, end: stop } of unknowns) assert.equal(text.slice(start, stop), 'PRRUNKNOWN');
  }
  for (const { file, span } of problems) assert.ok(span.end <= (files[file] ?? '').length, `${file} ${span.end}`);
}

describe('rendering charts while they are edited', () => {
  it('renders what they are tested with', () => {
    const { objects, problems } = rendered(chart);
    assert.deepEqual(problems, []);
    assert.equal(objects.length, 4);
    const first = rendered(chart);
    checkMarks(first, chart);
    assert.deepEqual(
      first.others.map(({ key, text, adds }) => [key, text, adds]),
      [['probe', 'true', ['livenessProbe']]],
    );
  });

  it('never throws, and gives each text its place', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const files = edited(edits);
        checkMarks(rendered(files), files);
      }),
      campaign(300),
    );
  }).timeout(600_000);

  it('gives the same again, whatever was rendered between', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
        const before = rendered(chart);
        const files = edited(edits);
        const first = rendered(files);
        assert.deepEqual(rendered(chart), before);
        assert.deepEqual(rendered(files), first);
      }),
      campaign(100),
    );
  }).timeout(600_000);
});
