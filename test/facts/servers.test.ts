import assert from 'node:assert/strict';
import type { FactKind, FactOf } from '../../server/src/model/fact.ts';
import { extractor } from '../analyse.ts';

async function facts<K extends FactKind>(kind: K, file: string, text: string): Promise<FactOf<K>[]> {
  const read = await (await extractor()).extract({ file, text, role: 'source' });
  return read.facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

const port = async (statements: string) =>
  (await facts('server', 'a.ts', `import express from 'express';\nconst app = express();\n${statements}\n`)).map(
    (server) => server.port,
  );

describe('facts about servers', () => {
  it('read the port from literals, defaults and constants', async () => {
    assert.deepEqual(await port('app.listen(8080);'), [8080]);
    assert.deepEqual(await port("app.listen('8080');"), [8080]);
    assert.deepEqual(await port('app.listen(process.env.PORT || 3000);'), [3000]);
    assert.deepEqual(await port("app.listen(parseInt(process.env.PORT ?? '3001', 10));"), [3001]);
    assert.deepEqual(await port('const port = Number(process.env.PORT) || 3002;\napp.listen(port);'), [3002]);
    assert.deepEqual(await port('app.listen({ port: 3003 });'), [3003]);
    assert.deepEqual(await port('app.listen(config.port);'), [undefined]);
  });

  it('leave out a second start of the same server, behind one that returns only at its end', async () => {
    const text = (first: string) =>
      `package a\n\nimport "net/http"\n\nfunc f() {\n\tsrv := &http.Server{Addr: ":1"}\n\t${first}srv.ListenAndServe()\n\tsrv.ListenAndServe()\n}\n`;
    assert.equal((await facts('server', 'a.go', text(''))).length, 1);
    assert.equal((await facts('server', 'a.go', text('go '))).length, 2);
  });

  it('read the address of a Go server from its call or its literal', async () => {
    const servers = await facts(
      'server',
      'a.go',
      `package a

import "net/http"

const addr = ":8082"

func f() {
	http.ListenAndServe(":8080", nil)
	srv := &http.Server{Addr: "0.0.0.0:8081"}
	srv.ListenAndServe()
	http.ListenAndServe(addr, nil)
	http.ListenAndServe("127.0.0.1:8083", nil)
}
`,
    );
    assert.deepEqual(
      servers.map((server) => [server.api, server.port, server.unstoppable === true, server.local === true]),
      [
        ['net/http.ListenAndServe', 8080, true, false],
        ['net/http.Server{}.ListenAndServe', 8081, false, false],
        ['net/http.ListenAndServe', 8082, true, false],
        ['net/http.ListenAndServe', 8083, true, true],
      ],
    );
  });

  it('know servers by name only where something may be a port', async () => {
    const found = await facts(
      'server',
      'a.ts',
      "import { app, server, audio } from './x';\napp.listen(3000);\nserver.listen({ onUnhandledRequest: 'error' });\nserver.listen();\naudio.listen('beep');\n",
    );
    assert.deepEqual(
      found.map(({ port: each }) => each),
      [3000],
    );
  });

  it('tell servers for metrics and profiles from those for users', async () => {
    const found = await facts(
      'server',
      'a.ts',
      "import express from 'express';\nconst metricsApp = express();\nmetricsApp.listen(9090);\nexpress().listen(8080);\n",
    );
    assert.deepEqual(
      found.map(({ auxiliary }) => auxiliary === true),
      [true, false],
    );
  });
});

describe('facts about shutdown hooks', () => {
  const hook = async (text: string, file = 'a.ts') =>
    (await facts('shutdown-hook', file, text)).map(({ api, signals, drains, needsCall }) => [
      api,
      signals,
      drains,
      needsCall === true,
    ]);

  it('say which signals are handled and whether a server is drained', async () => {
    const server = "import http from 'node:http';\nconst server = http.createServer();\n";
    assert.deepEqual(await hook(`${server}process.on('SIGTERM', () => server.close());\n`), [
      ['process.on', ['SIGTERM'], 'present', false],
    ]);
    assert.deepEqual(await hook(`${server}process.on('SIGTERM', () => process.exit(0));\n`), [
      ['process.on', ['SIGTERM'], 'absent', false],
    ]);
    assert.deepEqual(await hook(`${server}process.on('SIGINT', () => { stopping = true; });\n`), [
      ['process.on', ['SIGINT'], 'unknown', false],
    ]);
    assert.deepEqual(await hook(`${server}process.on('exit', () => console.log('bye'));\n`), []);
  });

  it('follow functions of the file', async () => {
    const text = `import http from 'node:http';
const server = http.createServer();
const stop = async () => { await drain(); };
async function drain() { server.close(); }
['SIGTERM', 'SIGINT'].forEach((signal) => process.on(signal, stop));
`;
    assert.deepEqual(await hook(text), [['process.on', ['SIGTERM', 'SIGINT'], 'present', false]]);
  });

  it('take any graceful stop of a Go file for what the signal leads to', async () => {
    const go = (signals: string, rest: string) => `package a

import (
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func f(srv *http.Server) {
	c := make(chan os.Signal, 1)
	signal.Notify(c${signals})
	<-c
	${rest}
}
`;
    assert.deepEqual(await hook(go(', os.Interrupt, syscall.SIGTERM', 'srv.Shutdown(ctx)'), 'a.go'), [
      ['os/signal.Notify', ['SIGINT', 'SIGTERM'], 'present', false],
    ]);
    assert.deepEqual(await hook(go('', 'cancel()'), 'a.go'), [['os/signal.Notify', [], 'unknown', false]]);
  });

  it('report a graceful stop that nothing calls here', async () => {
    const text =
      "import http from 'node:http';\nconst server = http.createServer();\nexport const stop = () => server.close();\n";
    const [fact] = await facts('shutdown-hook', 'a.ts', text);
    assert.deepEqual([fact?.api, fact?.needsCall], ['http.createServer().close', true]);
  });
});
