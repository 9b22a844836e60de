import assert from 'node:assert/strict';
import {
  exportBefore,
  exportedState,
  formerNames,
  hashOf,
  isRecorded,
  readExports,
  recordExport,
} from '../../server/src/review/exports.ts';
import { openMemory } from '../../server/src/workspace/memory.ts';
import { finding, input, note, status } from './summary-input.ts';

const stateOf = (change: Parameters<typeof input>[0]) => {
  const { review, notes } = input(change);
  return exportedState(review, notes);
};
const first = stateOf({ items: [status({ state: 'violated' })], findings: [finding()], notes: [{ note: note() }] });
const second = stateOf({ items: [status()] });
const web = { service: 'web', was: [] };

describe('exports', () => {
  it('are small files that come back as they were, with who answered', async () => {
    const workspace = openMemory(new Map());
    const answer = { item: 'x', service: 'web', answer: 'yes', reason: 'so', by: 'Ada', date: '2026-01-02' } as const;
    const state = stateOf({
      items: [status({ state: 'yes', answer, stale: 'old' })],
      findings: [finding(), finding()],
    });
    const file = await recordExport(workspace, state, { ...web, now: '2026-11-22T03:00:00Z' });
    assert.equal(file, `.prr/exports/web/20261122T030000Z-${hashOf(state)}.yaml`);
    const { exports, problems } = await readExports(workspace, ['web']);
    assert.deepEqual(problems, []);
    assert.deepEqual(exports[0]?.state, state);
    assert.deepEqual(state.items['dep-timeouts'], { state: 'yes', stale: true, by: 'Ada', date: '2026-01-02' });
    assert.equal(state.findings[0]?.count, 2);
  });

  it('write nothing for a state that is recorded, and compare it with the one before', async () => {
    const files = new Map<string, string>();
    const workspace = openMemory(files);
    const read = async () => (await readExports(workspace, ['web'])).exports;
    assert.equal(exportBefore(await read(), hashOf(first)), undefined);
    await recordExport(workspace, first, { ...web, now: '2026-11-01T00:00:00Z' });
    assert.equal(exportBefore(await read(), hashOf(first)), undefined, 'the first has nothing before it');
    assert.equal(exportBefore(await read(), hashOf(second))?.hash, hashOf(first));
    await recordExport(workspace, second, { ...web, now: '2026-11-02T00:00:00Z' });
    assert.equal(await recordExport(workspace, second, { ...web, now: '2026-12-24T00:00:00Z' }), undefined);
    assert.equal(files.size, 2);
    assert.equal(exportBefore(await read(), hashOf(second))?.hash, hashOf(first));
    assert.ok(isRecorded(await read(), hashOf(second)));
  });

  it('keep their order when the clock jumps back, and when a state returns', async () => {
    const workspace = openMemory(new Map());
    const read = async () => (await readExports(workspace, ['web'])).exports;
    await recordExport(workspace, first, { ...web, now: '2099-01-01T00:00:00Z' });
    await recordExport(workspace, second, { ...web, now: '2026-11-02T00:00:00Z' });
    assert.ok(isRecorded(await read(), hashOf(second)), 'the last is the one that came after all others');
    await recordExport(workspace, first, { ...web, now: '2099-01-01T00:00:00Z' });
    assert.equal((await read()).length, 3, 'the same state in the same second is a file of its own');
    assert.ok(isRecorded(await read(), hashOf(first)));
    assert.equal(exportBefore(await read(), hashOf(first))?.hash, hashOf(second));
  });

  it('of two branches do not conflict, and the next one comes after both', async () => {
    const files = new Map<string, string>();
    await recordExport(openMemory(files), first, { ...web, now: '2026-11-01T00:00:00Z' });
    const branch = new Map(files);
    const third = stateOf({ items: [status({ state: 'unanswered' })] });
    await recordExport(openMemory(files), second, { ...web, now: '2026-11-02T00:00:00Z' });
    await recordExport(openMemory(branch), third, { ...web, now: '2026-11-03T00:00:00Z' });
    for (const [file, text] of branch) if (files.has(file)) assert.equal(files.get(file), text, 'nothing was changed');
    const merged = openMemory(new Map([...files, ...branch]));
    const fourth = stateOf({ items: [status({ state: 'no' })] });
    assert.equal(exportBefore((await readExports(merged, ['web'])).exports, hashOf(fourth))?.hash, hashOf(third));
    await recordExport(merged, fourth, { ...web, now: '2026-11-04T00:00:00Z' });
    const { exports } = await readExports(merged, ['web']);
    assert.equal(exports.at(-1)?.after.length, 2);
    assert.ok(isRecorded(exports, hashOf(fourth)));
  });

  it('follow a service to its new name, and tell of names that are gone', async () => {
    const workspace = openMemory(new Map());
    await recordExport(workspace, first, { service: 'shop', was: [], now: '2026-11-01T00:00:00Z' });
    assert.deepEqual(await formerNames(workspace, [{ name: 'web', was: [] }]), ['shop']);
    const { exports } = await readExports(workspace, ['shop', 'web']);
    assert.equal(exportBefore(exports, hashOf(second))?.hash, hashOf(first));
  });

  it('are left alone when they have a mistake, which is told', async () => {
    const files = new Map([
      ['.prr/exports/web/a.yaml', 'at: yesterday\nhash: x\n'],
      ['.prr/exports/web/b.yaml', '<<<<<<< ours\nat: x\n'],
      ['.prr/exports/web/c.yaml', 'at: 2026-11-01T00:00:00Z\nhash: "1"\nitems: {x: {state: great}}\n'],
    ]);
    const { exports, problems } = await readExports(openMemory(files), ['web']);
    assert.deepEqual(exports, []);
    assert.equal(problems.length, 3);
    assert.match(problems.map(({ message }) => message).join('\n'), /Merge conflict/);
  });
});
