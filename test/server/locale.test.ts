import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
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

  it('has them in English where the language is not translated', async () => {
    const { item, page = '' } = await titles('xx', files);
    assert.equal(item, 'Owner');
    assert.match(page, /^Timeouts/);
  });
});

describe('prr in another language', () => {
  const at = temporaryFolder(files);
  after(() => at.remove());
  const prr = (env: NodeJS.ProcessEnv) =>
    spawnSync(process.execPath, [path.join(root, 'dist/prr.cjs'), 'checklist'], {
      cwd: at.folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: at.folder, ...env },
    }).stdout;

  it('takes its own variable first, then those of the system', () => {
    assert.match(prr({ LANG: 'zh_CN.UTF-8' }), /负责人/);
    assert.match(prr({ PRR_LANG: 'zh', LANG: 'en_US.UTF-8' }), /负责人/);
    assert.match(prr({ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }), /负责人/);
    for (const env of [{}, { LANG: 'C.UTF-8' }, { PRR_LANG: 'en', LANG: 'zh_CN.UTF-8' }])
      assert.doesNotMatch(prr(env), /负责人/);
  });
});
