import assert from 'node:assert/strict';
import { codeLanguages } from '../../server/src/facts/extractor.ts';
import { languageOf } from '../../server/src/review/languages.ts';
import { opened } from './opened.ts';

describe('languages', () => {
  it('that we read have a name', () => {
    for (const extension of codeLanguages.keys()) assert.ok(languageOf(`src/a.${extension}`), extension);
  });

  it('are the same wherever a service is described', async () => {
    const { core, of } = await opened({
      'web/package.json': '{}',
      'web/Dockerfile': 'FROM node:22.1.0\n',
      'web/src/App.vue': '<template></template>\n',
      'web/settings.gradle.kts': 'rootProject.name = "web"\n',
    });
    const { service } = await of('web');
    const summaries = await core.summaries();
    const { about, coverage } = await summaries.of(service);
    assert.match(about.text, /Vue/);
    assert.deepEqual(JSON.stringify(coverage).match(/[\w./]+\.(vue|kts)/g), ['web/src/App.vue']);
    const unread = (await of('web')).items.map(({ because }) => because).filter((each) => each.includes('in Vue'));
    assert.ok(unread.length > 0);
  });
});
