import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from '../analyse.ts';
import { temporaryFolder } from './connect.ts';

interface Answer {
  readonly messages: readonly string[];
  readonly timeout?: string;
  readonly open: readonly string[];
  readonly all: readonly string[];
  readonly hover: string;
  readonly titles: readonly string[];
  readonly text: readonly string[];
}

const call = "export const load = () => axios.get('http://search/');";
const files = {
  'web/package.json': '{"name":"web"}',
  'web/Dockerfile': 'FROM node:latest\nCMD ["node", "src/server.js"]\n',
  'web/src/server.ts':
    "import http from 'node:http';\nimport { load } from './load.ts';\nhttp.createServer((_q, r) => void load().then(() => r.end())).listen(8080);\n",
  'web/src/load.ts': `import axios from 'axios';\n${call}\n`,
};
const nvim = process.env.NVIM_PATH ?? 'nvim';

describe('Neovim', () => {
  it('shows findings of open and other files, explains one and fixes it', function () {
    if (spawnSync(nvim, ['--version']).status !== 0) {
      console.log('        Neovim is not installed: this was not tested');
      this.skip();
    }
    this.timeout(60_000);
    const { folder, remove } = temporaryFolder(files);
    try {
      const script = path.join(root, 'test/server/neovim/drive.lua');
      const { stdout, stderr } = spawnSync(
        nvim,
        ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`],
        {
          encoding: 'utf8',
          timeout: 50_000,
          env: {
            ...process.env,
            PRR_NODE: process.execPath,
            PRR_SCRIPT: path.join(root, 'dist/prr.cjs'),
            PRR_FOLDER: folder,
            PRR_FILE: 'web/src/load.ts',
            XDG_STATE_HOME: path.join(folder, '.state'),
            XDG_CACHE_HOME: path.join(folder, '.cache'),
          },
        },
      );
      // Headless, Neovim prints to its error output.
      const line = `${stdout}\n${stderr}`.split(/\r?\n/).find((each) => each.startsWith('{'));
      assert.ok(line, `${stdout}\n${stderr}`);
      const answer = JSON.parse(line) as Answer;
      assert.equal(answer.timeout, undefined, line);
      assert.deepEqual(answer.messages, [], 'Neovim has nothing to complain about');
      assert.ok(answer.open.includes('outbound-call-timeout'), line);
      assert.ok(answer.all.length > answer.open.length, line);
      assert.equal(answer.hover, 'markdown');
      assert.ok(answer.titles.length > 1, line);
      assert.notEqual(answer.text[1], call);
    } finally {
      remove();
    }
  });
});
