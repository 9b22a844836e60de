import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Range } from 'vscode-languageserver';
import { method } from '../../server/src/protocol.ts';
import type { ChecklistView } from '../../server/src/protocol/checklist.ts';
import type { GuideEntry } from '../../server/src/protocol/guide.ts';
import { root } from '../analyse.ts';
import { connect, temporaryFolder } from './connect.ts';

const files = {
  'web/package.json': '{"name":"web"}',
  'web/Dockerfile': 'FROM node:22.1.0\nCMD ["node", "server.js"]\n',
  'web/server.js': "import http from 'node:http';\nhttp.createServer((_q, r) => r.end()).listen(8080);\n",
};

describe('the language server of an editor in another language', () => {
  const titles = async (locale: string, given: typeof files | object) => {
    const session = await connect(
      { ...given },
      { locale, commands: true, ...(given === files ? {} : { folders: [] }) },
    );
    try {
      if (given === files) await session.ready();
      const checklist = await session.connection.sendRequest<ChecklistView | null>(method.checklist, {});
      const pages = await session.connection.sendRequest<GuideEntry[]>(method.guidePages, {});
      return {
        item: checklist?.aspects.flatMap(({ items }) => items).find(({ id }) => id === 'em-owner')?.title,
        page: pages.find(({ id }) => id === 'timeouts')?.title,
      };
    } finally {
      await session.close();
    }
  };

  it('has the checklist and the titles of the Guide in it', async () => {
    assert.deepEqual(await titles('zh-cn', files), { item: '负责人', page: '超时' });
  });

  it('has the titles of the Guide in it where no folder is open', async () => {
    assert.equal((await titles('zh-cn', {})).page, '超时');
  });

  it('has diagnostics, hovers and actions in it', async () => {
    const session = await connect(files, { locale: 'zh-cn', commands: true });
    try {
      await session.ready();
      const textDocument = { uri: session.uri('web/server.js') };
      const report = await session.connection.sendRequest<{ items: { message: string; range: Range }[] }>(
        'textDocument/diagnostic',
        { textDocument },
      );
      const found = report.items.find(({ message }) => message.startsWith('收到 SIGTERM 时处理中的请求会丢失：'));
      assert.ok(found, JSON.stringify(report.items.map(({ message }) => message)));
      const hover = await session.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
        textDocument,
        position: found.range.start,
      });
      assert.match(hover.contents.value, /每次发布、缩容和节点排空都以 SIGTERM 结束进程。/);
      assert.match(hover.contents.value, /\*\*怎么做：\*\* 收到 SIGTERM 时/);
      const actions = await session.connection.sendRequest<{ title: string }[]>('textDocument/codeAction', {
        textDocument,
        range: found.range,
        context: { diagnostics: [] },
      });
      const titles = actions.map(({ title }) => title);
      assert.ok(titles.includes('在此行写咨询备注'), titles.join());
      assert.ok(titles.includes('在此处忽略 no-graceful-shutdown，并给出原因'), titles.join());
      assert.deepEqual(
        titles.filter((title) => /[a-z]+( [a-z]+){2}/i.test(title)),
        [],
      );
    } finally {
      await session.close();
    }
  });

  it('has them in English where the language is not translated', async () => {
    const { item, page = '' } = await titles('xx', files);
    assert.equal(item, 'Owner');
    assert.match(page, /^Timeouts/);
  });
});

describe('prr in another language', () => {
  const at = temporaryFolder(files);
  after(() => at.remove());
  const run = (env: NodeJS.ProcessEnv, args: readonly string[]) =>
    spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), ...args], {
      cwd: at.folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: at.folder, ...env },
    });
  const prr = (env: NodeJS.ProcessEnv, ...args: readonly string[]) => run(env, args).stdout;

  it('takes its option first, then its own variable, and never the language of the machine', () => {
    assert.match(prr({ PRR_LANGUAGE: 'zh-cn', LANG: 'en_US.UTF-8' }, 'checklist'), /负责人/);
    assert.match(prr({ PRR_LANGUAGE: 'en' }, 'checklist', '--language', 'zh-cn'), /负责人/);
    assert.match(prr({}, '--language=zh-cn', 'checklist'), /负责人/);
    for (const env of [{}, { LANG: 'zh_CN.UTF-8' }, { LC_ALL: 'zh_CN.UTF-8' }, { PRR_LANGUAGE: 'en' }])
      assert.doesNotMatch(prr(env, 'checklist'), /负责人/);
    assert.equal(run({}, ['checklist', '--language']).status, 2);
  });

  it('shows messages in it, and gives programs the same data', () => {
    const english = prr({}, 'check');
    const chinese = prr({}, 'check', '--language', 'zh-cn');
    assert.match(english, /in-flight requests are dropped on SIGTERM/);
    assert.match(chinese, /收到 SIGTERM 时处理中的请求会丢失/);
    assert.doesNotMatch(chinese, /in-flight requests/);
    for (const format of ['json', 'sarif', 'gitlab', 'github'])
      assert.equal(
        prr({}, 'check', '--format', format, '--language', 'zh-cn'),
        prr({}, 'check', '--format', format),
        format,
      );
  });
});
