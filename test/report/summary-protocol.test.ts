import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { method } from '../../server/src/protocol.ts';
import type { OverviewView } from '../../server/src/protocol/overview.ts';
import type { PreviewView, SummaryView } from '../../server/src/protocol/summary.ts';
import { connect, type Session } from '../server/connect.ts';

const service = (name: string) => ({
  [`${name}/package.json`]: '{}',
  [`${name}/Dockerfile`]: 'FROM registry.example.com/node:20.11.1\nEXPOSE 8080\nCMD ["node", "main.js"]\n',
  [`${name}/src/load.ts`]: "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n",
});

describe('overview and summary over the protocol', () => {
  let session: Session;
  before(async () => {
    session = await connect({ ...service('web'), ...service('search') });
    await session.ready();
  });
  after(() => session.close());
  const ask = <R>(name: string, params: object): Promise<R> => session.connection.sendRequest(name, params);

  it('lists all services where none is chosen', async () => {
    const { state, services, chosen } = await ask<OverviewView>(method.overview, {});
    assert.equal(state, 'ready');
    assert.equal(chosen, undefined);
    assert.deepEqual(
      services.map(({ name, claims, findings }) => [name, claims.failed, findings]),
      [
        ['search', 1, 1],
        ['web', 1, 1],
      ],
    );
  });

  it('gives one service with its next step, or says that it is gone', async () => {
    const { chosen, services } = await ask<OverviewView>(method.overview, { service: 'web' });
    assert.equal(chosen?.service, 'web');
    assert.equal(chosen?.summary.next[0]?.field, 'tier');
    assert.equal(services.length, 2);
    const gone = await ask<OverviewView>(method.overview, { service: 'shop' });
    assert.equal(gone.missing, 'shop');
    assert.equal(gone.services.length, 2);
  });

  it('gives the preview in parts, of which a change touches few', async () => {
    const parts = async () =>
      new Map((await ask<PreviewView>(method.preview, { service: 'web' })).parts.map(({ id, html }) => [id, html]));
    const before = await parts();
    assert.match(
      before.get('risks') ?? '',
      /<button type="button" class="link place" [^>]*data-file="web\/src\/load\.ts" data-line="2">/,
    );
    await ask(method.answer, {
      service: 'web',
      item: 'dep-security',
      answer: 'not-applicable',
      reason: 'one file',
      by: 'Ada',
    });
    const after = await parts();
    assert.equal(after.get('risks'), before.get('risks'));
    assert.match(after.get('decisions') ?? '', /one file/);
    await assert.rejects(ask(method.preview, { service: 'shop' }), /there is no service shop/);
  });

  it('records an export when it is asked to, not when a text is asked for', async () => {
    const folder = path.join(session.folder, '.prr/exports/web');
    for (const format of ['markdown', 'html', 'json', 'sarif'] as const) {
      const { fileName, content } = await ask<SummaryView>(method.summary, { service: 'web', format });
      assert.match(fileName, /^production-readiness-web\.(md|html|json|sarif)$/);
      assert.ok(content.includes('web'));
    }
    assert.ok(!existsSync(folder));
    assert.equal(await ask(method.recordExport, { service: 'web' }), null);
    assert.ok(existsSync(folder));
  });
});
