import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../analyse.ts';
import { runTasks, tableIn, tableOf, type TaskResult } from './tasks.ts';

/** Sizes may differ from the document by this share: ages of answers are in the texts. */
const tolerance = 0.15;

describe('ten tasks of an assistant', () => {
  let results: TaskResult[];
  before(async function () {
    this.timeout(60_000);
    results = await runTasks();
  });
  const outcome = (name: string) => results.find((each) => each.name.startsWith(name))?.outcome ?? '';

  it('come out as they should', () => {
    assert.equal(results.length, 10);
    assert.match(outcome('Find the riskiest'), /frontend\/src\/search-client\.ts:\d+ warning outbound-call-timeout/);
    assert.match(outcome('Fix all'), /^0 findings with this text, 1 in the saved file/);
    assert.match(outcome('Write a runbook'), /SearchIndexShrank names no runbook/);
    assert.match(outcome('Review'), /frontend\/src\/rates\.ts:1 warning outbound-call-timeout/);
    assert.match(outcome('Say what'), /-> glossary by/);
    assert.match(outcome('Prepare'), /Failed\./);
    assert.match(outcome('Propose'), /counts only after a person accepts it/);
    assert.match(outcome('List'), /SearchIndexShrank names no runbook/);
    assert.match(outcome('Leave'), /Proposed as /);
  });

  it('take the calls and the bytes that the document says', () => {
    const document = readFileSync(path.join(root, 'docs/assistants.md'), 'utf8');
    const cells = (table: string) => table.split('\n').map((row) => row.split(' | '));
    const written = cells(tableIn(document));
    const now = cells(tableOf(results));
    assert.deepEqual(
      written.map((row) => row.slice(0, 2)),
      now.map((row) => row.slice(0, 2)),
      'npm run tasks -- --write',
    );
    for (const [at, row] of now.entries())
      for (const column of [2, 3]) {
        const [is, was] = [row, written[at]].map((each) => Number.parseFloat(each?.[column] ?? ''));
        if (Number.isNaN(is)) continue;
        assert.ok(
          Math.abs((is ?? 0) - (was ?? 0)) <= Math.max(0.3, tolerance * (was ?? 0)),
          `${row[0]}: ${is} kB, not ${was}`,
        );
      }
  });

  it('take at most 30 kB for any of them', () => {
    for (const { name, text } of results) assert.ok(text < 30_000, `${name}: ${text}`);
  });
});
