import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic, Hover } from 'vscode-languageserver/node';
import { method } from '../../server/src/protocol.ts';
import type { ServiceView } from '../../server/src/protocol.ts';
import type { PreviewView, SummaryView } from '../../server/src/protocol/summary.ts';
import { connect, type Session } from './connect.ts';

/** Quotes, a backtick, marks that turn the direction of text, and controls. */
const name = 'pay"s\'`x`\u202egnp\u2066\u0007\u001b[31m';
const call = "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n";
const file = 'web/src/a "b\' `c` \u202etx\u2066.ts';
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${JSON.stringify(name)} }
spec:
  selector: { matchLabels: { app: a } }
  template:
    metadata: { labels: { app: a } }
    spec: { containers: [{ name: ${JSON.stringify(name)}, image: ${JSON.stringify(`${name}:latest`)} }] }
`;
const unseen = /[^\P{Cc}\t\n\r]|\p{Bidi_Control}/u;

describe('names with quotes, controls and marks of direction', () => {
  let session: Session;
  before(async () => {
    session = await connect({
      'web/package.json': JSON.stringify({ name, dependencies: { express: '5.0.0' } }),
      'web/Dockerfile': 'FROM node:22.1.0\nCMD ["node", "src/server.js"]\n',
      'web/src/server.ts':
        "import express from 'express';\nconst app = express();\napp.get('/', (q, r) => r.send(''));\napp.listen(3000);\n",
      [file]: call,
      'deploy/web.yaml': manifest,
    });
    await session.ready();
  });
  after(() => session.close());
  const pulled = async (of: string) => {
    const { items } = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri: session.uri(of) },
    });
    return items;
  };

  it('are written out in diagnostics, hovers and titles of actions', async () => {
    session.open('deploy/web.yaml', manifest);
    const items = await pulled('deploy/web.yaml');
    assert.ok(
      items.some(({ message }) => JSON.stringify(message).includes('\\\\x1b')),
      JSON.stringify(items),
    );
    for (const { message, range, relatedInformation = [] } of items) {
      for (const words of [message, ...relatedInformation.map((each) => each.message)])
        assert.ok(typeof words === 'string' && !unseen.test(words));
      const at = { textDocument: { uri: session.uri('deploy/web.yaml') }, position: range.start };
      const hover = await session.connection.sendRequest<Hover | null>('textDocument/hover', at);
      const contents = hover?.contents as { value: string } | undefined;
      assert.doesNotMatch(contents?.value ?? '', unseen);
      const actions = await session.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: at.textDocument,
        range,
        context: { diagnostics: [] },
      });
      for (const { title } of actions) assert.doesNotMatch(title, unseen);
    }
  });

  it('lead to their file', async () => {
    session.open(file, call);
    assert.deepEqual(
      (await pulled(file)).map(({ code }) => code),
      ['outbound-call-timeout'],
    );
  });

  it('hide nothing in a summary', async () => {
    const services = await session.connection.sendRequest<ServiceView[]>(method.services, {});
    for (const { name: service } of services) {
      for (const format of ['markdown', 'html'] as const) {
        const { content, fileName } = await session.connection.sendRequest<SummaryView>(method.summary, {
          service,
          format,
        });
        assert.doesNotMatch(content, unseen, format);
        assert.doesNotMatch(fileName, unseen);
      }
      const preview = await session.connection.sendRequest<PreviewView>(method.preview, { service });
      assert.doesNotMatch(preview.parts.map((part) => JSON.stringify(part)).join(''), /\\u202e|\\u2066|\\u001b|\u202e/);
    }
    assert.ok(services.length > 0);
  });
});
