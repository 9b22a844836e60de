import assert from 'node:assert/strict';
import type { ProductionPicture } from '../../server/src/model/production.ts';
import { namedServices } from '../../server/src/index/declared-services.ts';
import { opened } from './opened.ts';

const server = "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n";
const code = {
  'web/package.json': '{}',
  'web/Dockerfile': 'FROM node:22.1.0\nCMD ["node", "src/server.js"]\n',
  'web/src/server.ts': server,
};
const catalog = (rest = '') => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: storefront
  title: The shop
  description: Sells things
  labels: { acme.dev/tier: '1' }
spec:
  type: service
  lifecycle: production
  owner: group:default/shop-team
  dependsOn: [component:default/search, resource:orders-db]
${rest}`;

describe('the profile of a service', () => {
  it('assumes tier 2 and says so, and leaves open what nobody has said', async () => {
    const { profile } = await (await opened(code)).of('web');
    assert.deepEqual(profile.tier, { value: 2, because: 'our default, because it is not set', assumed: true });
    assert.equal(profile.phase, undefined);
    assert.equal(profile.owner, undefined);
  });

  it("reads Backstage's catalogue, with the place of each part", async () => {
    const text = catalog();
    const { profile } = await (await opened({ ...code, 'web/catalog-info.yaml': text })).of('web');
    const at = (word: string) => ({
      file: 'web/catalog-info.yaml',
      span: { start: text.indexOf(word), end: text.indexOf(word) + word.length },
    });
    assert.deepEqual(profile.owner, {
      value: 'shop-team',
      because: 'catalog-info.yaml sets it',
      at: at('group:default/shop-team'),
    });
    assert.equal(profile.tier.value, 1);
    assert.equal(profile.phase?.value, 'operate');
    assert.deepEqual([profile.title, profile.description], ['The shop', 'Sells things']);
    assert.deepEqual(
      profile.dependencies.map(({ name }) => name),
      ['search', 'orders-db'],
    );
  });

  it('takes the word of its own descriptor before that of the catalogue', async () => {
    const files = {
      ...code,
      'web/catalog-info.yaml': catalog(),
      '.prr/services/web.yaml': '# ours\nowner: web-team\n',
    };
    const { profile } = await (await opened(files)).of('web');
    assert.equal(profile.owner?.value, 'web-team');
    assert.deepEqual(profile.owner?.at, { file: '.prr/services/web.yaml', span: { start: 14, end: 22 } });
    assert.equal(profile.phase?.value, 'operate', 'the rest comes from the catalogue');
  });

  it('finds services that only a catalogue or a descriptor names', async () => {
    const { core } = await opened({
      ...code,
      'search/catalog-info.yaml': catalog(),
      '.prr/services/payment.yaml': 'description: takes money\n',
    });
    const names = core.services().map(({ name, because }) => `${name}: ${because}`);
    assert.deepEqual(names, [
      'payment: .prr/services/payment.yaml describes it',
      'storefront: catalog-info.yaml describes it',
      'web: the Dockerfile runs node src/server.js',
    ]);
  });

  it('gives a found service the name that people give it, and its former answers with it', async () => {
    const answer = 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-01\n';
    const workspace = await opened({
      ...code,
      '.prr/answers/web/dep-security.yaml': answer,
      '.prr/services/storefront.yaml': 'root: web/\nwas: [web]\n',
    });
    assert.deepEqual(
      workspace.core.services().map(({ name, root }) => [name, root]),
      [['storefront', 'web']],
    );
    const { items } = await workspace.of('storefront');
    assert.equal(items.find(({ item }) => item.id === 'dep-security')?.state, 'yes');
  });

  it('goes on with the history of an answer under a former name', async () => {
    const answer = 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-01\n';
    const workspace = await opened({
      ...code,
      '.prr/answers/shop/dep-security.yaml': answer,
      '.prr/answers/shop/em-load.yaml': answer,
      '.prr/services/web.yaml': 'was: [shop]\n',
    });
    const given = { service: 'web', by: 'Ben', reason: 'gone' };
    await workspace.review.answer({ ...given, item: 'dep-security', answer: 'no' });
    await workspace.review.answer({ ...given, item: 'em-load', answer: 'none' });
    const { items } = await workspace.of('web');
    const of = (id: string) => items.find(({ item }) => item.id === id);
    assert.deepEqual([of('dep-security')?.answer?.answer, of('dep-security')?.history[0]?.by], ['no', 'Ada']);
    assert.deepEqual([of('em-load')?.answer, of('em-load')?.history[0]?.by], [undefined, 'Ada']);
    assert.equal(
      workspace.files.get('.prr/answers/shop/dep-security.yaml'),
      answer,
      'the old file is left for other branches',
    );
  });

  it('keeps the name of a service that is the whole folder, whatever a clone is called', async () => {
    const root = { 'package.json': '{}', Dockerfile: 'FROM node:22.1.0\n', 'src/server.ts': server };
    const workspace = await opened(root);
    const given = { service: 'workspace', item: 'dep-security', answer: 'no', by: 'Ada' } as const;
    await assert.rejects(() => workspace.review.answer({ ...given, reason: '' }), /not written/);
    assert.equal(workspace.files.has('.prr/services/workspace.yaml'), false, 'a refused answer leaves nothing');
    await workspace.review.answer({ ...given, reason: 'x' });
    assert.equal(workspace.files.get('.prr/services/workspace.yaml'), 'root: .\n');
    const clone = await opened(Object.fromEntries([...workspace.files].filter(([file]) => file !== '')), 'elsewhere');
    assert.deepEqual(
      clone.core.services().map(({ name, root: folder }) => [name, folder]),
      [['workspace', '']],
    );
  });

  it('leaves each descriptor its own service, and takes the folder before the name', async () => {
    const named = async (descriptors: Readonly<Record<string, string>>) => {
      const files = Object.entries(descriptors).map(([name, text]) => [`.prr/services/${name}.yaml`, text]);
      const { core } = await opened({
        ...code,
        'api/package.json': '{}',
        'api/Dockerfile': 'FROM node:22.1.0\nEXPOSE 80\nCMD ["node", "main.js"]\n',
        ...Object.fromEntries(files),
      });
      return core.services().map(({ name, because }) => `${name}: ${because.replace(/ runs .*/, '')}`);
    };
    const image = 'the Dockerfile';
    assert.deepEqual(await named({ front: 'root: web\n', shop: 'root: web\n' }), [
      `api: ${image}`,
      `front: ${image}`,
      'shop: .prr/services/shop.yaml describes it',
    ]);
    assert.deepEqual(await named({ api: 'root: web\n', shop: 'root: api\n' }), [`api: ${image}`, `shop: ${image}`]);
    assert.deepEqual(await named({ api: 'root: web\n' }), [`api: ${image}`, `api-2: ${image}`]);
    assert.deepEqual(await named({ front: 'root: web\n', web: '' }), [
      `api: ${image}`,
      `front: ${image}`,
      'web: .prr/services/web.yaml describes it',
    ]);
  });

  it('leaves each descriptor its own service where two name one workload', () => {
    const at = (file: string) => ({ file, span: { start: 0, end: 0 } });
    const picture: ProductionPicture = {
      programs: [],
      workloads: [],
      services: [{ name: 'web', was: [], workload: 'web', environments: ['production'], because: 'seen', places: [] }],
      dependencies: [],
      standing: new Map(),
      undeclared: false,
    };
    const declared = ['a', 'b'].map((name) => ({ name, workloads: ['web'], at: at(name) }));
    assert.deepEqual(
      namedServices(picture, { declared, components: [] }).services.map(({ name, because }) => [name, because]),
      [
        ['a', 'seen'],
        ['b', 'b describes it'],
      ],
    );
  });

  it('says that answers have lost their service, and how to give them back', async () => {
    const answer = 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-01\n';
    const { review } = await opened({ ...code, '.prr/answers/shop/dep-security.yaml': answer });
    const [problem] = await review.problems();
    assert.equal(problem?.file, '.prr/answers/shop/dep-security.yaml');
    assert.match(problem?.message ?? '', /no service shop.*was: \[shop\]/);
  });

  it('is named by its owner, contact and rotation without being asked again', async () => {
    const descriptor = 'owner: web-team\ncontact: "#web"\nrotation: { name: web-oncall, backup: platform }\n';
    const workspace = await opened({ ...code, '.prr/services/web.yaml': descriptor });
    const status = (await workspace.of('web')).items.find(({ item }) => item.id === 'em-owner');
    assert.equal(status?.state, 'shown');
    assert.equal(status?.because, 'web-team owns it');
    const oncall = async () => (await workspace.of('web')).items.find(({ item }) => item.id === 'em-oncall');
    assert.equal((await oncall())?.because, 'web-oncall is on call');
    await workspace.write({ '.prr/services/web.yaml': 'owner: web-team\nrotation: { name: web-oncall }\n' });
    assert.equal((await oncall())?.state, 'shown');
  });
});

describe('descriptors', () => {
  it('are made from what was seen, with the questions as comments, and read back', async () => {
    const workspace = await opened({ ...code, 'web/package.json': '{ "dependencies": { "pg": "8" } }' });
    const [service] = workspace.core.services();
    assert.ok(service);
    const { file, created } = await workspace.review.draftDescriptor(service);
    assert.equal(created, true);
    assert.equal(file, '.prr/services/web.yaml');
    const text = workspace.files.get(file) ?? '';
    assert.match(text, /^root: web$/m);
    assert.match(text, /^# tier: 2 /m);
    assert.match(text, /^# {3}it uses pg$/m);
    assert.deepEqual(await workspace.review.problems(), []);
    assert.equal((await workspace.of('web')).profile.tier.assumed, true);
    await workspace.write({ [file]: text.replace(/^# tier: 2 /m, 'tier: 1 ') });
    assert.equal((await workspace.of('web')).profile.tier.value, 1);
    assert.deepEqual(await workspace.review.draftDescriptor(service), { file, created: false });
    assert.match(workspace.files.get(file) ?? '', /^tier: 1 /m, 'one that is there is left alone');
  });

  it('are changed field by field: comments and unknown keys stay, and a change can be undone', async () => {
    const before = '# ours\nowner: web-team # since May\npager: 17\n';
    const workspace = await opened({ ...code, '.prr/services/web.yaml': before });
    const change = await workspace.review.describe('web', { tier: 1, owner: 'shop-team' });
    assert.equal(
      workspace.files.get('.prr/services/web.yaml'),
      '# ours\nowner: shop-team # since May\npager: 17\ntier: 1\n',
    );
    await workspace.review.undo(change);
    assert.equal(workspace.files.get('.prr/services/web.yaml'), before);
    await assert.rejects(() => workspace.review.undo(change), /has changed since/);
  });

  it('with a wrong value lose it alone, say where, and are not written over', async () => {
    const workspace = await opened({ ...code, '.prr/services/web.yaml': 'owner: web-team\ntier: high\n' });
    const { profile } = await workspace.of('web');
    assert.equal(profile.owner?.value, 'web-team', 'the rest counts');
    assert.equal(profile.tier.assumed, true);
    const [problem] = await workspace.review.problems();
    assert.equal(problem?.message, 'tier: it must be one of 1, 2, 3');
    assert.deepEqual([problem?.file, problem?.span], ['.prr/services/web.yaml', { start: 22, end: 26 }]);
    const broken = 'owner: [web\n';
    await workspace.write({ '.prr/services/web.yaml': broken });
    await assert.rejects(() => workspace.review.describe('web', { tier: 1 }), /fix it first/);
    assert.equal(workspace.files.get('.prr/services/web.yaml'), broken);
  });

  it('of comments alone are empty ones, also when they are written to', async () => {
    for (const comments of ['# to be said\n', '---\n# to be said\n']) {
      const workspace = await opened({ ...code, '.prr/services/pay.yaml': comments });
      assert.deepEqual(await workspace.review.problems(), []);
      assert.ok(await workspace.of('pay'));
      await workspace.review.describe('pay', { owner: undefined });
      assert.deepEqual(await workspace.review.problems(), []);
      await workspace.write({ '.prr/services/pay.yaml': comments });
      await workspace.review.describe('pay', { owner: undefined, tier: 1 });
      assert.match(workspace.files.get('.prr/services/pay.yaml') ?? '', /^(---\n)?# to be said\n\n?tier: 1\n$/);
      assert.equal((await workspace.of('pay')).profile.tier.value, 1);
    }
  });

  it('of a service that is the whole folder call it a dot', async () => {
    const workspace = await opened({ 'package.json': '{}', Dockerfile: 'FROM node:22.1.0\n', 'src/server.ts': server });
    const [service] = workspace.core.services();
    assert.ok(service);
    const { file } = await workspace.review.draftDescriptor(service);
    assert.match(workspace.files.get(file) ?? '', /^root: \.$/m);
    assert.equal((await workspace.of('workspace')).service.root, '');
  });
});
