import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CodeAction, Diagnostic, DocumentDiagnosticReport, Hover } from 'vscode-languageserver/node';
import { method } from '../../server/src/protocol.ts';
import type {
  DraftedPage,
  GuideFolderView,
  GuideHit,
  GuideNodeView,
  GuidePageView,
} from '../../server/src/protocol/guide.ts';
import { spawnSync } from 'node:child_process';
import { root } from '../analyse.ts';
import { connect, temporaryFolder, type Session } from './connect.ts';

const bad = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";
const files = {
  'x.ts': bad,
  '.prr/settings.yaml': 'guideFolders: [handbook]\n',
  'handbook/timeouts.md':
    '# Ours\n\nTwo seconds ![i](https://evil.example/i.png) `](command:prr.openGuide?%5B%22x%22%5D)` <img src=x>.\n\n[x](command:prr.restartServer)\n',
  'handbook/deep/page.md': '# Deep\n\nSee [a page](../timeuots.md).\n',
  'docs/postmortem-queue.md': '# The queue burst\n\n## Impact\n\nMails were late.\n',
};

describe("an organisation's Guide over the protocol", () => {
  let session: Session;
  before(async () => {
    session = await connect(files);
    await session.ready();
  });
  after(() => session.close());
  const ask = <T>(name: string, params: object = {}) => session.connection.sendRequest<T>(name, params);
  const draft = async (params: object) => {
    const { uri } = await ask<DraftedPage>(method.draftPage, params);
    return { file: path.relative(session.folder, fileURLToPath(uri)), text: readFileSync(fileURLToPath(uri), 'utf8') };
  };

  it('gives the tree level by level', async () => {
    const top = await ask<GuideNodeView[]>(method.guideTree);
    assert.deepEqual(top.at(-1), { kind: 'folder', label: 'handbook', root: 'handbook', path: '', count: 2 });
    const rows = await ask<GuideNodeView[]>(method.guideTree, { root: 'handbook', path: '' });
    assert.deepEqual(
      rows.map(({ label, page }) => [label, page?.replaces ?? false]),
      [
        ['deep', false],
        ['Ours', true],
      ],
    );
  });

  it('gives a replacing page without what acts, and says whether the heading is there', async () => {
    const page = await ask<GuidePageView>(method.guidePage, { ref: 'timeouts#limits-of-a-datastore' });
    assert.equal(page.title, 'Ours');
    assert.equal(page.found, false);
    assert.match(page.markdown, /\[x\]\(#\)/);
    assert.ok(page.source?.endsWith('/handbook/timeouts.md'));
    const [hit] = await ask<GuideHit[]>(method.guideSearch, { query: 'timeouts' });
    assert.equal(hit?.id, 'timeouts');
  });

  it('quotes the replacing page in a hover as text', async () => {
    const hover = await ask<Hover>('textDocument/hover', {
      textDocument: { uri: session.uri('x.ts') },
      position: { line: 1, character: 32 },
    });
    const { value } = hover.contents as { value: string };
    assert.match(value, /> Two seconds/);
    assert.doesNotMatch(value, /evil\.example|<img|\]\(command:prr\.openGuide\?%5B%22x/);
  });

  it('reports a broken link as one types, with a fix', async () => {
    const uri = session.uri('handbook/deep/page.md');
    const text = '# Deep\n\nMore words first.\n\nSee [a page](../timeuots.md).\n';
    await session.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version: 1, text },
    });
    const report = await ask<DocumentDiagnosticReport & { items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    const [problem] = report.items;
    assert.deepEqual(problem?.range, { start: { line: 4, character: 13 }, end: { line: 4, character: 27 } });
    const actions = await ask<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: problem?.range,
      context: { diagnostics: report.items },
    });
    const action = actions.find(({ title }) => title === 'Link ../timeouts.md');
    assert.match(JSON.stringify(action?.edit), /"newText":"\.\.\/timeouts\.md"/);
  });

  it('drafts from nothing, a note, an item and a postmortem; never over a file', async () => {
    const folders = await ask<GuideFolderView[]>(method.guideFolders);
    assert.deepEqual(
      folders.map(({ folder }) => folder),
      ['.prr/guide', 'handbook'],
    );
    assert.equal((await draft({ title: 'Drain first' })).file, '.prr/guide/drain-first.md');
    assert.equal((await draft({ title: 'Drain first' })).file, '.prr/guide/drain-first-2.md');
    assert.equal((await draft({ title: 'Drain first', folder: 'handbook' })).file, 'handbook/drain-first.md');
    await assert.rejects(draft({ title: 'x', folder: '../..' }));
    const note = await ask<{ id: string }>(method.addNote, {
      kind: 'advice',
      text: 'Search hangs when the index is rebuilt. Give it two seconds.',
      by: 'Ben',
    });
    const fromNote = await draft({ noteId: note.id });
    assert.equal(fromNote.file, '.prr/guide/search-hangs-when-the-index-is-rebuilt.md');
    assert.match(fromNote.text, /Give it two seconds\.[\s\S]*Told by Ben/);
    const fromItem = await draft({ item: 'dep-security' });
    assert.match(fromItem.text, /aspect: architecture[\s\S]*production-readiness-review\.md/);
    const fromFile = await draft({ file: session.uri('docs/postmortem-queue.md') });
    assert.match(fromFile.text, /# The queue burst[\s\S]*Mails were late\.[\s\S]*`docs\/postmortem-queue\.md`/);
    await assert.rejects(draft({ noteId: 'none' }), /no longer exists/);
    const hits = await ask<GuideHit[]>(method.guideSearch, { query: 'queue burst' });
    assert.equal(hits[0]?.draft, true);
  });

  it('shows a page anew after its file changed, without reading the workspace again', async () => {
    const file = path.join(session.folder, 'handbook/new/late.md');
    assert.ok(!existsSync(file));
    mkdirSync(path.dirname(file));
    writeFileSync(file, '# Late\n\nA zebra.\n');
    await session.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: session.uri('handbook/new/late.md'), type: 1 }],
    });
    const [hit] = await ask<GuideHit[]>(method.guideSearch, { query: 'zebra' });
    assert.equal(hit?.id, 'late');
  });
});

describe("an organisation's Guide on the command line", () => {
  it('lists, searches, drafts and tells what lacks what', () => {
    const { folder, remove } = temporaryFolder(files);
    const prr = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], { cwd: folder, encoding: 'utf8' });
    try {
      assert.match(prr('guide').stdout, /^timeouts +Ours \(handbook, replaces the bundled page\)$/m);
      assert.match(prr('guide', 'search', 'deep').stdout, /^page +Deep/m);
      assert.equal(prr('guide', 'draft', 'Drain', 'first').stdout, '.prr/guide/drain-first.md\n');
      assert.equal(prr('guide', 'draft', 'x', '--folder', '..').status, 2);
      const coverage = JSON.parse(prr('guide', 'coverage', '--format', 'json').stdout) as {
        pages: { id: string; uncited: boolean; checks: string[] }[];
      };
      assert.equal(coverage.pages.find(({ id }) => id === 'page')?.uncited, true);
      assert.ok(coverage.pages.find(({ id }) => id === 'timeouts')?.checks.includes('outbound-call-timeout'));
      assert.match(prr('check', '.').stdout, /handbook\/deep\/page\.md:3:14 This link leads nowhere/);
    } finally {
      remove();
    }
  });
});
