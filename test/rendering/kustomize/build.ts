import { parseAllDocuments } from 'yaml';
import type { Rendering } from '../../../server/src/model/rendering.ts';
import { renderKustomization } from '../../../server/src/rendering/kustomize/render.ts';
import { filesOf } from '../helm/workspace.ts';

/** The files of a workspace in memory, by their paths. */
export type Texts = Readonly<Record<string, string>>;

/** What a folder is built to; its objects stay in the order of their files, unless it says another one. */
export function build(texts: Texts, folder: string): Rendering {
  const file = folder === '' ? 'kustomization.yaml' : `${folder}/kustomization.yaml`;
  const text = texts[file];
  const isPlain =
    text !== undefined &&
    /^(resources|bases|components|patches|generators|helmCharts|\w+Generator):/m.test(text) &&
    !text.includes('sortOptions') &&
    !/^kind: *Component/m.test(text);
  const ordered = isPlain ? { ...texts, [file]: `${text.replace(/\n?$/, '\n')}sortOptions: {order: fifo}\n` } : texts;
  return renderKustomization(filesOf(ordered), folder);
}

/** The printed objects as one text, as `kustomize build` gives them. */
export function printed(texts: Texts, folder: string): string {
  const { objects, problems } = build(texts, folder);
  if (problems.length > 0) throw new Error(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  return objects.map(({ text }) => text).join('---\n');
}

/** The printed objects as data, by kind and name. */
export function objects(texts: Texts, folder: string): Record<string, unknown> {
  const { objects: all } = build(texts, folder);
  return Object.fromEntries(
    all.map(({ kind, name, text }) => [
      `${kind}/${name}`,
      parseAllDocuments(text).map((one) => one.toJS() as unknown)[0],
    ]),
  );
}

/** Problems as `file:line problem: message`. */
export function problems(texts: Texts, folder: string): string[] {
  return build(texts, folder).problems.map(
    ({ file, span, problem, message }) =>
      `${file}:${(texts[file] ?? '').slice(0, span.start).split('\n').length} ${problem}: ${message}`,
  );
}

/** A Deployment with one container. */
export const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      serviceAccountName: web
      containers:
        - name: app
          image: registry:5000/shop/web:1.0
          ports:
            - containerPort: 8080
          env:
            - name: MODE
              value: "1"
            - name: LEVEL
              value: info
          envFrom:
            - configMapRef: {name: settings}
`;
