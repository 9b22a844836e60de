import { openReadiness, type Readiness } from '../server/src/service.ts';
import { openMemory } from '../server/src/workspace/memory.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { root } from '../test/analyse.ts';
import { ratio, type Claim } from './claim.ts';
import { median } from './measure.ts';

const programs = 200;
const filesOfProgram = 50;
/** What each program has beside the modules that it reaches one after the other. */
const otherFiles = 5;
const strokes = 41;
const rounds = 5;

/** What the production picture costs beside the scan, and a keystroke in a large workspace beside one in a small one. */
export async function pictureClaims(): Promise<Claim[]> {
  const large = workspaceOf(programs);
  const all = await opened(large);
  const drawn: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // A path that comes has all of it drawn again.
    all.core.live.index.add([`new-${round}.txt`]);
    const start = performance.now();
    all.core.production();
    drawn.push(performance.now() - start);
  }
  const few = await opened(workspaceOf(2));
  const file = 's0/src/server.ts';
  const [there, alone] = [await strokesIn(all.core, file), await strokesIn(few.core, file)];
  // The last module calls another service, at the end of the way of a request.
  const calling = `s0/src/m${modules - 1}.ts`;
  const onPath = all.core.findings(calling).some(({ related }) => related.length > 0);
  const [moving, typing] = [await strokesIn(all.core, calling), await strokesIn(all.core, calling, typed)];
  const [movingAlone, typingAlone] = [await strokesIn(few.core, calling), await strokesIn(few.core, calling, typed)];
  await Promise.all([all.core.close(), few.core.close()]);
  if (!onPath) throw new Error(`${calling} must be on the way of a request`);
  const { services, dependencies } = all.core.production();
  const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
  return [
    {
      claim: `picture of ${Object.keys(large).length} files with ${programs} programs / their scan in one thread`,
      value: ratio(median(drawn) / all.scan),
      spread: `${ratio(Math.min(...drawn) / all.scan)}–${ratio(Math.max(...drawn) / all.scan)}`,
      cpu: '',
      detail: `picture ${milliseconds(median(drawn))}, scan ${milliseconds(all.scan)}, ${services.length} services, ${dependencies.length} dependencies`,
      target: '≤ 0.1',
    },
    {
      claim: `keystroke in that workspace / the same in one of ${2 * filesOfProgram} files`,
      value: ratio(median(there) / median(alone)),
      spread: '',
      cpu: '',
      detail: `p50 ${milliseconds(median(there))} and ${milliseconds(median(alone))}`,
      target: '≤ 3',
    },
    {
      claim: 'keystroke at the end of the way of a request in that workspace / the same in the small one',
      value: ratio(median(moving) / median(movingAlone)),
      spread: '',
      cpu: '',
      detail: `p50 ${milliseconds(median(moving))} and ${milliseconds(median(movingAlone))}`,
      target: '≤ 3',
    },
    {
      claim: 'keystroke in a call on the way of a request in that workspace / one that only moves places there',
      value: ratio(median(typing) / median(moving)),
      spread: '',
      cpu: '',
      detail: `p50 ${milliseconds(median(typing))} and ${milliseconds(median(moving))}; ${milliseconds(median(typingAlone))} in the small one`,
      target: '≤ 3',
    },
  ];
}

async function opened(files: Readonly<Record<string, string>>): Promise<{ core: Readiness; scan: number }> {
  const core = await openReadiness({
    workspace: openMemory(new Map(Object.entries(files))),
    workspaceName: 'system',
    bundled: readBundled(root).bundled,
    logger: { info: () => {}, warn: () => {} },
    now: () => '2026-11-21T12:00:00Z',
  });
  const start = performance.now();
  await core.fill({});
  return { core, scan: performance.now() - start };
}

/** A comment grows: nothing changes but places. */
const moved = (text: string, number: number) => `//${'x'.repeat(number)}\n${text}`;

/** A call that comes, with a name that grows. */
const typed = (text: string, number: number) => text.replace('  return ', `  load${'x'.repeat(number)}();\n  return `);

/** From a text that has changed to its findings, in milliseconds. */
async function strokesIn(core: Readiness, file: string, change = moved): Promise<number[]> {
  const text = (await core.live.text(file)) ?? '';
  const costs: number[] = [];
  for (let number = 0; number < strokes; number++) {
    const start = performance.now();
    await core.live.setText(file, change(text, number));
    core.findings(file);
    costs.push(performance.now() - start);
  }
  return costs;
}

