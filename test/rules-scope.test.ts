import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { judge } from '../server/src/rules/engine.ts';
import { rules } from '../server/src/rules/registry.ts';
import { extractor, root } from './analyse.ts';
import { parseFixture } from './fixture.ts';

const folder = path.join(root, 'test/rules');

describe('rules that say that one file suffices', () => {
  it('ask for no other, as they are not judged again when another changes', async function () {
    this.timeout(120_000);
    const own = rules.filter(({ scope }) => scope === 'file');
    const kinds = new Set<string>(own.flatMap(({ reads }) => reads));
    const no = (): never => {
      throw new Error('it asks for what other files hold: its scope is project or cross');
    };
    const surroundings = {
      ownersOf: no,
      inService: no,
      withShared: no,
      inWorkspace: no,
      inServiceOf: no,
      hasFile: no,
      production: no,
    };
    /** Neither ways of requests nor what is deployed is known while a file is seen alone; only a rule that is judged once more may ask. */
    const unknown = { ...surroundings, onPath: () => undefined, production: () => undefined };
    const { extract } = await extractor();
    const crashes = new Set<string>();
    let judged = 0;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
      const { text } = parseFixture(file, readFileSync(path.join(folder, file), 'utf8'));
      const facts = await extract({ file: path.posix.basename(file), text, role: 'source' });
      if (!facts.facts.some(({ kind }) => kinds.has(kind))) continue;
      judged++;
      const onCrash = (rule: string, _: string, error: unknown) => crashes.add(`${rule}: ${String(error)}`);
      const refining = own.filter(({ refines }) => refines);
      judge(facts, refining, { surroundings: unknown, onCrash });
      const others = own.filter(({ refines }) => !refines);
      judge(facts, others, { surroundings: { ...surroundings, onPath: no }, onCrash });
    }
    assert.deepEqual([...crashes], []);
    assert.ok(judged > 50, String(judged));
  });
});
