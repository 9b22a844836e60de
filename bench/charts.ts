import path from 'node:path';
import type { Files } from '../server/src/rendering/files.ts';
import { findCharts } from '../server/src/rendering/helm/find.ts';
import { renderChart } from '../server/src/rendering/helm/render.ts';
import { openDiskFiles } from '../server/src/workspace/disk-files.ts';

// node --import tsx bench/charts.ts [FOLDER…]
// Measures how long a chart of 50 templates, which it makes, and each chart of the folders takes to render: the first time, and
// after a change of one template and of one value. The target is 50 ms after a change, for 50 templates.

const changes = 40;

const deployment = (name: string) => `{{- if .Values.${name}.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.name" . }}-${name}
  labels:
    {{- include "shop.labels" (dict "root" . "part" "${name}") | nindent 4 }}
spec:
  replicas: {{ .Values.${name}.replicas | default 1 }}
  template:
    metadata:
      annotations:
        checksum/values: {{ toYaml .Values.${name} | sha256sum }}
    spec:
      containers:
        - name: ${name}
          image: "{{ .Values.${name}.image.repository }}:{{ .Values.${name}.image.tag | default .Chart.AppVersion }}"
          {{- with .Values.${name}.env }}
          env:
            {{- range $key, $value := . }}
            - name: {{ $key | upper }}
              value: {{ tpl $value $ | quote }}
            {{- end }}
          {{- end }}
          resources:
            {{- toYaml .Values.${name}.resources | nindent 12 }}
{{- end }}
`;
const service = (name: string) => `apiVersion: v1
kind: Service
metadata:
  name: {{ include "shop.name" . }}-${name}
  labels:
    {{- include "shop.labels" (dict "root" . "part" "${name}") | nindent 4 }}
spec:
  ports:
    - port: {{ .Values.${name}.port }}
`;
const helpers = `{{- define "shop.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "shop.labels" -}}
app.kubernetes.io/name: {{ include "shop.name" .root }}
app.kubernetes.io/part-of: {{ .part }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}
`;
const values = (name: string) => `${name}:
  enabled: true
  replicas: 3
  port: 8080
  image: {repository: registry.example.com/shop/${name}, tag: ""}
  env: {host: "{{ .Release.Name }}-db", level: info}
  resources:
    requests: {cpu: 100m, memory: 128Mi}
    limits: {memory: 256Mi}
`;

function madeChart(): Files {
  const names = Array.from({ length: 25 }, (_, i) => `part${i}`);
  const texts = new Map([
    ['shop/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: "2.0"\n'],
    ['shop/values.yaml', names.map(values).join('')],
    ['shop/templates/_helpers.tpl', helpers],
    ...names.map((name) => [`shop/templates/${name}.yaml`, deployment(name)] as const),
    ...names.map((name) => [`shop/templates/${name}-service.yaml`, service(name)] as const),
  ]);
  return { text: (file) => texts.get(file), bytes: () => undefined, under: () => [...texts.keys()] };
}

function milliseconds(files: Files, chart: string): number {
  const started = performance.now();
  renderChart(files, { chart, values: [], release: { name: 'web', namespace: 'default' }, environment: '' });
  return performance.now() - started;
}

/** The median after a comment was added to a file, again and again. */
function afterChange(files: Files, { chart, file }: { readonly chart: string; readonly file: string }): number {
  const times = Array.from({ length: changes }, (_, i) => {
    const text = (each: string) => (each === file ? `${files.text(each) ?? ''}\n# ${i}\n` : files.text(each));
    return milliseconds({ ...files, text }, chart);
  });
  return times.toSorted((a, b) => a - b)[Math.floor(changes / 2)] ?? 0;
}

function measure(files: Files, chart: string): void {
  const prefix = chart === '' ? '' : `${chart}/`;
  const templates = files.under(chart).filter((file) => file.startsWith(`${prefix}templates/`));
  const first = milliseconds(files, chart);
  const [template] = templates.filter((file) => file.endsWith('.yaml'));
  const change = template === undefined ? 0 : afterChange(files, { chart, file: template });
  const value = afterChange(files, { chart, file: `${prefix}values.yaml` });
  const figures = [templates.length, ...[first, change, value].map((each) => each.toFixed(1))].map((each) =>
    String(each).padStart(8),
  );
  console.log(`${figures.join('')}  ${chart}`);
}

console.log(
  'templates, first rendering, after a change of a template, after a change of values (milliseconds, medians)',
);
measure(madeChart(), 'shop');
for (const folder of process.argv.slice(2)) {
  const files = openDiskFiles(path.resolve(folder));
  for (const chart of findCharts(files.under(''))) measure(files, chart);
}
