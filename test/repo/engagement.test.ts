import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { engagementWords, partWords } from '../../client/src/vocabulary.ts';
import { partCommand } from '../../server/src/cli/engagement.ts';
import { engagementFormats } from '../../server/src/engagement/formats.ts';
import { parts } from '../../server/src/engagement/parts.ts';
import { stateWords } from '../../server/src/engagement/state/standing.ts';
import { engagementStates, partIds } from '../../server/src/model/engagement.ts';
import { root } from '../analyse.ts';

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  contributes: {
    yamlValidation: { fileMatch: string; url: string }[];
  };
};

const titles = partWords((message) => message);

// One name in all places: a part is a module, a command line, an entry of the editor's picker and tests of its own.
describe('parts of the engagement', () => {
  it('are all there, once', () => assert.deepEqual(parts.map(({ id }) => id).sort(), [...partIds].sort()));

  for (const id of partIds)
    it(`${id}: folder, command line, palette, tests`, () => {
      const writes = Object.keys(parts.find((each) => each.id === id)?.actions ?? {}).length > 0;
      for (const file of ['part.ts', ...(writes ? ['actions.ts', 'forms.ts', 'format.ts'] : [])])
        assert.ok(existsSync(path.join(root, 'server/src/engagement', id, file)), `its folder has a ${file}`);
      assert.equal(partCommand(id).name, id);
      const module = readFileSync(path.join(root, `server/src/engagement/${id}/part.ts`), 'utf8');
      assert.ok(module.includes(`title: '${titles[id]}'`), 'the picker of the editor has its title');
      const tests = id === 'shared' ? 'platform' : id;
      assert.ok(existsSync(path.join(root, `test/engagement/${tests}.test.ts`)), 'its tests have its name');
    });

  it('have states under one name in the editor and elsewhere', () => {
    const words = engagementWords((message) => message);
    for (const state of engagementStates) assert.equal(words[state], stateWords[state].title);
  });

  it('have formats with a schema that editors apply', () => {
    const applied = manifest.contributes.yamlValidation.map(({ url }) => url);
    for (const name of Object.keys(engagementFormats)) {
      assert.ok(existsSync(path.join(root, `schemas/${name}.schema.json`)), name);
      assert.ok(applied.includes(`./schemas/${name}.schema.json`), `${name} is applied to no file`);
    }
  });

  it('write only with actions that name their part', () => {
    for (const { id, actions } of parts)
      for (const name of Object.keys(actions)) assert.match(`${id}.${name}`, /^[a-z]+\.[a-zA-Z]+$/);
  });
});
