import assert from 'node:assert/strict';
import { engaged } from './engaged.ts';

const alerts = (name: string, severity: string) => `groups:
  - name: ${name}
    rules:
      - alert: QueueLong
        expr: ${name}_queue_depth > 250
        for: 7m
        labels: { severity: ${severity} }
        annotations: { summary: The queue is long, runbook_url: docs/runbooks/${name}.md }
`;
const runbook = '# Queue\n\n## Meaning\n\nWork waits.\n\n## Mitigation\n\nRun `kubectl rollout undo deploy/worker`.\n';
const deployment = (name: string, more: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 4
  strategy: { type: RollingUpdate }
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: acme/${name}:1
${more}`;

/** A program that watches objects of a cluster, and answers its probes and metrics alone. */
const controller = {
  'go.mod': 'module example.org/worker\n\ngo 1.24\n\nrequire sigs.k8s.io/controller-runtime v0.20.0\n',
  Dockerfile: 'FROM golang:1.24\nCOPY . .\nRUN go build -o /worker .\nCMD ["/worker"]\n',
  'main.go': `package main

import (
	"context"
	"net/http"
	"time"

	ctrl "sigs.k8s.io/controller-runtime"
)

type Reconciler struct{}

func (r *Reconciler) Reconcile(ctx context.Context, req ctrl.Request) (ctrl.Result, error) {
	client := &http.Client{Timeout: 9 * time.Second}
	_, err := client.Get("http://store/objects")
	return ctrl.Result{}, err
}

func main() {
	mgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{})
	_ = ctrl.NewControllerManagedBy(mgr).Complete(&Reconciler{})
	_ = mgr.Start(ctrl.SetupSignalHandler())
}
`,
  'deploy/worker.yaml': deployment('worker', ''),
  'rules/worker.yaml': alerts('worker', 'warning'),
  'docs/runbooks/worker.md': runbook,
};

const server = {
  'package.json': '{"name":"worker","type":"module","main":"server.js","dependencies":{"express":"4"}}',
  Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
  'server.js': `import express from 'express';
import { stock } from './stock.js';
const app = express();
app.get('/buy', async (req, res) => res.json(await stock(req.query.id)));
app.listen(3000);
`,
  'stock.js': `export async function stock(id) {
  return fetch('http://store/items/' + id, { signal: AbortSignal.timeout(850) });
}
`,
  'deploy/worker.yaml': `${deployment('worker', '          ports: [{ containerPort: 3000 }]\n')}---
apiVersion: v1
kind: Service
metadata: { name: worker }
spec: { selector: { app: worker }, ports: [{ port: 80, targetPort: 3000 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: worker }
spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: worker, port: { number: 80 } } } }] } }] }
`,
  'rules/worker.yaml': alerts('worker', 'page'),
  'docs/runbooks/worker.md': runbook,
};

async function generated(texts: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string>> {
  const { part } = await engaged(texts);
  return new Map((await part('worker', 'training')).documents.map(({ id, text }) => [id, text]));
}

/** Numbers of the forms of a pack and a drill themselves: their headings, and how long a drill takes. */
const ofForm = new Set(['03', '10', '20', '1', '2', '3', '4', '5', '6', '7']);

/** What in a sentence is in no file of the workspace, or not where the sentence says. */
function unfounded(sentence: string, texts: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(texts)
    .map(([file, text]) => `${file}\n${text}`)
    .join('\n');
  const wrong: string[] = [];
  const places = [...sentence.matchAll(/([\w./-]+\.(?:js|go|ya?ml|md)):(\d+)/g)];
  for (const [place, file = '', line = ''] of places) {
    const lines = texts[file]?.split('\n');
    if (!lines || Number(line) > lines.length) wrong.push(place);
  }
  const rest = places.reduce((words, [place]) => words.replace(place, ''), sentence);
  const [own] = places;
  const near = own ? (texts[own[1] ?? ''] ?? '') : all;
  // What is quoted as code stands in the file that is named, or in the workspace.
  for (const [, code = ''] of rest.matchAll(/`([^`]+)`/g))
    for (const word of code.split(/\s+|…/)) {
      const isThere = near.includes(word) || all.includes(word);
      if (!isThere && !/^(GET|POST)$/.test(word)) wrong.push(word);
    }
  for (const [route] of rest.matchAll(/(?<![\w./:])\/[\w/-]+/g)) if (!all.includes(route)) wrong.push(route);
  for (const [number] of rest.matchAll(/(?<![\w.-])\d+(?![\w-])/g)) {
    const isDefault = number === '30' && sentence.includes('30 s, the Kubernetes default');
    if (!ofForm.has(number) && !isDefault && !new RegExp(`(?<!\\d)${number}(?!\\d)`).test(all)) wrong.push(number);
  }
  return wrong;
}

