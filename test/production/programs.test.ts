import assert from 'node:assert/strict';
import { deployment, goMain, pictured } from './picture.ts';

const app = 'from flask import Flask\napp = Flask(__name__)\n';

describe('programs', () => {
  it('work or serve by what starts them: one that does both serves', async () => {
    const files = {
      Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["python", "main.py"]\n',
      'requirements.txt': 'flask\n',
      'main.py': app,
    };
    const kindWith = async (commands: readonly string[]) => {
      const services = commands.map((command, at) => `  s${at}: { build: ., command: "${command}" }\n`).join('');
      const { programs } = await pictured({ ...files, 'compose.yaml': `services:\n${services}` });
      return programs.map(({ kind }) => kind);
    };
    assert.deepEqual(await kindWith(['celery -A main worker', 'gunicorn main:app']), ['server']);
    assert.deepEqual(await kindWith(['celery -A main worker']), ['worker']);
  });

  it('are jobs where nothing but jobs run them', async () => {
    const job = deployment('report', 'registry.example/report:1')
      .replace('kind: Deployment', 'kind: Job')
      .replace(/ {2}selector.*\n/, '');
    const { programs } = await pictured({
      'go.mod': 'module shop\n',
      'cmd/report/main.go': goMain(),
      'k8s/job.yaml': job,
    });
    assert.deepEqual(
      programs.map(({ id, kind }) => [id, kind]),
      [['cmd/report/main.go', 'job']],
    );
  });

  it('are pages, too, where the image of another program takes their build in', async () => {
    const { programs, standing, services } = await pictured({
      Dockerfile:
        'FROM node:24 AS pages\nWORKDIR /web\nCOPY web ./\nRUN npm ci && npm run build\nFROM golang:1.26\nCOPY . .\nCOPY --from=pages /web/dist /web/dist\nRUN go build -o /bin/shop ./cmd/shop\nENTRYPOINT ["/bin/shop"]\n',
      'go.mod': 'module shop\n',
      'cmd/shop/main.go': goMain(),
      'web/package.json': '{"scripts":{"build":"vite build"}}',
      'web/src/main.ts': `import './page';\n`,
      'web/src/page.ts': 'export const a = 1;\n',
    });
    assert.deepEqual(
      programs.map(({ id, kind }) => [id, kind]),
      [
        ['cmd/shop/main.go', 'server'],
        ['web', 'site'],
      ],
    );
    assert.equal(standing.get('web/src/main.ts')?.standing, 'serves');
    assert.equal(services.length, 1);
  });

  it('are commands of people where nothing starts them, and serve nobody where only developers do', async () => {
    const { standing } = await pictured({
      'go.mod': 'module shop\n',
      'cmd/api/main.go': goMain(),
      'cmd/fix-data/main.go': 'package main\n\nfunc main() {}\n',
      'cmd/mock/main.go': goMain(),
      'k8s/a.yaml': deployment('api', 'registry.example/api:1'),
      'deploy/dev/mock.yaml': deployment('mock', 'registry.example/mock:1'),
    });
    assert.deepEqual(
      ['cmd/api/main.go', 'cmd/fix-data/main.go', 'cmd/mock/main.go'].map((file) => standing.get(file)?.standing),
      ['serves', 'operates', 'develops'],
    );
  });

  it('of five thousand packages and workloads are found in seconds', async () => {
    const count = 5000;
    const numbers = Array.from({ length: count }, (_, at) => at);
    const picture = await pictured({
      'compose.yaml': `services:\n${numbers.map((at) => `  w${at}: { image: "others/unknown-${at}" }\n`).join('')}`,
      ...Object.fromEntries(numbers.map((at) => [`packages/p${at}/package.json`, `{"name":"p${at}"}`])),
      ...Object.fromEntries(
        numbers.map((at) => [`packages/p${at}/Dockerfile`, 'FROM node:22\nCOPY . .\nCMD ["node", "a.js"]\n']),
      ),
    });
    assert.equal(picture.workloads.length, count);
  }).timeout(120_000);

  it('of pages are what a package builds for browsers, and not what stands beside', async () => {
    const { standing } = await pictured({
      Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      'package.json': '{"name":"shop","scripts":{"build":"vite build"}}',
      'index.html': '<script type="module" src="/src/main.js"></script>',
      'server.js': "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
      'src/main.js': 'export const page = 1;\n',
      'extra/release.js': 'export const x = 1;\n',
    });
    assert.deepEqual(
      ['server.js', 'src/main.js', 'extra/release.js'].map((file) => standing.get(file)?.standing),
      ['serves', 'serves', 'unreached'],
    );
  });

  it('of a server that is built by npm are no pages', async () => {
    const { services, programs } = await pictured({
      Dockerfile:
        'FROM node:22 AS build\nCOPY . .\nRUN npm run build\nFROM node:22\nCOPY --from=build /dist dist\nCMD ["node", "dist/main"]\n',
      'package.json': '{"name":"shop","scripts":{"build":"nest build"},"dependencies":{"@nestjs/core":"11"}}',
      'tsconfig.json': '{"compilerOptions":{"outDir":"dist","rootDir":"src"}}',
      'src/main.ts': "import http from 'node:http';\nhttp.createServer(() => {}).listen(80);\n",
    });
    assert.deepEqual(
      services.map(({ name, program }) => [name, program]),
      [['shop', 'src/main.ts']],
    );
    assert.ok(programs.every(({ kind }) => kind !== 'site'));
  });
});
