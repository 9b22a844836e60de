import assert from 'node:assert/strict';
import { serviceKinds, traitIds, phases } from '../../server/src/model/profile.ts';
import { capped, include } from '../../server/src/review/composition.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';
import { opened } from './opened.ts';

const server = "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n";
const code = {
  'web/package.json': '{ "dependencies": { "pg": "8.0.0" } }',
  'web/Dockerfile': 'FROM node:22.1.0\n',
  'web/src/server.ts': server,
};
const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: ${name}, image: 'acme/${name}:1', ports: [{ containerPort: 8080 }] }] }
`;

/** What an item of the list of a service says of its being there. */
async function included(files: Record<string, string>, item: string, service = 'web') {
  const { items } = await (await opened(files)).of(service);
  const found = items.find((each) => each.item.id === item);
  assert.ok(found, item);
  return found;
}

describe('the list of a service', () => {
  it('asks what it is made of, and says what made it so', async () => {
    const { included: restore } = await included(code, 'em-restore');
    assert.deepEqual(restore, { value: true, because: 'it uses pg' });
  });

  it('does not ask what it has not, and says that; its state is no silent pass', async () => {
    const { included: cache, state, because } = await included(code, 'cap-cache');
    assert.deepEqual(cache, { value: false, because: 'no cache was found' });
    assert.equal(state, 'not-applicable');
    assert.equal(because, 'no cache was found');
  });

  it('asks all the same where the code cannot be read', async () => {
    const files = { 'web/build.gradle': '', 'web/Dockerfile': 'FROM x:1\n', 'web/src/Main.kt': 'fun main() {}\n' };
    const { included: cache } = await included(files, 'cap-cache');
    assert.deepEqual(cache, {
      value: true,
      because: 'no cache was found, but 1 file of it in Kotlin cannot be read yet',
    });
  });

  it('asks by tier: standard is assumed until somebody says it', async () => {
    assert.match((await included(code, 'chg-staged')).included.because, /tier 1; this service is tier 2 \(our default/);
    const critical = { ...code, '.prr/services/web.yaml': 'tier: 1\n' };
    const { included: drills } = await included(critical, 'chg-staged');
    assert.deepEqual(drills, { value: true, because: 'it applies to every tier 1 service' });
  });

  it('asks by phase, and asks the same item in the words of the phase', async () => {
    const said = (phase: string) => ({ ...code, '.prr/services/web.yaml': `phase: ${phase}\n` });
    assert.match(
      (await included(said('design'), 'perf-shutdown')).included.because,
      /in the phases build, launch, operation/,
    );
    assert.equal((await included(said('design'), 'em-rotation')).included.value, false);
    assert.match((await included(said('launch'), 'em-rotation')).ask, /test page/);
    assert.match((await included(code, 'em-rotation')).ask, /enough people/);
  });

  it('asks a library neither for probes nor for a pager', async () => {
    const files = { ...code, '.prr/services/web.yaml': 'kind: library\n' };
    for (const item of ['perf-probes', 'em-rotation', 'cap-load-test', 'cap-resources']) {
      assert.match((await included(files, item)).included.because, /does not apply to a library/);
    }
    assert.equal((await included(files, 'chg-build')).included.value, true);
  });

  it('believes its descriptor over what it sees, both ways', async () => {
    const files = { ...code, '.prr/services/web.yaml': 'hasNot: [datastore]\nhas: [cache]\n' };
    assert.equal((await included(files, 'em-restore')).included.value, false);
    assert.deepEqual((await included(files, 'cap-cache')).included, {
      value: true,
      because: 'its descriptor declares cache',
    });
  });

  it('keeps what somebody answered, whatever the phase and the tier', async () => {
    const answer = 'answer: yes\nreason: twice this year\nby: Ada\ndate: 2026-11-01\n';
    const files = { ...code, '.prr/answers/web/chg-staged.yaml': answer };
    const { included: drills, state } = await included(files, 'chg-staged');
    assert.match(drills.because, /^Ada answered it \(otherwise not included: it applies to tier 1/);
    assert.equal(state, 'yes');
  });

  it('sees users where an Ingress leads to its pods', async () => {
    const entrance = `apiVersion: v1
kind: Service
metadata: { name: front }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: all }
spec:
  rules:
    - http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: front, port: { number: 80 } } } }] }
