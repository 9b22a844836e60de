import assert from 'node:assert/strict';
import { opened } from './opened.ts';

const server = "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n";
const manifest = (probe: boolean) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: acme/web:1.0.0
          ports: [{ containerPort: 8080 }]
${probe ? '          readinessProbe: { httpGet: { path: /, port: 8080 } }\n' : ''}`;
const code = {
  'web/package.json': '{}',
  'web/Dockerfile': 'FROM node:22.1.0\n',
  'web/src/server.ts': server,
  'web/k8s.yaml': manifest(false),
};
const said = { service: 'web', by: 'Ada' };

const status = async ({ of }: Awaited<ReturnType<typeof opened>>, item: string) => {
  const found = (await of('web')).items.find((each) => each.item.id === item);
  assert.ok(found, item);
  return found;
};

describe('answers over time', () => {
  it('tell what of their evidence has changed', async () => {
    const workspace = await opened(code);
    await workspace.review.answer({
      ...said,
      item: 'perf-probes',
      answer: 'not-applicable',
      reason: 'it is behind a gate',
    });
    assert.equal((await status(workspace, 'perf-probes')).stale, undefined);
    await workspace.write({ 'web/k8s.yaml': manifest(true) });
    const { stale, changes } = await status(workspace, 'perf-probes');
    assert.equal(stale, 'its evidence has changed');
    assert.match(changes.join('\n'), /^web\/k8s\.yaml: was failed \(.*no readiness probe.*\); is passed \(/);
  });

  it('do not change their evidence when lines move', async () => {
    const workspace = await opened(code);
    await workspace.review.answer({ ...said, item: 'perf-probes', answer: 'no', reason: 'not yet' });
    await workspace.write({ 'web/k8s.yaml': `# moved\n\n${manifest(false)}` });
    assert.equal((await status(workspace, 'perf-probes')).stale, undefined);
  });

  it('tell when evidence came that was not there', async () => {
    const { 'web/k8s.yaml': _, ...without } = code;
    const workspace = await opened({ ...without, '.prr/services/web.yaml': 'has: [kubernetes]\n' });
    await workspace.review.answer({ ...said, item: 'perf-probes', answer: 'yes', reason: 'see the other repository' });
    await workspace.write({ 'web/k8s.yaml': manifest(true) });
    const { changes } = await status(workspace, 'perf-probes');
    assert.match(changes.join('\n'), /^web\/k8s\.yaml: new: passed/);
  });

  it('want a fresh look under another owner, after their time, and when they come from the future', async () => {
    const workspace = await opened({ ...code, '.prr/services/web.yaml': 'owner: web-team\n' });
    await workspace.review.answer({ ...said, item: 'dep-security', answer: 'yes', reason: 'docs/design.md' });
    await workspace.review.answer({ ...said, item: 'em-load', answer: 'yes', reason: 'one page a week' });
    await workspace.write({ '.prr/services/web.yaml': 'owner: shop-team\n' });
    assert.equal((await status(workspace, 'dep-security')).stale, 'its owner changed from web-team to shop-team');
    await workspace.write({ '.prr/services/web.yaml': 'owner: web-team\n' });
    assert.equal((await status(workspace, 'dep-security')).stale, undefined);
    workspace.at('2027-07-01T00:00:00Z');
    assert.equal((await status(workspace, 'dep-security')).stale, undefined);
    assert.equal((await status(workspace, 'em-load')).stale, 'it is more than 6 months old');
    workspace.at('2026-11-20T00:00:00Z');
    assert.equal((await status(workspace, 'dep-security')).stale, undefined, 'zones differ by a day');
    workspace.at('2026-10-01T00:00:00Z');
    assert.match((await status(workspace, 'dep-security')).stale ?? '', /dated 2026-11-21, in the future/);
  });

  it('keep what was said before, also when they are taken back', async () => {
    const workspace = await opened(code);
    const answer = (given: 'yes' | 'no' | 'none', reason: string, by: string) =>
      workspace.review.answer({ service: 'web', item: 'dep-security', answer: given, reason, by });
    await answer('no', 'nobody drew it', 'Ada');
    await answer('yes', 'docs/design.md', 'Ben');
    const { history, answer: now } = await status(workspace, 'dep-security');
    const asked = 'Has the service had a security review?';
    assert.deepEqual(history, [{ answer: 'no', reason: 'nobody drew it', by: 'Ada', date: '2026-11-21', asked }]);
    assert.equal(now?.by, 'Ben');
    await answer('none', '', 'Ada');
    const back = await status(workspace, 'dep-security');
    assert.equal(back.state, 'unanswered');
    assert.equal(back.answer, undefined);
    assert.deepEqual(
      back.history.map((each) => `${each.by} ${each.answer}`),
      ['Ada no', 'Ben yes'],
    );
    await assert.rejects(() => workspace.review.answer({ ...said, item: 'em-owner', answer: 'none', reason: '' }));
  });

  it('can be undone to the letter, but not over what somebody wrote since', async () => {
    const workspace = await opened(code);
    const item = 'dep-security';
    const first = await workspace.review.answer({ ...said, item, answer: 'no', reason: 'nobody drew it' });
    const before = workspace.files.get(first.file);
    const second = await workspace.review.answer({ ...said, item, answer: 'yes', reason: 'it is drawn' });
    await workspace.review.undo(second);
    assert.equal(workspace.files.get(first.file), before);
    await workspace.write({ [first.file]: `${before}# by hand\n` });
    await assert.rejects(() => workspace.review.undo(first), /changed since/);
    assert.match(workspace.files.get(first.file) ?? '', /# by hand/);
    await workspace.write({ [first.file]: before ?? '' });
    await workspace.review.undo(first);
    assert.equal(workspace.files.has(first.file), false);
    await assert.rejects(
      () => workspace.review.undo({ file: 'web/package.json', before: 'x', after: '{}' }),
      /not a file that prr writes/,
    );
    await assert.rejects(
      () => workspace.review.undo({ file: '.prr/answers/../../x.yaml', before: 'x', after: null }),
      /not a file that prr writes/,
    );
  });

  it('are undone one by one when they came at the same time', async () => {
    const { review, files } = await opened(code);
    const given = { ...said, item: 'dep-security', answer: 'no' } as const;
    const changes = await Promise.all([
      review.answer({ ...given, reason: 'nobody drew it' }),
      review.answer({ ...given, by: 'Ben', reason: 'I see none' }),
    ]);
    const last = changes.find(({ file, after }) => files.get(file) === after);
    const first = changes.find((each) => each !== last);
    assert.ok(last && first);
    await review.undo(last);
    assert.equal(files.get(first.file), first.after, 'the other answer is still there');
    await review.undo(first);
    assert.equal(files.has(first.file), false);
  });

  it('under a former name are there again when the one that went on from them is undone', async () => {
    const old = 'answer: yes\nreason: see the page\nby: Ada\ndate: 2026-11-01\n';
    const workspace = await opened({
      ...code,
      '.prr/answers/shop/dep-security.yaml': old,
      '.prr/services/web.yaml': 'was: [shop]\n',
    });
    const change = await workspace.review.answer({ ...said, item: 'dep-security', answer: 'no', reason: 'gone' });
    assert.equal(change.before, null);
    assert.equal((await status(workspace, 'dep-security')).state, 'no');
    await workspace.review.undo(change);
    assert.equal(workspace.files.has(change.file), false);
    assert.equal((await status(workspace, 'dep-security')).state, 'yes');
  });

  it('are taken also where a catalogue names an owner at length', async () => {
    const catalog = `kind: Component\napiVersion: backstage.io/v1alpha1\nmetadata: { name: web }\nspec: { type: service, owner: ${'o'.repeat(300)} }\n`;
    const workspace = await opened({ ...code, 'web/catalog-info.yaml': catalog });
    assert.equal((await workspace.of('web')).profile.owner?.value.length, 300);
    await workspace.review.answer({ ...said, item: 'dep-security', answer: 'yes', reason: 'it is drawn' });
    const { state, stale } = await status(workspace, 'dep-security');
    assert.deepEqual([state, stale], ['yes', undefined]);
  });
});