/** Programs in TypeScript and Go in turn, each with its modules, its image, its workload, and an address of another one. */
function workspaceOf(count: number): Record<string, string> {
  const files: Record<string, string> = { 'go.mod': 'module acme.dev/system\n\ngo 1.22\n' };
  for (let number = 0; number < count; number++) {
    const name = `s${number}`;
    const other = `s${(number + 2) % count}`;
    Object.assign(files, number % 2 === 0 ? typescript(name) : go(name));
    files[`deploy/${name}.yaml`] = manifest(name, other);
    files[`${name}/README.md`] = `# ${name}\n`;
  }
  return files;
}

const modules = filesOfProgram - otherFiles;
/** Functions of a module beside the one that is called: as long as files that people write. */
const functions = 12;

/** Code of which no fact is made. */
function plain(of: (at: number) => string): string {
  return Array.from({ length: functions }, (_, at) => of(at)).join('');
}

function typescript(name: string): Record<string, string> {
  const last = modules - 1;
  const files: Record<string, string> = {
    [`${name}/package.json`]: `{ "name": "${name}", "scripts": { "start": "node dist/server.js" } }`,
    [`${name}/Dockerfile`]: 'FROM node:22.1.0\nCOPY . .\nCMD ["node", "dist/server.js"]\n',
    [`${name}/src/server.ts`]: `import express from 'express';\nimport { load0 } from './m0';\nimport { load${last} } from './m${last}';\n\nconst app = express();\napp.get('/${name}', async (_request, response) => response.json(await load0()));\napp.get('/${name}/last', async (_request, response) => response.json(await load${last}()));\napp.get('/healthz', (_request, response) => response.send('ok'));\napp.listen(8080);\n`,
  };
  for (let at = 0; at < modules; at++) {
    const next = at + 1 < modules ? `import { load${at + 1} } from './m${at + 1}';\n` : '';
    const rest = at + 1 < modules ? `load${at + 1}()` : "(await fetch(process.env.OTHER_URL ?? '')).json()";
    files[`${name}/src/m${at}.ts`] =
      `${next}\n/** Loads part ${at}. */\nexport async function load${at}(): Promise<unknown> {\n  return ${rest};\n}\n${plain(area)}`;
  }
  return files;
}

const area = (at: number) => `
/** Area of a shape, rounded to whole units. */
export function area${at}({ width, height }: { width: number; height: number }): number {
  return width <= 0 || height <= 0 ? 0 : Math.round(width * height);
}
`;

const goArea = (at: number) => `
// Area${at} gives the area in whole units, 0 for what has none.
func Area${at}(width, height int) int {
	if width <= 0 || height <= 0 {
		return 0
	}
	return width * height
}
`;

function go(name: string): Record<string, string> {
  const files: Record<string, string> = {
    [`${name}/Dockerfile`]: `FROM golang:1.22\nCOPY . .\nRUN go build -o /app ./${name}/cmd/${name}\nCMD ["/app"]\n`,
    [`${name}/cmd/${name}/main.go`]: `package main\n\nimport (\n\t"net/http"\n\n\t"acme.dev/system/${name}/m0"\n)\n\nfunc main() {\n\thttp.HandleFunc("/${name}", func(w http.ResponseWriter, r *http.Request) { m0.Load() })\n\thttp.ListenAndServe(":8080", nil)\n}\n`,
  };
  for (let at = 0; at < modules; at++) {
    const isLast = at + 1 === modules;
    const used = isLast ? '"net/http"\n\t"os"' : `"acme.dev/system/${name}/m${at + 1}"`;
    const rest = isLast ? 'http.Get(os.Getenv("OTHER_URL"))' : `m${at + 1}.Load()`;
    files[`${name}/m${at}/m.go`] =
      `package m${at}\n\nimport (\n\t${used}\n)\n\n// Load loads part ${at}.\nfunc Load() {\n\t${rest}\n}\n${plain(goArea)}`;
  }
  return files;
}

function manifest(name: string, other: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: registry.local/${name}:1.2.0
          ports: [{ containerPort: 8080 }]
          env: [{ name: OTHER_URL, value: 'http://${other}:80' }]
          readinessProbe: { httpGet: { path: /healthz, port: 8080 } }
---
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: 8080 }]
`;
}