`;
    const files = { ...code, 'k8s/web.yaml': deployment('web'), 'k8s/in.yaml': entrance };
    assert.match((await included(files, 'mon-end-to-end')).included.because, /Ingress lets requests in/);
  });

  it('asks of jobs what concerns jobs', async () => {
    const job = `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  schedule: '0 3 * * *'
  jobTemplate: { spec: { template: { spec: { containers: [{ name: nightly, image: 'acme/nightly:1' }] } } } }
`;
    const files = { 'k8s/job.yaml': job };
    assert.equal((await included(files, 'perf-jobs', 'nightly')).included.because, 'CronJob nightly runs it');
    assert.match((await included(files, 'perf-probes', 'nightly')).included.because, /does not apply to a job/);
  });

  it('counts as shown by construction what a module gives, and says which', async () => {
    const pack = `id: acme-framework
name: Acme's framework
language: javascript
libraries: ['@acme/service']
covers:
  perf-latency: { because: it measures percentiles of each route }
  em-controls: { because: it drains each route, part: true }
`;
    const files = {
      ...code,
      'web/package.json': '{ "dependencies": { "@acme/service": "3.1.0" } }',
      '.prr/packs/acme.yaml': pack,
    };
    const latency = await included(files, 'perf-latency');
    assert.deepEqual(
      [latency.state, latency.because],
      ['shown', "Acme's framework: it measures percentiles of each route"],
    );
    assert.deepEqual(latency.framework?.at, { file: 'web/package.json', span: { start: 21, end: 34 } });
    const failures = await included(files, 'em-controls');
    assert.equal(failures.state, 'unanswered');
    assert.match(failures.because, /Acme's framework: it drains each route$/);
  });
});

describe('what a phase asks', () => {
  it('is not shown by checks that look for less', async () => {
    const call = "export const load = () => fetch('https://x.internal/', { signal: AbortSignal.timeout(500) });\n";
    const own = `title: Ours
items:
  - id: own-timeouts
    title: Timeouts
    question: Do all calls have a timeout?
    why: Calls hang.
    aspect: architecture
    phases: [build, operate]
    guide: timeouts
    claims: [{ id: calls, text: All calls have a timeout, checks: [outbound-call-timeout] }]
    evidence: The timeouts.
    source: ours
    asks: { operate: Do the timeouts still fit? }
`;
    const files = { ...code, 'web/src/load.ts': call, '.prr/checklists/ours.yaml': own };
    assert.equal((await included(files, 'own-timeouts')).state, 'shown');
    const operated = { ...files, '.prr/services/web.yaml': 'phase: operate\n' };
    const { state, ask, because } = await included(operated, 'own-timeouts');
    assert.equal(state, 'cannot-tell');
    assert.match(ask, /still fit/);
    assert.match(because, /1 of 2 checks passed; open: Do the timeouts still fit\?: Manual answer required/);
  });
});

describe('what speaks of a service', () => {
  const call = "export const load = () => fetch('https://x.internal/');\n";

  it('is not the code of another folder, which may be a program of its own', async () => {
    const files = {
      ...code,
      'search/package.json': '{}',
      'search/Dockerfile': 'FROM node:22.1.0\n',
      'search/src/server.ts': server,
      'scripts/licences/main.ts': call,
    };
    assert.equal((await included(files, 'dep-timeouts')).sites.length, 0);
    const own = { ...files, 'web/src/load.ts': call };
    assert.equal((await included(own, 'dep-timeouts')).state, 'violated');
    assert.equal((await included(own, 'dep-timeouts', 'search')).sites.length, 0);
  });

  it('is what the commands of its module share', async () => {
    const main =
      'package main\n\nimport (\n\t"net/http"\n\n\t"acme.dev/shop/internal/client"\n)\n\nfunc main() {\n\tclient.Load()\n\thttp.ListenAndServe(":8080", nil)\n}\n';
    const files = {
      'go.mod': 'module acme.dev/shop\n',
      'cmd/api/main.go': main,
      'cmd/admin/main.go': main,
      'internal/client/client.go':
        'package client\n\nimport "net/http"\n\nfunc Load() { http.Get("http://x.internal") }\n',
    };
    assert.equal((await included(files, 'dep-timeouts', 'api')).state, 'violated');
    assert.equal((await included(files, 'dep-timeouts', 'admin')).state, 'violated');
  });
});

describe('the bundled list', () => {
  const { items } = readBundled(root).bundled;
  const told = <T>(value: T) => ({ value, because: 'said' });
  const traits = traitIds.map((id) => ({ id, because: 'it has it' }));

  it('asks of a service at most 40 items and of a job at most 20, whatever it is made of', () => {
    for (const kind of serviceKinds)
      for (const tier of [1, 2, 3] as const)
        for (const phase of [undefined, ...phases]) {
          const profile = {
            kind: told(kind),
            tier: told(tier),
            dependencies: [],
            traits,
            ...(phase ? { phase: told(phase) } : {}),
          };
          const asked = items.map((item) => ({
            item,
            answer: undefined,
            included: include(item, { profile, answer: undefined, looked: true, unread: undefined }),
          }));
          const kept = capped(asked, profile).filter((each) => each.included.value);
          const most = kind === 'service' || kind === 'website' ? 40 : 20;
          assert.ok(kept.length <= most, `${kind} ${tier} ${phase}: ${kept.length}`);
          const dropped = asked.filter((each) => each.included.value && !kept.some(({ item }) => item === each.item));
          assert.ok(
            dropped.every(({ item }) => item.priority !== 'high'),
            `${kind} ${tier} ${phase} loses nothing of high priority`,
          );
        }
  });

  it('asks a dependency nothing: it is no service', async () => {
    const database = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: db, image: 'postgres:16.1' }] }
`;
    const { core } = await opened({ ...code, 'k8s/web.yaml': deployment('web'), 'k8s/db.yaml': database });
    assert.deepEqual(
      core.services().map(({ name }) => name),
      ['web'],
    );
  });

  it('keeps what people answered and what the organisation added, whatever their number', () => {
    const profile = { kind: told('job' as const), tier: told(1 as const), dependencies: [], traits: [] };
    const included = { value: true, because: 'asked' };
    const [first] = items;
    assert.ok(first);
    const own = Array.from({ length: 30 }, (_, at) => ({
      item: { ...first, id: `own-${at}`, own: true as const },
      answer: undefined,
      included,
    }));
    assert.equal(capped(own, profile).filter((each) => each.included.value).length, 30);
  });
});

