import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDisk } from '../server/src/workspace/disk.ts';
import { openReadiness } from '../server/src/service.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { root } from '../test/analyse.ts';
import { median, percentile } from './measure.ts';

// What the page of a service's engagement costs in a large workspace, against the same in a small one, and against the review of
// the same service, whose evidence is gathered once for all services.
// usage: node --import tsx bench/engagement.ts [FOLDER]…
const rounds = 5;
const maxServices = 8;
/** With fifty times the services and three hundred postmortems, one may cost so many times what it costs in the example. */
const limit = 3;

const work = mkdtempSync(path.join(os.tmpdir(), 'prr-bench-'));
const { bundled } = readBundled(root);

/** 200 services with what people say of them, and 300 postmortems that name their files. */
function made(folder: string, { services, postmortems }: { services: number; postmortems: number }): void {
  const write = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const name = (at: number) => `svc-${at % services}`;
  for (let at = 0; at < services; at++) {
    const own = name(at);
    write(`${own}/package.json`, `{"name":"${own}","dependencies":{"express":"4"}}`);
    write(`${own}/Dockerfile`, 'FROM node:22\n');
    write(
      `${own}/src/server.js`,
      `const express = require('express');\nconst app = express();\napp.get('/v1/${own}', async (_q, r) => r.json(await (await fetch('http://${name(at + 1)}:8080/v1/${name(at + 1)}')).json()));\napp.listen(8080);\n`,
    );
    write(
      `${own}/k8s.yaml`,
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${own} }\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: ${own} } }\n  template:\n    metadata: { labels: { app: ${own} } }\n    spec: { containers: [{ name: ${own}, image: "${own}:1" }] }\n`,
    );
    write(
      `.prr/services/${own}.yaml`,
      `tier: 2\nowner: team-${at % 20}\nwas: [old-${at}]\ndependencies: [{ name: ${name(at + 7)}, hard: true }]\n`,
    );
    write(`.prr/engagement/${own}/state.yaml`, 'state: improvements\nsince: 2026-01-02\nby: Bo\n');
    write(`.prr/engagement/${own}/trend.yaml`, 'meetings: [{ by: Bo, date: 2026-02-03, minutes: calm }]\n');
    for (let i = 0; i < 5; i++)
      write(
        `.prr/engagement/${own}/improvements/own-${i}.yaml`,
        `title: Improve ${i}\ndecision: accepted\nby: Bo\ndate: 2026-02-03\n`,
      );
    if (at % 10 === 0)
      write(`.prr/rotations/rota-${at}.yaml`, `members: [{ name: Ada }, { name: Bo }]\nservices: [${own}]\n`);
  }
  for (let at = 0; at < postmortems; at++)
    write(
      `docs/postmortems/2025-${String((at % 12) + 1).padStart(2, '0')}-${String((at % 28) + 1).padStart(2, '0')}-${at}.md`,
      `# Postmortem ${at}: ${name(at)} was slow\n\nDate: 2025-03-0${(at % 9) + 1}\n\n## Impact\n\n${name(at)} answered nothing for an hour.\n\n## Root causes\n\nNo limit.\n\n## Action items\n\n| Action | Type | Owner | Status |\n| --- | --- | --- | --- |\n| Limit calls in \`${name(at)}/src/server.js\` | prevent | Bo | open |\n| Alert on \`${name(at)}\` | detect | Cy | done |\n\n## Lessons learned\n\n- Limit what is called.\n- Read graphs.\n\n## Timeline\n\n- 10:00 it begins\n`,
    );
}

/** Prints what was measured, and gives the middle of an engagement in milliseconds. */
async function measure(title: string, folder: string): Promise<number> {
  const core = await openReadiness({
    workspace: openDisk(folder),
    workspaceName: path.basename(folder),
    bundled,
    logger: { info: () => {}, warn: () => {} },
    now: () => '2026-11-21T12:00:00Z',
  });
  try {
    await core.fill({});
    const [review, engagements] = [await core.review(), await core.engagements()];
    const all = core.services();
    const step = Math.max(1, Math.floor(all.length / maxServices));
    const chosen = all.filter((_, at) => at % step === 0).slice(0, maxServices);
    const times: Record<'review' | 'engagement' | 'said' | 'problems', number[]> = {
      review: [],
      engagement: [],
      said: [],
      problems: [],
    };
    const time = async (into: number[], run: () => Promise<unknown>) => {
      const start = performance.now();
      await run();
      into.push(performance.now() - start);
    };
    for (let round = 0; round <= rounds; round++)
      for (const service of chosen) {
        // The first round warms up.
        const into = round === 0 ? { review: [], engagement: [], said: [], problems: [] } : times;
        await time(into.review, async () => review.of(service));
        await time(into.engagement, async () => engagements.of(service));
        await time(into.said, async () => engagements.said(service));
        if (service === chosen[0]) await time(into.problems, async () => review.problems());
      }
    const ms = (list: readonly number[]) =>
      `${median(list).toFixed(1)} ms (95 %: ${percentile(list, 0.95).toFixed(0)})`;
    console.log(
      `${title}, ${all.length} services: engagement ${ms(times.engagement)}, review ${ms(times.review)}, ` +
        `what people said alone ${ms(times.said)}, all problems of .prr ${ms(times.problems)}`,
    );
    return median(times.engagement);
  } finally {
    await core.close();
  }
}

try {
  const example = path.join(work, 'shakespeare');
  cpSync(path.join(root, 'examples/shakespeare'), example, { recursive: true });
  const small = await measure('the example', example);
  const many = path.join(work, 'many');
  made(many, { services: 200, postmortems: 300 });
  const large = await measure('made, with 300 postmortems', many);
  const ratio = large / small;
  console.log(
    `engagement of one among 200 / in the example: ${ratio.toFixed(1)}, limit ${limit}: ${ratio <= limit ? 'met' : 'missed'}`,
  );
  for (const source of process.argv.slice(2)) await measure(path.basename(source), path.resolve(source));
} finally {
  rmSync(work, { recursive: true, force: true });
}
