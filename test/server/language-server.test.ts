import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver/node';
import { method } from '../../server/src/protocol.ts';
import type { ChecklistView } from '../../server/src/protocol/checklist.ts';
import type { GuideHit, GuidePageView } from '../../server/src/protocol/guide.ts';
import type { NoteView } from '../../server/src/protocol/notes.ts';
import { connect, type Session } from './connect.ts';

const server = `import axios from 'axios';
import http from 'node:http';

export async function search(words: string): Promise<unknown> {
  const answer = await axios.get(\`http://search:8080/?q=\${words}\`);
  return answer.data;
}

http.createServer((_request, response) => response.end('ok')).listen(8080);
`;
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    type: Recreate
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: example/web:1.2.3
`;
const files = {
  'web/package.json': '{ "name": "web" }',
  'web/Dockerfile': 'FROM node:20\n',
  'web/src/server.ts': server,
  'deploy/web.yaml': manifest,
};

describe('language server', () => {
  let session: Session;
  before(async () => {
    session = await connect(files, { commands: true });
    await session.ready();
  });
  after(() => session.close());

  const diagnostics = async (file: string): Promise<Diagnostic[]> => {
    const report = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: session.uri(file) },
    });
    return report.items;
  };
  const codeActions = (file: string, { range }: Diagnostic) =>
    session.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: session.uri(file) },
      range,
      context: { diagnostics: [] },
    });

  it('reports findings of an open document, where they are', async () => {
    session.open('web/src/server.ts', server);
    const items = await diagnostics('web/src/server.ts');
    const timeout = items.find((item) => item.code === 'outbound-call-timeout');
    assert.ok(timeout);
    assert.deepEqual(timeout.range, { start: { line: 4, character: 29 }, end: { line: 4, character: 32 } });
    assert.equal(timeout.severity, 2);
  });

  it('follows the text while it is edited', async () => {
    const change = {
      range: { start: { line: 4, character: 66 }, end: { line: 4, character: 66 } },
      text: ', { timeout: 2000 }',
    };
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: session.uri('web/src/server.ts'), version: 2 },
      contentChanges: [
        {
          ...change,
          range: {
            start: { line: 4, character: server.split('\n')[4]!.indexOf(');') },
            end: { line: 4, character: server.split('\n')[4]!.indexOf(');') },
          },
        },
      ],
    });
    assert.ok(!(await diagnostics('web/src/server.ts')).some((item) => item.code === 'outbound-call-timeout'));
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: session.uri('web/src/server.ts'), version: 3 },
      contentChanges: [{ text: server }],
    });
    assert.ok((await diagnostics('web/src/server.ts')).some((item) => item.code === 'outbound-call-timeout'));
  });

  it('reports findings of files that are not open', async () => {
    const report = await session.connection.sendRequest<{ items: { uri: string; items: Diagnostic[] }[] }>(
      'workspace/diagnostic',
      {
        previousResultIds: [],
      },
    );
    const deploy = report.items.find((item) => item.uri === session.uri('deploy/web.yaml'));
    assert.ok(deploy?.items.some((item) => item.code === 'rollout-too-wide'));
  });

  it('explains a finding: why, what to do, and the Guide; what the diagnostic says is not said again', async () => {
    const hover = await session.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri: session.uri('web/src/server.ts') },
      position: { line: 4, character: 30 },
    });
    const { value } = hover.contents as { value: string };
    assert.doesNotMatch(value, /outbound-call-timeout|axios\.get has no timeout/);
    assert.match(value, /What to do:/);
    assert.match(value, /command:prr\.openGuide\?%5B%22timeouts%22%5D/);
  });

  it('offers fix, suppression, note and Guide; the fix applied ends the finding', async () => {
    const [finding] = (await diagnostics('web/src/server.ts')).filter((item) => item.code === 'outbound-call-timeout');
    assert.ok(finding);
    const actions = await codeActions('web/src/server.ts', finding);
    const titles = actions.map((action) => action.title);
    assert.ok(
      titles.some((title) => title.startsWith('Ignore outbound-call-timeout')),
      titles.join(),
    );
    assert.ok(titles.includes('Write a consultation note at this line'));
    assert.ok(titles.includes('Open the Guide: timeouts'));
    const fix = actions.find((action) => action.edit);
    const change = fix?.edit?.documentChanges?.[0];
    assert.ok(change && 'edits' in change, titles.join());
    const [edit] = change.edits as { range: Diagnostic['range']; newText: string }[];
    assert.ok(edit);
    const lines = server.split('\n');
    const { start } = edit.range;
    lines[start.line] =
      lines[start.line]!.slice(0, start.character) + edit.newText + lines[start.line]!.slice(edit.range.end.character);
    session.open('web/src/fixed.ts', lines.join('\n'));
    assert.ok(
      !(await diagnostics('web/src/fixed.ts')).some((item) => item.code === 'outbound-call-timeout'),
      lines.join('\n'),
    );
  });

  it('answers the checklist with evidence, keeps an answer, and takes it back', async () => {
    const view = () => session.connection.sendRequest<ChecklistView>(method.checklist, { service: 'web' });
    const item = async (id: string) =>
      (await view()).aspects.flatMap((aspect) => aspect.items).find((each) => each.id === id);
    const timeouts = await item('dep-timeouts');
    assert.equal(timeouts?.state, 'violated');
    assert.equal(timeouts?.claims.flatMap((claim) => claim.evidence)[0]?.at.path, 'web/src/server.ts');
    const answer = { service: 'web', item: 'em-owner', answer: 'yes', reason: 'the page says so', by: 'Ada' };
    await session.connection.sendRequest(method.answer, answer);
    assert.equal((await item('em-owner'))?.state, 'yes');
    assert.match(
      readFileSync(path.join(session.folder, '.prr/answers/web/em-owner.yaml'), 'utf8'),
      /reason: the page says so/,
    );
    await session.connection.sendRequest(method.answer, { ...answer, answer: 'none' });
    assert.equal((await item('em-owner'))?.state, 'cannot-tell');
  });

  it('refuses an answer whose name would lead out of its folder', async () => {
    const answer = { service: 'web', item: '../../../x', answer: 'yes', reason: 'r', by: 'Eve' };
    await assert.rejects(async () => session.connection.sendRequest(method.answer, answer));
  });

  it('keeps notes at their line, with their thread', async () => {
    const note = { kind: 'question', text: 'Why no cache?', by: 'Ada', uri: session.uri('web/src/server.ts'), line: 4 };
    const { id } = await session.connection.sendRequest<NoteView>(method.addNote, note);
    session.open('web/src/server.ts', `// a new line above\n${server}`);
    const placed = async () =>
      (await session.connection.sendRequest<NoteView[]>(method.notes, {})).find((each) => each.id === id);
    assert.equal((await placed())?.at?.line, 5);
    await session.connection.sendRequest(method.changeNote, { id, change: 'reply', text: 'Because.', by: 'Ben' });
    await session.connection.sendRequest(method.changeNote, { id, change: 'resolve', by: 'Ben' });
    const after = await placed();
    assert.equal(after?.state, 'resolved');
    assert.deepEqual(
      after?.comments.map((comment) => comment.by),
      ['Ada', 'Ben'],
    );
    assert.deepEqual(readdirSync(path.join(session.folder, '.prr/notes')).sort(), [id, `${id}.yaml`]);
  });

  it('searches the Guide, also with a typing error, and gives a page', async () => {
    const hits = await session.connection.sendRequest<GuideHit[]>(method.guideSearch, { query: 'timeuot' });
    assert.ok(
      hits.some((hit) => hit.id === 'timeouts'),
      JSON.stringify(hits.map((hit) => hit.id)),
    );
    const page = await session.connection.sendRequest<GuidePageView>(method.guidePage, { ref: 'timeouts' });
    assert.match(page.markdown, /^# Timeouts/m);
  });

  it('reports a mistake in a file of ours at its place, and works on', async () => {
    writeFileSync(path.join(session.folder, '.prr/notes/broken.yaml'), 'kind: question\ncomments: 5\n');
    const items = await diagnostics('.prr/notes/broken.yaml');
    assert.ok(
      items.some((item) => item.range.start.line === 1 && /comments/.test(JSON.stringify(item.message))),
      JSON.stringify(items),
    );
    assert.ok((await session.connection.sendRequest<NoteView[]>(method.notes, {})).length > 0);
  });
});

describe('language server without our client', () => {
  it('works over `prr lsp`, with edits in place of commands', async () => {
    const session = await connect(files, { command: ['dist/prr.cjs', 'lsp'] });
    try {
      await session.ready();
      session.open('deploy/web.yaml', manifest);
      const range = { start: { line: 7, character: 10 }, end: { line: 7, character: 18 } };
      const actions = await session.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: session.uri('deploy/web.yaml') },
        range,
        context: { diagnostics: [] },
      });
      assert.ok(actions.length > 0);
      assert.ok(
        actions.every((action) => action.edit && !action.command),
        JSON.stringify(actions.map((action) => action.title)),
      );
    } finally {
      await session.close();
    }
  });
});