describe('what is asked of the commands of one program', () => {
  const command = (name: string, call: string) =>
    `package cmd\n\nimport (\n\t"example.com/shop/${call}"\n\t"github.com/spf13/cobra"\n)\n\nvar ${name}Cmd = &cobra.Command{Use: "${name}", RunE: func(c *cobra.Command, a []string) error { return ${call}.Run() }}\n\nfunc init() { rootCmd.AddCommand(${name}Cmd) }\n`;
  const files = {
    'go.mod': 'module example.com/shop\n',
    'main.go': 'package main\n\nimport "example.com/shop/cmd"\n\nfunc main() { cmd.Execute() }\n',
    'cmd/root.go':
      'package cmd\n\nimport "github.com/spf13/cobra"\n\nvar rootCmd = &cobra.Command{Use: "shop"}\n\nfunc Execute() { rootCmd.Execute() }\n',
    'cmd/serve.go': command('serve', 'web'),
    'cmd/migrate.go': command('migrate', 'schema'),
    'cmd/worker.go': command('worker', 'mail'),
    'web/web.go': 'package web\n\nimport "net/http"\n\nfunc Run() error { return http.ListenAndServe(":80", nil) }\n',
    'schema/schema.go': 'package schema\n\nfunc Run() error { return nil }\n',
    'mail/mail.go':
      'package mail\n\nimport "net/http"\n\nfunc Run() error {\n\t_, err := http.Get("http://smtp/")\n\treturn err\n}\n',
    Dockerfile:
      'FROM golang:1.24 AS build\nRUN go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
    'compose.yaml':
      'services:\n  web:\n    build: .\n    command: serve\n    ports: ["80:80"]\n  schema:\n    build: .\n    command: migrate\n  mail:\n    build: .\n    command: worker\n',
  };

  it('is about requests where it takes some, and of a migration what a job is asked', async () => {
    const workspace = await opened(files);
    const kinds = await Promise.all(
      ['web', 'schema', 'mail'].map(async (name) => (await workspace.of(name)).profile.kind.value),
    );
    assert.deepEqual(kinds, ['service', 'job', 'service']);
    const asked = async (name: string, id: string) =>
      (await workspace.of(name)).items.find(({ item }) => item.id === id)?.included.value;
    assert.equal(await asked('web', 'perf-slow-clients'), true);
    assert.equal(await asked('mail', 'perf-slow-clients'), false);
    assert.equal(await asked('schema', 'perf-slow-clients'), false);
    assert.equal(await asked('mail', 'dep-timeouts'), true);
    assert.equal(await asked('mail', 'dep-deadlines'), false);
  });
});
