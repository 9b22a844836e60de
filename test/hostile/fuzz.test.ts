import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { campaign } from '../fuzz/campaign.ts';
import type { Sample } from '../fuzz/texts.ts';
import { root } from '../analyse.ts';

// Machines that run tests are slow and busy: what is meant here is a hang.
const limit = 20_000;
const folder = path.join(root, 'test/hostile/files');

describe('hostile texts', () => {
  it('that once did harm are read', async function () {
    this.timeout(600_000);
    const only = readdirSync(folder).map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Sample);
    assert.ok(only.length > 0);
    const { failures } = await campaign({ seconds: 0, seed: 0, only, limit });
    assert.deepEqual(
      failures.map(({ sample, problem }) => `${sample.file}: ${problem}`),
      [],
    );
  });

  it('of a fixed seed are read, for some seconds', async function () {
    this.timeout(600_000);
    const { failures, texts } = await campaign({ seconds: 15, seed: 11, limit });
    assert.deepEqual(
      failures.map(({ sample, problem }) => `${sample.file}: ${problem}`),
      [],
    );
    assert.ok(texts > 0);
  });
});