function sentencesOf(document: string): string[] {
  return document.split('\n').filter((line) => line.trim() !== '' && !/^(```|\|? ?---|# |Generated on )/.test(line));
}

describe('what training states', () => {
  for (const [name, texts] of [
    ['a server', server],
    ['a controller', controller],
  ] as const)
    it(`of ${name} is in its files: names, numbers, routes and places of each sentence`, async () => {
      const documents = await generated(texts);
      assert.ok(documents.has('pack') && documents.has('drill-queue-long'), [...documents.keys()].join());
      for (const [id, text] of documents)
        for (const sentence of sentencesOf(text))
          assert.deepEqual(unfounded(sentence, texts), [], `${id}: ${sentence}`);
    });

  it('is held to that by a test that sees what is not there', () => {
    const text = { 'a.js': 'one\ntwo 850\n' };
    assert.deepEqual(unfounded('- `one` takes 850 ms (a.js:2)', text), []);
    assert.deepEqual(unfounded('- `three` (a.js:9)', text), ['a.js:9', 'three']);
    assert.deepEqual(unfounded('It answers /buy in 900 ms.', text), ['/buy', '900']);
  });

  it('says nothing of users where nobody is seen to wait, and asks nothing of what they see', async () => {
    const documents = await generated(controller);
    const all = [...documents]
      .filter(([id]) => id !== 'gaps')
      .map(([, text]) => text)
      .join('\n');
    assert.doesNotMatch(all, /\b(users?|customers?|screen|page|browser|request flows?)\b/i);
    assert.doesNotMatch(all, /what do they see/i);
    assert.match(documents.get('drill-queue-long') ?? '', /Which work stops or is late, and what depends on it\?/);
    assert.match(
      documents.get('pack') ?? '',
      /## 2\. Flow of work\n\nIt is a worker or controller, and answers no request/,
    );
    assert.doesNotMatch(all, /No request flow was found|No route was found/);
    // It opens a ticket: nobody is woken.
    assert.match(documents.get('drill-queue-long') ?? '', /## This ticket arrives/);
  });

  it('asks about users where requests come from outside', async () => {
    const documents = await generated(server);
    const drill = documents.get('drill-queue-long') ?? '';
    assert.match(drill, /Which users are affected, and what do they see\?/);
    assert.match(drill, /## It is 03:10, and this page arrives/);
    assert.match(documents.get('pack') ?? '', /stock to `http:\/\/store\/items\/…`, .*reached from .*\/buy/);
  });

  it('asks how many pods a rollout replaces only where a number is written', async () => {
    const pack = (await generated(server)).get('pack') ?? '';
    assert.doesNotMatch(pack, /How many pods does a rollout replace/);
    const numbered =
      (
        await generated({
          ...server,
          'deploy/worker.yaml': server['deploy/worker.yaml'].replace(
            '{ type: RollingUpdate }',
            '{ type: RollingUpdate, rollingUpdate: { maxUnavailable: 1 } }',
          ),
        })
      ).get('pack') ?? '';
    assert.match(numbered, /How many pods does a rollout replace at a time\?/);
  });
});
