import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, Diagnostic, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { connect, type ConnectOptions, type Session } from './connect.ts';

const calls = `import axios from 'axios';
export const first = () => axios.get('http://search/');
export const second = () => axios.get('http://ads/');
`;
const files = {
  'x.ts': calls,
  'run.sh': '#!/bin/sh\necho\n',
  'deploy/web.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
};
const rule = 'outbound-call-timeout';

interface Asked {
  readonly only?: readonly string[];
  readonly diagnostics?: readonly Diagnostic[];
}

async function actionsOf(session: Session, { only, diagnostics = [] }: Asked = {}): Promise<CodeAction[]> {
  return session.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: session.uri('x.ts') },
    range: { start: { line: 1, character: 34 }, end: { line: 1, character: 34 } },
    context: { diagnostics, ...(only ? { only } : {}) },
  });
}

async function pulled(session: Session, file = 'x.ts'): Promise<Diagnostic[]> {
  const { items } = await session.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri: session.uri(file) },
  });
  return items;
}

/** The text after the edits of an action that are about this file. */
function applied(action: CodeAction | undefined, text: string, uri: string): string {
  const changes = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
  const edits = changes.filter((each) => each.textDocument?.uri === uri).flatMap((each) => each.edits as TextEdit[]);
  return TextDocument.applyEdits(TextDocument.create(uri, 'plaintext', 1, text), edits);
}

/** A session on `x.ts`, opened once the folder has been read. */
async function withSession(options: ConnectOptions, test: (session: Session) => Promise<void>, more: object = {}) {
  const session = await connect({ ...files, ...more }, options);
  try {
    await session.ready();
    session.open('x.ts', calls);
    await test(session);
  } finally {
    await session.close();
  }
}

describe('code actions', () => {
  it('ignore a rule in the file, at its start: no finding of it is left', () =>
    withSession({}, async (session) => {
      const action = (await actionsOf(session)).find(({ title }) => title.includes('in this file, with'));
      const text = applied(action, calls, session.uri('x.ts'));
      assert.match(text, /^\/\/ prr-ignore-file outbound-call-timeout: /);
      session.open('y.ts', text);
      assert.deepEqual(await pulled(session, 'y.ts'), []);
    }));

  it('with our client name its commands, with their place', () =>
    withSession({ commands: true }, async (session) => {
      const actions = await actionsOf(session);
      const commandOf = (words: string) => actions.find(({ title }) => title.includes(words))?.command;
      assert.deepEqual(commandOf('in this file, with')?.arguments, [
        session.uri('x.ts'),
        0,
        `// prr-ignore-file ${rule}: `,
        '\n',
      ]);
      assert.deepEqual(commandOf('Turn off')?.command, 'prr.turnRuleOff');
      assert.deepEqual(commandOf('Turn off')?.arguments, [session.uri('x.ts'), rule]);
    }));

  it('turn a rule off in the settings of the team, made where there are none', () =>
    withSession({}, async (session) => {
      const action = (await actionsOf(session)).find(({ title }) => title.startsWith('Turn off'));
      const uri = session.uri('.prr/settings.yaml');
      assert.deepEqual(action?.edit?.documentChanges?.[0], { kind: 'create', uri, options: { ignoreIfExists: true } });
      assert.equal(applied(action, '', uri), `rules:\n  ${rule}: off\n`);
    }));

  const settings = '# Ours.\nrules:\n  alert-labels: hint\nexclude: [old]\n';
  it('turn a rule off in settings that are there, and leave the rest as it is', () =>
    withSession(
      {},
      async (session) => {
        const action = (await actionsOf(session)).find(({ title }) => title.startsWith('Turn off'));
        assert.equal(
          applied(action, settings, session.uri('.prr/settings.yaml')),
          settings.replace('hint\n', `hint\n  ${rule}: off\n`),
        );
        assert.equal(readFileSync(path.join(session.folder, '.prr/settings.yaml'), 'utf8'), settings);
      },
      { '.prr/settings.yaml': settings },
    ));

  it('turn no rule off in settings with a mistake', () =>
    withSession(
      {},
      async (session) => {
        const titles = (await actionsOf(session)).map(({ title }) => title);
        assert.ok(titles.length > 0 && !titles.some((title) => title.startsWith('Turn off')), titles.join());
      },
      { '.prr/settings.yaml': 'rules: [\n' },
    ));

  for (const only of ['source', 'source.fixAll.prr'])
    it(`fix all findings of the file when asked for ${only}`, () =>
      withSession({}, async (session) => {
        const actions = await actionsOf(session, { only: [only] });
        assert.deepEqual(
          actions.map(({ kind }) => kind),
          ['source.fixAll.prr'],
        );
        session.open('y.ts', applied(actions[0], calls, session.uri('x.ts')));
        assert.ok(!(await pulled(session, 'y.ts')).some(({ code }) => code === rule));
      }));

  it('fix only what is safe where every server is asked to fix what it can', () =>
    withSession({}, async (session) => assert.deepEqual(await actionsOf(session, { only: ['source.fixAll'] }), [])));

  it('fix nothing of others: another server’s fix all, and a light bulb', () =>
    withSession({}, async (session) => {
      assert.deepEqual(await actionsOf(session, { only: ['source.fixAll.eslint'] }), []);
      assert.deepEqual(await actionsOf(session, { only: ['source.organizeImports'] }), []);
      assert.ok((await actionsOf(session)).every(({ kind }) => kind === 'quickfix'));
    }));

  it('a file without findings has no fix all', () =>
    withSession({}, async (session) => {
      session.open('x.ts', 'export const x = 1;\n');
      assert.deepEqual(await actionsOf(session, { only: ['source.fixAll.prr'] }), []);
    }));
});

describe('the link of a rule id', () => {
  const linkOf = async (session: Session) =>
    (await pulled(session)).find(({ code }) => code === rule)?.codeDescription?.href;

  it('opens the Guide in our client', () =>
    withSession({ commands: true }, async (session) => {
      assert.equal(await linkOf(session), 'prr-guide:/timeouts.md');
    }));

  it('leads to the page in any other', () =>
    withSession({}, async (session) => {
      assert.match(readFileSync(new URL((await linkOf(session)) ?? ''), 'utf8'), /^# Timeouts/m);
    }));

  it('is left out where the editor shows none', () =>
    withSession(
      { capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } } },
      async (session) => assert.equal(await linkOf(session), undefined),
    ));
});
