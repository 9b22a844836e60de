import assert from 'node:assert/strict';
import { opened } from './opened.ts';

const node = (name: string) => ({
  [`${name}/package.json`]: `{"name":"${name}","dependencies":{"express":"4"}}`,
  [`${name}/Dockerfile`]: 'FROM node:22\nEXPOSE 8080\nCMD ["node", "src/server.js"]\n',
});

describe('the portrait of a service', () => {
  const draw = async (files: Readonly<Record<string, string>>, name: string) => {
    const all = await opened(files);
    const { profile, service } = await all.of(name);
    return { ...all, portrait: (await all.review.portraits())(service, profile) };
  };

  it('names callers that only say that they depend on it, with the place', async () => {
    const descriptor = 'dependencies:\n  - { name: search, hard: true, owner: search-team }\n  - { name: mail }\n';
    const { portrait, write, review, core } = await draw(
      { ...node('web'), ...node('search'), '.prr/services/web.yaml': descriptor },
      'search',
    );
    assert.deepEqual(portrait.callers, [
      {
        name: 'web',
        known: true,
        how: 'declared, fails without it',
        at: {
          file: '.prr/services/web.yaml',
          span: { start: descriptor.indexOf('search'), end: descriptor.indexOf('search') + 'search'.length },
        },
      },
    ]);
    // It is read anew when the description changes.
    await write({ '.prr/services/web.yaml': 'tier: 1\n' });
    const search = core.services().find(({ name }) => name === 'search');
    assert.ok(search);
    assert.deepEqual((await review.portraits())(search, undefined).callers, []);
  });

  it("names callers of Backstage's catalogue, and one that calls in its code once, by its calls", async () => {
    const { portrait } = await draw(
      {
        ...node('web'),
        ...node('jobs'),
        ...node('search'),
        'web/src/server.js':
          "const express = require('express');\nconst app = express();\napp.get('/', async (_q, r) => r.json(await fetch('http://search:8080/q')));\napp.listen(80);\n",
        '.prr/services/web.yaml': 'dependencies: [{ name: search }]\n',
        'jobs/catalog-info.yaml':
          'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: jobs\nspec:\n  type: service\n  lifecycle: production\n  owner: team-a\n  dependsOn:\n    - component:search\n',
      },
      'search',
    );
    assert.deepEqual(
      portrait.callers.map(({ name, how, at }) => [name, how, at?.file]),
      [
        ['jobs', 'declared', 'jobs/catalog-info.yaml'],
        ['web', 'by the host search', 'web/src/server.js'],
      ],
    );
  });

  it('names no service as its own caller', async () => {
    const { portrait } = await draw(
      { ...node('search'), '.prr/services/search.yaml': 'dependencies: [{ name: search }]\n' },
      'search',
    );
    assert.deepEqual(portrait.callers, []);
  });
});
