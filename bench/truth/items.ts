import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { openReadiness } from '../../server/src/service.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../../test/analyse.ts';

// npx tsx bench/truth/items.ts SYSTEMS [--only SYSTEM,…] [--list]
// Prints, for each system in the folder SYSTEMS, how many items of the checklist its files answer: passed, failed, inconclusive
// with a question, or left to people. With --list, each item that is asked: system, service, item, state, because, claims.

const { bundled } = readBundled(root);
const nothing = () => {};
const quiet = { info: nothing, warn: nothing };
const states = { shown: 0, violated: 1, 'cannot-tell': 2, unanswered: 3 } as const;

interface Counted {
  readonly rows: readonly string[];
  readonly services: number;
  /** Items asked by state: passed, failed, inconclusive, manual. */
  readonly counts: readonly number[];
  readonly most: number;
}

async function itemsOf(system: string, folder: string): Promise<Counted> {
  const core = await openReadiness({
    workspace: openDisk(folder),
    workspaceName: system,
    bundled,
    logger: quiet,
    now: () => '2026-01-01T00:00:00Z',
  });
  await core.fill({});
  const review = await core.review();
  const counts = [0, 0, 0, 0];
  const rows: string[] = [];
  let most = 0;
  const services = core.services();
  for (const service of services) {
    const { items } = await review.of(service);
    const asked = items.filter(({ included, state }) => included.value && state in states);
    most = Math.max(most, asked.length);
    for (const { item, state, because, claims } of asked) {
      const at = states[state as keyof typeof states];
      counts[at] = (counts[at] ?? 0) + 1;
      const told = claims.map(({ claim, verdict, because: why }) => `${claim.id}=${verdict}: ${why}`).join(' | ');
      rows.push(
        [system, service.name, item.id, state, because, told].map((cell) => cell.replace(/\s+/g, ' ')).join('\t'),
      );
    }
  }
  await core.close();
  return { rows, services: services.length, counts, most };
}

const [systems, ...options] = process.argv.slice(2);
if (systems === undefined) throw new Error('name the folder with the systems');
const only = options.indexOf('--only') < 0 ? undefined : options[options.indexOf('--only') + 1]?.split(',');
const list = options.includes('--list');
if (!list)
  console.log(
    '| system | services | asked | most | passed | failed | inconclusive | manual | answered |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  );
for (const system of readdirSync(systems).sort()) {
  const folder = path.join(systems, system);
  if (!statSync(folder).isDirectory() || (only && !only.includes(system))) continue;
  const { rows, services, counts, most } = await itemsOf(system, folder);
  if (list) for (const row of rows) console.log(row);
  else {
    const asked = counts.reduce((sum, each) => sum + each, 0);
    const answered = asked - (counts[3] ?? 0);
    const share = asked === 0 ? '–' : `${Math.round((100 * answered) / asked)} %`;
    console.log(`| ${[system, services, asked, most, ...counts, share].join(' | ')} |`);
  }
}
