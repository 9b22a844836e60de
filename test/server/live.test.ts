import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openReadiness, type Readiness } from '../../server/src/service.ts';
import { openDisk } from '../../server/src/workspace/disk.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

const bad = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";
const good = bad.replace("'http://search/'", "'http://search/', { timeout: 1000 }");
const { bundled } = readBundled(root);

describe('the workspace kept current', () => {
  let folder: string;
  let remove: () => void;
  let core: Readiness;
  afterEach(() => remove());

  /** Opens files on disk; `around` comes between the core and the disk. */
  const open = async (
    files: Readonly<Record<string, string>>,
    {
      around = (disk: Workspace) => disk,
      settings,
    }: { around?: (disk: Workspace) => Workspace; settings?: unknown } = {},
  ) => {
    ({ folder, remove } = temporaryFolder(files));
    core = await openReadiness({
      workspace: around(openDisk(folder)),
      workspaceName: 'workspace',
      bundled,
      logger: { info: () => {}, warn: (message) => assert.fail(message) },
      now: () => '2026-11-21T12:00:00Z',
      settings,
    });
  };
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const shown = async () => [...new Set((await core.allFindings()).map(({ file }) => file))];

  it('a folder that is renamed while the workspace is read is there under its new name alone', async () => {
    let renamed = false;
    await open(
      { 'a.ts': bad, 'old/x.ts': bad },
      {
        around: (disk) => ({
          ...disk,
          async read(file) {
            if (file === 'a.ts' && !renamed) {
              renamed = true;
              renameSync(path.join(folder, 'old'), path.join(folder, 'new'));
              await core.refresh(['old', 'new']);
            }
            return disk.read(file);
          },
        }),
      },
    );
    await core.fill({});
    assert.equal(renamed, true);
    assert.deepEqual(await shown(), ['a.ts', 'new/x.ts']);
    assert.deepEqual([...core.live.index.paths()], ['a.ts', 'new/x.ts']);
  });

  it('a file that changes after it was read, and before the reading has ended, is read again', async () => {
    let changed = false;
    await open(
      { 'a.ts': bad, 'b.ts': good },
      {
        around: (disk) => ({
          ...disk,
          async read(file) {
            const content = await disk.read(file);
            if (file === 'a.ts' && !changed) {
              changed = true;
              write('a.ts', good);
              await core.refresh(['a.ts']);
            }
            return content;
          },
        }),
      },
    );
    await core.fill({});
    assert.deepEqual(await shown(), []);
  });

  it('a text that is opened again while its file is read after closing is what counts', async () => {
    let reopened: Promise<void> | undefined;
    let isClosing = false;
    await open(
      { 'x.ts': bad },
      {
        around: (disk) => ({
          ...disk,
          async read(file) {
            if (isClosing && file === 'x.ts') reopened ??= core.live.setText('x.ts', `${good}// unsaved\n`);
            await reopened;
            return disk.read(file);
          },
        }),
      },
    );
    await core.fill({});
    await core.live.setText('x.ts', `${good}// unsaved\n`);
    isClosing = true;
    await core.live.close('x.ts');
    await reopened;
    assert.ok(reopened);
    assert.deepEqual(await shown(), []);
  });

  it('files come and go with what the ignore files say', async () => {
    await open({ 'x.ts': bad, 'gen/y.ts': bad, 'sub/z.ts': bad, '.gitignore': 'gen/\n' });
    await core.fill({});
    assert.deepEqual(await shown(), ['sub/z.ts', 'x.ts']);
    write('.gitignore', 'sub\n');
    await core.refresh(['.gitignore']);
    assert.deepEqual(await shown(), ['gen/y.ts', 'x.ts']);
    rmSync(path.join(folder, '.gitignore'));
    write('sub/.prrignore', '*.ts\n');
    await core.refresh(['sub/.prrignore', '.gitignore']);
    assert.deepEqual(await shown(), ['gen/y.ts', 'x.ts']);
    rmSync(path.join(folder, 'sub/.prrignore'));
    await core.refresh(['sub/.prrignore']);
    assert.deepEqual(await shown(), ['gen/y.ts', 'sub/z.ts', 'x.ts']);
  });

  it('an ignored file has findings while it is open, and none after', async () => {
    await open({ 'gen/y.ts': bad, '.gitignore': 'gen/\n' });
    await core.fill({});
    await core.live.setText('gen/y.ts', bad);
    assert.deepEqual(await shown(), ['gen/y.ts']);
    await core.live.close('gen/y.ts');
    assert.deepEqual(await shown(), []);
    assert.deepEqual([...core.live.index.paths()], ['.gitignore']);
  });

  it('a document stays when its folder is removed on disk', async () => {
    await open({ 'sub/x.ts': bad, 'sub/y.ts': bad });
    await core.fill({});
    await core.live.setText('sub/x.ts', bad);
    rmSync(path.join(folder, 'sub'), { recursive: true });
    await core.refresh(['sub']);
    assert.deepEqual(await shown(), ['sub/x.ts']);
    await core.live.close('sub/x.ts');
    assert.deepEqual(await shown(), []);
  });

  it('a binary test file is as little read after a save as after a restart', async () => {
    await open({ 'x.test.ts': 'a\0b', 'y.ts': 'a\0b' });
    const troubles = () => [...core.live.index.files()].map(({ file }) => file);
    await core.fill({});
    assert.deepEqual(troubles(), ['y.ts']);
    await core.refresh(['x.test.ts', 'y.ts']);
    assert.deepEqual(troubles(), ['y.ts']);
  });

  it('folders that are nested too deep are told as left out', async () => {
    const deep = Array.from({ length: 66 }, () => 'd').join('/');
    await open({ [`${deep}/x.ts`]: bad });
    await core.fill({});
    assert.deepEqual(core.status().skipped, [{ file: deep.slice(0, -2), reason: 'deep-folder' }]);
    rmSync(path.join(folder, 'd'), { recursive: true });
    await core.refresh(['d']);
    assert.deepEqual(core.status().skipped, []);
  });

  it('a folder is known as long as there is a file in it', async () => {
    await open({ 'docs/a.md': '# A\n', 'docs/inner/b.md': '# B\n' });
    await core.fill({});
    rmSync(path.join(folder, 'docs/inner/b.md'));
    await core.refresh(['docs/inner/b.md']);
    assert.equal(core.live.index.hasFile('docs/inner'), false);
    assert.equal(core.live.index.hasFile('docs/'), true);
  });

  it('a build file that comes makes a service, whatever it says', async () => {
    await open({ 'web/Dockerfile': 'FROM scratch\n', 'x/y.ts': good, 'x/Dockerfile': 'FROM scratch\n' });
    await core.fill({});
    assert.deepEqual(core.services(), []);
    write('web/Cargo.toml', '');
    await core.refresh(['web/Cargo.toml']);
    assert.deepEqual(
      core.services().map(({ name }) => name),
      ['web'],
    );
  });

  it('what belongs to a service is never taken from a list of services that is gone', async () => {
    const server = "import http from 'node:http';\nhttp.createServer((q, a) => a.end()).listen(80);\n";
    await open({
      'web/package.json': '{}',
      'web/x.ts': `${server}${bad}`,
      'api/package.json': '{}',
      'api/y.ts': server,
    });
    await core.fill({});
    const [, before] = core.services();
    assert.equal(before?.name, 'web');
    // Another list of services, with a service of that name.
    write('more/package.json', '{}');
    write('more/z.ts', server);
    await core.refresh(['more']);
    const { index } = core.live;
    assert.equal(index.ofService(before, 'outgoing-call').length, 1);
    const now = core.services().find(({ name }) => name === 'web');
    assert.ok(now && now !== before);
    assert.equal(index.ofService(now, 'outgoing-call').length, 1);
  });

  it('the order in which files came does not show', async () => {
    await open({ 'b.ts': bad, 'd.ts': bad });
    await core.fill({});
    write('c.ts', bad);
    write('a.ts', bad);
    await core.refresh(['c.ts']);
    await core.refresh(['a.ts']);
    assert.deepEqual([...core.live.index.paths()], ['a.ts', 'b.ts', 'c.ts', 'd.ts']);
    assert.deepEqual(
      [...core.live.index.files()].map(({ file }) => file),
      ['a.ts', 'b.ts', 'c.ts', 'd.ts'],
    );
  });

  it('thousands of changes are looked for in few places, and none where nothing is ever listed', async () => {
    const asked: (readonly string[] | undefined)[] = [];
    await open(
      { 'x.ts': bad, 'a/b/c.ts': bad, '.gitignore': 'gen\n' },
      {
        around: (disk) => ({
          ...disk,
          async list(options) {
            asked.push(options?.within);
            return disk.list(options);
          },
        }),
      },
    );
    await core.fill({});
    const many = (folder: string) => Array.from({ length: 3000 }, (_, at) => `${folder}/${at % 70}/f${at}.ts`);
    await core.refresh([...many('node_modules/lib'), '.git/index', 'node_modules']);
    assert.deepEqual(asked, [undefined]);
    await core.refresh([...many('gen'), 'x.ts']);
    assert.deepEqual(asked, [undefined, ['gen', 'x.ts']]);
    write('a/b/more.ts', bad);
    await core.refresh([...many('a/b'), 'a/b/more.ts']);
    assert.deepEqual(asked.at(-1), ['a/b']);
    assert.deepEqual(await shown(), ['a/b/c.ts', 'a/b/more.ts', 'x.ts']);
  });

  it('services of one name are told apart by their folders, whichever came first', async () => {
    await open({ 'b/web/package.json': '{}', 'b/web/Dockerfile': 'FROM node:20\n' });
    await core.fill({});
    write('a/web/package.json', '{}');
    write('a/web/Dockerfile', 'FROM node:20\n');
    await core.refresh(['a']);
    assert.deepEqual(
      core.services().map(({ name, root: at }) => [name, at]),
      [
        ['web', 'a/web'],
        ['web-2', 'b/web'],
      ],
    );
  });

  it('a note whose file was renamed follows the edits of the file that it was found in', async () => {
    const lines = Array.from({ length: 12 }, (_, at) => `export const value${at} = ${at * 7};`);
    await open({ 'src/old.ts': `${lines.join('\n')}\n` });
    await core.fill({});
    const review = await core.review();
    const { note } = await review.addNote({
      kind: 'risk',
      text: 'why?',
      by: 'Ada',
      at: { file: 'src/old.ts', line: 5 },
    });
    renameSync(path.join(folder, 'src/old.ts'), path.join(folder, 'src/new.ts'));
    await core.refresh(['src/old.ts', 'src/new.ts', '.prr']);
    // What was written a moment ago is read anew each time; what is older is remembered.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const lineOf = async () => {
      const placed = (await review.notes()).find((each) => each.note.id === note.id);
      return placed?.placement?.state === 'placed' ? placed.placement.line : placed?.placement?.reason;
    };
    assert.deepEqual([await lineOf(), await lineOf()], [5, 5]);
    await core.live.setText('src/new.ts', `// one\n// two\n${lines.join('\n')}\n`);
    assert.equal(await lineOf(), 7);
  });

  it('an image that goes is missed by the page of the Guide that shows it', async () => {
    await open(
      { 'docs/a.md': '# A\n\n![a plan](x.png) ![another](v1.2/y.png)\n', 'docs/x.png': 'x', 'docs/v1.2/y.png': 'y' },
      { settings: { guideFolders: ['docs'] } },
    );
    await core.fill({});
    const review = await core.review();
    const messages = async () => (await review.problems()).map(({ message }) => message);
    assert.deepEqual(await messages(), []);
    rmSync(path.join(folder, 'docs/x.png'));
    await core.refresh(['docs/x.png']);
    await core.review();
    assert.deepEqual(await messages(), ['Broken link: there is no image x.png']);
    rmSync(path.join(folder, 'docs/v1.2'), { recursive: true });
    write('docs/x.png', 'x');
    await core.refresh(['docs/v1.2', 'docs/x.png']);
    await core.review();
    assert.deepEqual(await messages(), ['Broken link: there is no image v1.2/y.png']);
  });

  it('a long answer can be ended between its parts', async () => {
    await open({ 'web/package.json': '{}', 'web/Dockerfile': 'FROM node:20\n', 'web/x.ts': bad });
    await core.fill({});
    const [service] = core.services();
    assert.ok(service);
    const engagements = await core.engagements();
    let parts = 0;
    const between = async () => {
      if (++parts === 3) throw new Error('enough');
    };
    await assert.rejects(engagements.of(service, { between }), /enough/);
    parts = 0;
    await assert.rejects((await core.summaries()).of(service, between), /enough/);
    assert.equal(parts, 3);
  });

  it('what was shown before it was known what is new is shown anew', async () => {
    ({ folder, remove } = temporaryFolder({ 'x.ts': bad }));
    let asked: { version: number; findings: number } | undefined;
    core = await openReadiness({
      workspace: openDisk(folder),
      workspaceName: 'workspace',
      bundled,
      logger: { info: () => {}, warn: (message) => assert.fail(message) },
      now: () => '2026-11-21T12:00:00Z',
      settings: { newSince: 'main' },
      async changedSince() {
        const all = await core.newOnly(await core.allFindings());
        asked = { version: core.live.index.version, findings: all.length };
        return [];
      },
    });
    await core.fill({});
    assert.equal(asked?.findings, 1);
    assert.equal((await core.newOnly(await core.allFindings())).length, 0);
    assert.notEqual(core.live.index.version, asked.version);
  });

  it('a page of the Guide that is ignored is told of all the same', async () => {
    await open({ 'docs/a.md': '# A\n', '.gitignore': 'docs\n' }, { settings: { guideFolders: ['docs'] } });
    await core.fill({});
    const review = await core.review();
    assert.deepEqual(await review.problems(), []);
    const { version } = core.live.index;
    write('docs/a.md', '# A\n\n[gone](gone.md)\n');
    await core.refresh(['docs/a.md']);
    await core.review();
    assert.equal((await review.problems()).length, 1);
    assert.notEqual(core.live.index.version, version);
  });

  it('an open document shows its own facts at once, and what the ways of requests tell when all has been read', async () => {
    const store = `package main

import (
	"context"
	"database/sql"
)

var db *sql.DB

func names() error { return db.PingContext(context.Background()) }

func count(ctx context.Context) error { return db.PingContext(context.Background()) }
`;
    const main = (call: string) => `package main

import "net/http"

func list(w http.ResponseWriter, r *http.Request) { ${call} }

func main() {
	http.HandleFunc("GET /names", list)
	http.ListenAndServe(":80", nil)
}
`;
    const rule = 'context-not-propagated';
    const lines = () =>
      core.live
        .sites('store.go')
        .filter((site) => site.rule === rule && site.verdict === 'violated')
        .map(({ span }) => store.slice(0, span.start).split('\n').length);
    await open({ 'store.go': store, 'main.go': main('names()') });
    await core.live.setText('store.go', store);
    assert.deepEqual(lines(), [12]);
    await core.fill({});
    assert.deepEqual(lines(), [10, 12]);
    // What another file no longer calls is on no way any more.
    write('main.go', main('list(w, r)'));
    await core.refresh(['main.go']);
    assert.deepEqual(lines(), [12]);
  });
});
