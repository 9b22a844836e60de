import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { claimReaders } from '../../server/src/claims/readers.ts';
import { openMayRun } from '../../server/src/claims/mentioned.ts';
import { viewOf } from '../../server/src/claims/view.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import type { Related } from '../../server/src/model/site.ts';
import { profileOf } from '../../server/src/review/profile.ts';
import { openReadiness } from '../../server/src/service.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../../test/analyse.ts';

// npx tsx bench/truth/claims.ts SYSTEMS [--only SYSTEM,…] [--readers ID,…] [--verdicts shown,violated]
// Prints what each reader of claims says of each service, as TSV: system, service, reader, verdict, because, place.
// SYSTEMS is a folder with one folder a system.

const { bundled } = readBundled(root);
const knowledge = compileKnowledge(bundled.packs);
const nothing = () => {};
/** The day for which the claims are read. */
const today = '2026-01-01';
const quiet = { info: nothing, warn: nothing };

async function claimsOf(system: string, folder: string, readers: ReadonlySet<string>): Promise<string[]> {
  const core = await openReadiness({
    workspace: openDisk(folder),
    workspaceName: system,
    bundled,
    logger: quiet,
    now: () => `${today}T00:00:00Z`,
  });
  await core.fill({});
  const { index } = core.live;
  const mayRun = openMayRun(index);
  const rows = index.services().flatMap((service) => {
    const profile = profileOf({ service, index, knowledge, descriptor: undefined });
    const view = viewOf({ service, profile, today, mayRun }, index);
    return claimReaders
      .filter(({ id }) => readers.size === 0 || readers.has(id))
      .map((reader) => {
        const { verdict, because, places } = reader.read(view);
        return [system, service.name, reader.id, verdict, because, places.map((at) => placed(folder, at)).join(' ')];
      });
  });
  await core.close();
  return rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ')).join('\t'));
}

function placed(folder: string, { file, span }: Related): string {
  const text = readFileSync(path.join(folder, file), 'utf8');
  return `${file}:${text.slice(0, span.start).split('\n').length}`;
}

const [systems, ...options] = process.argv.slice(2);
if (systems === undefined) throw new Error('name the folder with the systems');
const listed = (name: string) => {
  const at = options.indexOf(`--${name}`);
  return new Set(at < 0 ? [] : (options[at + 1] ?? '').split(','));
};
const [only, readers, verdicts] = [listed('only'), listed('readers'), listed('verdicts')];
for (const system of readdirSync(systems).sort()) {
  const folder = path.join(systems, system);
  if (!statSync(folder).isDirectory() || (only.size > 0 && !only.has(system))) continue;
  for (const row of await claimsOf(system, folder, readers))
    if (verdicts.size === 0 || verdicts.has(row.split('\t')[3] ?? '')) console.log(row);
}
