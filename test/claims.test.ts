import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { claimReaders } from '../server/src/claims/readers.ts';
import { openMayRun } from '../server/src/claims/mentioned.ts';
import { viewOf } from '../server/src/claims/view.ts';
import type { ClaimReading } from '../server/src/model/claim.ts';
import { compileKnowledge } from '../server/src/knowledge/knowledge.ts';
import { profileOf } from '../server/src/review/profile.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { indexed, root } from './analyse.ts';

const folder = path.join(root, 'test/claims');
const verdicts = ['shown', 'violated', 'cannot-tell', 'not-applicable'] as const;

/** `test/claims/<reader>/<verdict>-<what>/` is a workspace; its service is the only one, or the one called `web`. */
async function readingOf(reader: string, at: string): Promise<ClaimReading> {
  const files: Record<string, string> = {};
  for (const file of readdirSync(at, { recursive: true, encoding: 'utf8' }).sort())
    if (statSync(path.join(at, file)).isFile())
      files[file.split(path.sep).join('/')] = readFileSync(path.join(at, file), 'utf8');
  const index = await indexed(files);
  const services = index.services();
  const service = services.find(({ name }) => name === 'web') ?? services[0];
  assert.ok(service, 'the fixture has a service');
  const knowledge = compileKnowledge(readBundled(root).bundled.packs);
  const profile = profileOf({ service, index, knowledge, descriptor: undefined });
  const found = claimReaders.find(({ id }) => id === reader);
  assert.ok(found, `${reader} is in the registry`);
  const reading = found.read(viewOf({ service, profile, today: '2026-06-01', mayRun: openMayRun(index) }, index));
  for (const place of reading.places) assert.ok(files[place.file] !== undefined, `${place.file} is in the fixture`);
  return reading;
}

describe('readers of claims', () => {
  it('have fixtures of what passes and of what does not, each', () => {
    const both = claimReaders.filter(({ id }) => {
      const names = readdirSync(path.join(folder, id));
      return names.some((name) => name.startsWith('shown-')) && names.some((name) => !name.startsWith('shown-'));
    });
    assert.deepEqual(
      both.map(({ id }) => id),
      claimReaders.map(({ id }) => id),
    );
  });
  for (const reader of readdirSync(folder).sort())
    for (const name of readdirSync(path.join(folder, reader)).sort())
      it(`${reader}: ${name}`, async () => {
        const expected = verdicts.find((verdict) => name.startsWith(`${verdict}-`));
        assert.ok(expected, `${name} begins with a verdict`);
        const reading = await readingOf(reader, path.join(folder, reader, name));
        assert.equal(reading.verdict, expected, reading.because);
        assert.equal(reading.ask !== undefined, expected === 'cannot-tell', 'only what cannot be told is asked');
        assert.ok(expected !== 'shown' || reading.places.length > 0, 'what passes has a place that shows it');
      });
});
