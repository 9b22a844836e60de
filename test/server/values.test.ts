import assert from 'node:assert/strict';
import type { Diagnostic, DocumentSymbol, Location } from 'vscode-languageserver/node';
import { connect, type Session } from './connect.ts';

const files = {
  'shop/Chart.yaml':
    'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: db, alias: store, version: 1.0.0, repository: "" }\n',
  'shop/values.yaml': `replicas: 2
ingress:
  enabled: false
  host: shop.acme.dev
extra: {}
left: 1
store:
  size: 1Gi
  other: 1
global:
  zone: a
`,
  'shop/values-prod.yaml': 'replicas: 4\ningress:\n  host: acme.dev\n',
  'shop/templates/_helpers.tpl': '{{- define "shop.name" -}}\nshop-{{ .Values.global.zone }}\n{{- end -}}\n',
  'shop/templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "shop.name" . }}
data:
  replicas: {{ .Values.replicas | quote }}
  missing: {{ .Values.ingress.hots | quote }}
  guarded: {{ .Values.ingress.path | default "/" }}
  extra: {{ .Values.extra.anything | quote }}
{{- if .Values.ingress.enabled }}
  host: {{ .Values.ingress.host }}
{{- end }}
`,
  'clusters/production/shop.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  destination: { namespace: shop }
  source:
    repoURL: https://git.acme.dev/shop.git
    path: lone
    helm:
      valueFiles: [../settings/live.yaml]
`,
  'settings/live.yaml': 'on: false\n',
  'lone/Chart.yaml': 'apiVersion: v2\nname: lone\nversion: 1.0.0\n',
  'lone/values.yaml': 'on: false\n',
  'lone/templates/x.yaml': '{{ if .Values.on }}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n{{ end }}\n',
  'shop/charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
  'shop/charts/db/values.yaml': 'size: 2Gi\n',
  'shop/charts/db/templates/claim.yaml':
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ include "shop.name" . }}-db\ndata:\n  size: {{ .Values.size }}\n',
} as const;

describe('values and names of a chart', () => {
  let session: Session;
  before(async () => {
    session = await connect(files);
    await session.ready();
  });
  after(() => session.close());

  /** The position inside of the n-th time that a text is in a file. */
  const positionOf = (file: keyof typeof files, wanted: string) => {
    const at = files[file].indexOf(wanted);
    assert.ok(at >= 0, wanted);
    const before = files[file].slice(0, at).split('\n');
    return { line: before.length - 1, character: (before.at(-1) ?? '').length + 1 };
  };
  const named = (locations: readonly Location[] | null) =>
    (locations ?? [])
      .map(({ uri, range }) => `${uri.slice(session.uri('').length).replace(/^\//, '')}:${range.start.line + 1}`)
      .sort();
  const definition = async (file: keyof typeof files, wanted: string) => {
    const params = { textDocument: { uri: session.uri(file) }, position: positionOf(file, wanted) };
    return named(await session.connection.sendRequest<Location[] | null>('textDocument/definition', params));
  };
  const references = async (file: keyof typeof files, wanted: string) => {
    const params = { textDocument: { uri: session.uri(file) }, position: positionOf(file, wanted) };
    const context = { includeDeclaration: false };
    return named(
      await session.connection.sendRequest<Location[] | null>('textDocument/references', { ...params, context }),
    );
  };

  it('lead from a use to its default and its overrides, also where nothing is rendered', async () => {
    assert.deepEqual(await definition('shop/templates/config.yaml', 'replicas |'), [
      'shop/values-prod.yaml:1',
      'shop/values.yaml:1',
    ]);
    assert.deepEqual(await definition('shop/templates/config.yaml', 'enabled }}'), ['shop/values.yaml:3']);
    assert.deepEqual(await definition('shop/templates/config.yaml', 'host }}'), [
      'shop/values-prod.yaml:3',
      'shop/values.yaml:4',
    ]);
    assert.deepEqual(await definition('shop/templates/config.yaml', 'ingress.host'), [
      'shop/values-prod.yaml:2',
      'shop/values.yaml:2',
    ]);
  });

  it('lead from a key to its uses, through aliases of subcharts and helpers', async () => {
    assert.deepEqual(await references('shop/values.yaml', 'enabled'), ['shop/templates/config.yaml:10']);
    assert.deepEqual(await references('shop/values-prod.yaml', 'replicas'), ['shop/templates/config.yaml:6']);
    assert.deepEqual(await references('shop/values.yaml', 'size'), ['shop/charts/db/templates/claim.yaml:6']);
    assert.deepEqual(await definition('shop/charts/db/templates/claim.yaml', 'size }}'), [
      'shop/charts/db/values.yaml:1',
      'shop/values.yaml:8',
    ]);
    assert.deepEqual(await references('shop/values.yaml', 'zone'), ['shop/templates/_helpers.tpl:2']);
  });

  it('lead to values files elsewhere that a release names, and back', async () => {
    assert.deepEqual(await definition('lone/templates/x.yaml', 'on }}'), [
      'lone/values.yaml:1',
      'settings/live.yaml:1',
    ]);
    assert.deepEqual(await references('settings/live.yaml', 'on'), ['lone/templates/x.yaml:1']);
  });

  it('lead between a named template and its calls', async () => {
    assert.deepEqual(await definition('shop/templates/config.yaml', 'shop.name'), ['shop/templates/_helpers.tpl:1']);
    assert.deepEqual(await references('shop/templates/_helpers.tpl', 'shop.name'), [
      'shop/charts/db/templates/claim.yaml:4',
      'shop/templates/config.yaml:4',
    ]);
  });

  it('are noted where nothing reads a key, or nothing sets a value', async () => {
    const notes = async (file: keyof typeof files) => {
      session.open(file, files[file]);
      const { items } = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri: session.uri(file) },
      });
      return items
        .filter(({ code }) => code === undefined)
        .map(({ range, severity, tags, message }) => [range.start.line + 1, severity, tags?.[0], message]);
    };
    assert.deepEqual(await notes('shop/values.yaml'), [[6, 4, 1, 'No template in this chart uses left']]);
    assert.deepEqual(await notes('shop/templates/config.yaml'), [
      [7, 3, undefined, 'No values file in this workspace sets ingress.hots'],
    ]);
    assert.deepEqual(await notes('shop/charts/db/values.yaml'), []);
  });

  it('make the outline of a template', async () => {
    const outline = async (file: keyof typeof files) =>
      (
        (await session.connection.sendRequest<DocumentSymbol[] | null>('textDocument/documentSymbol', {
          textDocument: { uri: session.uri(file) },
        })) ?? []
      ).map(({ name }) => name);
    assert.deepEqual(await outline('shop/templates/config.yaml'), ['ConfigMap shop-a']);
    assert.deepEqual(await outline('shop/templates/_helpers.tpl'), ['shop.name']);
    assert.deepEqual(await outline('shop/values.yaml'), []);
  });
});
