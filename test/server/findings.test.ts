import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { method } from '../../server/src/protocol.ts';
import type { FindingsView } from '../../server/src/protocol/findings.ts';
import { connect, type Session } from './connect.ts';

const bad =
  "import { createServer } from 'node:http';\nconst url = 'https://example.com';\ncreateServer(async (_request, response) => {\n  response.end(await (await fetch(url)).text());\n}).listen(8080);\n";

describe('findings over the protocol', function () {
  this.timeout(60_000);
  let session: Session | undefined;
  afterEach(() => session?.close());

  const git = (folder: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd: folder });
  const commit = (folder: string) => {
    git(folder, 'init', '-q', '-b', 'main');
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'first');
  };
  const open = async (options: Parameters<typeof connect>[1]) => {
    const files = { 'package.json': '{"name": "web", "scripts": {"start": "node web.js"}}', 'web.js': bad };
    session = await connect(files, options);
    const status = await session.ready();
    const { connection } = session;
    const ask = (onlyNew: boolean) => connection.sendRequest<FindingsView>(method.findings, { onlyNew });
    return { status, ask };
  };
  const timeouts = ({ findings }: FindingsView) => findings.filter(({ rule }) => rule === 'outbound-call-timeout');

  it('are those that the status counts, with rule, place and service', async () => {
    const { status, ask } = await open({});
    const view = await ask(false);
    assert.equal(view.state, 'ready');
    assert.equal(view.findings.length, status.findings);
    const [timeout] = timeouts(view);
    assert.equal(timeout?.at.path, 'web.js');
    assert.equal(timeout.at.line, 3);
    assert.equal(timeout.services.length, 1);
    assert.ok(timeout.guide && timeout.summary);
  });

  it('that are new are those that the last commit has not, as one types', async () => {
    const { ask } = await open({ trusted: true, before: commit });
    assert.equal(timeouts(await ask(false)).length, 1);
    const before = await ask(true);
    assert.deepEqual([before.since, before.findings], ['HEAD', []]);
    session?.open('web.js', bad.replace('}).listen', "  await fetch('https://example.org');\n}).listen"));
    const after = await ask(true);
    assert.deepEqual(
      timeouts(after).map(({ at }) => at.line),
      [4],
    );
    // What is committed is no longer new.
    assert.equal(timeouts(await ask(false)).length, 2);
  });

  it('are all given, with the reason, where git may not be asked', async () => {
    const { ask } = await open({ before: commit });
    const view = await ask(true);
    assert.match(view.problem ?? '', /trusted workspace/);
    assert.equal(view.since, undefined);
    assert.equal(timeouts(view).length, 1);
  });
});
