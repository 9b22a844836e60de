import assert from 'node:assert/strict';
import path from 'node:path';
import { circles, imports, sources } from './imports.ts';

const code = ['server/src', 'server/tools', 'client/src', 'scripts', 'bench'].flatMap((folder) => sources(folder));
/** Folders of data are as large as what they hold; those of tests that run are code. */
const tests = sources('test').filter((file) => !/^test\/(rules|claims|fixtures)\//.test(file));

/** More files than this nobody takes in at a glance. */
const most = 40;

describe('the house', () => {
  it('sees circles', () => {
    const graph = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', []],
      ['e', ['e']],
    ]);
    assert.deepEqual(circles(graph), [['a', 'b', 'c'], ['e']]);
  });

  // Types count, too: who reads one file of a circle has to read them all.
  it('has no circle of imports', () => {
    const graph = new Map(code.map((file) => [file, imports(file).map(({ target }) => target)]));
    assert.ok([...graph.values()].flat().filter((target) => graph.has(target)).length > 1000);
    assert.deepEqual(circles(graph), []);
  });

  it(`has no folder of more than ${most} files of code`, () => {
    const counts = new Map<string, number>();
    for (const file of [...code, ...tests])
      counts.set(path.posix.dirname(file), (counts.get(path.posix.dirname(file)) ?? 0) + 1);
    assert.deepEqual(
      [...counts].filter(([, count]) => count > most),
      [],
    );
  });
});
