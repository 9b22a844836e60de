import assert from 'node:assert/strict';
import type { ErrorHandler } from '../../server/src/model/code-fact.ts';
import { extractor } from '../analyse.ts';

async function handlers(file: string, text: string): Promise<ErrorHandler[]> {
  const { facts } = await (await extractor()).extract({ file, text, role: 'source' });
  return facts.filter((fact): fact is ErrorHandler => fact.kind === 'error-handler');
}

async function only(file: string, text: string): Promise<ErrorHandler> {
  const found = await handlers(file, text);
  assert.equal(found.length, 1, JSON.stringify(found));
  return found[0]!;
}

const caught = (body: string) =>
  only('a.ts', `async function f() {\n  try {\n    await save();\n  } catch (e) {${body}}\n}\n`);
const checked = (body: string, results = 'error') =>
  only('a.go', `package a\n\nfunc f() (${results}) {\n\terr := save()\n\tif err != nil {${body}}\n\treturn nil\n}\n`);

describe('facts about error handlers', () => {
  it('say what a catch does', async () => {
    const does = async (body: string) => (await caught(body)).does;
    assert.deepEqual(await does(''), []);
    assert.deepEqual(await does(' logger.warn("x"); '), ['logs']);
    assert.deepEqual(await does(' this.log_.error("x"); '), ['logs']);
    assert.deepEqual(await does(' Sentry.captureException(e); '), ['logs', 'uses']);
    assert.deepEqual(await does(' failures.inc(); '), ['logs']);
    assert.deepEqual(await does(' throw new Error("x"); '), ['rethrows']);
    assert.deepEqual(await does(' return; '), ['returns']);
    assert.deepEqual(await does(' return undefined; '), ['returns', 'answers']);
    assert.deepEqual(await does(' return null; '), ['returns', 'answers']);
    assert.deepEqual(await does(' process.exit(1); '), ['exits']);
    assert.deepEqual(await does(' res.status(500).end(); '), ['responds']);
    assert.deepEqual(await does(' next(e); '), ['uses', 'responds']);
    assert.deepEqual(await does(' retry(); '), ['calls']);
    assert.deepEqual(await does(' failed = true; '), ['assigns']);
    assert.deepEqual(await does(' items.forEach((e) => { return e; }); '), ['calls']);
    assert.deepEqual(await does(' for (const x of y) { break; } '), []);
  });

  it('say what was tried, whether it is empty and whether a reason is stated', async () => {
    const fact = await caught('\n    // The next run saves it.\n  ');
    assert.deepEqual(
      [fact.via, fact.caught, fact.tries, fact.empty, fact.reasoned, fact.within],
      ['catch', 'e', ['save'], true, true, 'f'],
    );
    assert.equal((await caught('\n    // eslint-disable-line no-empty\n  ')).reasoned, false);
    assert.equal((await caught('\n    // FIXME handle it\n  ')).reasoned, false);
    assert.equal((await caught('\n    // console.log(e)\n  ')).reasoned, false);
    assert.equal((await caught('\n    // Ignore it;\n  ')).reasoned, false);
    assert.equal((await caught('\n    // NOTE(me): the caller tells the users.\n  ')).reasoned, true);
    assert.equal((await caught('\n    // Saved on purpose.\n  ')).waived, true);
    assert.equal(
      (await caught('\n    // eslint-disable-next-line no-empty -- saved again by the next run\n  ')).reasoned,
      true,
    );
  });

  it('know promises, callbacks and jumps in finally', async () => {
    const promise = await only('a.ts', 'send().then(use).catch(() => {});\n');
    assert.deepEqual([promise.via, promise.tries, promise.empty], ['promise', ['send'], true]);
    const second = await only('a.ts', 'send().then(use, (error) => { log.warn(error); });\n');
    assert.deepEqual([second.via, second.does], ['promise', ['logs', 'uses']]);
    const callback = await only('a.ts', 'store.load(id, (err, found) => use(found));\n');
    assert.deepEqual(
      [callback.via, callback.caught, callback.does],
      ['callback', 'err', ['returns', 'answers', 'calls']],
    );
    const jump = await only('a.ts', 'function f() { try { g(); } finally { return 1; } }\n');
    assert.deepEqual([jump.via, jump.tries], ['finally', ['g']]);
  });

  it('leave out what is no handler of errors', async () => {
    assert.deepEqual(await handlers('a.ts', 'app.use((err, req, res, next) => { res.end(); });\n'), []);
    assert.deepEqual(await handlers('a.ts', 'errors.map((error, index) => index);\n'), []);
    assert.deepEqual(await handlers('a.ts', "schema.catch('x');\n"), []);
    assert.deepEqual(await handlers('a.ts', 'async function f() { const p = g(); p.catch(() => {}); await p; }\n'), []);
    assert.deepEqual(await handlers('a.go', 'package a\n\nvar _ Shape = (*Box)(nil)\n\nfunc f() { _ = len(x) }\n'), []);
  });

  it('say what a nil check does', async () => {
    assert.deepEqual((await checked(' return err ')).does, ['rethrows', 'uses', 'returns']);
    assert.deepEqual((await checked(' return nil ')).does, ['returns', 'succeeds']);
    assert.deepEqual((await checked(' return nil ', '*Order')).does, ['returns', 'answers']);
    assert.deepEqual((await checked(' log.Fatal("x") ')).does, ['logs', 'exits']);
    assert.deepEqual((await checked(' panic("x") ')).does, ['rethrows', 'calls']);
    assert.deepEqual((await checked(' level.Warn(logger).Log("x") ')).does, ['logs']);
    assert.deepEqual((await checked(' http.Error(w, "x", 500) ')).does, ['responds']);
    assert.deepEqual((await checked('')).tries, ['save']);
  });

  it('know the kinds of error that a nil check asks for', async () => {
    const types = async (condition: string) =>
      (await only('a.go', `package a\n\nfunc f() {\n\tif ${condition} {\n\t}\n}\n`)).types;
    assert.deepEqual(await types('err != nil && errors.Is(err, io.EOF)'), ['io.EOF']);
    assert.deepEqual(await types('err != nil && os.IsNotExist(err)'), ['os.IsNotExist']);
    assert.deepEqual(await types('err != nil && !errors.Is(err, io.EOF)'), []);
    assert.deepEqual(await types('err != nil'), []);
  });

  it('know errors that are assigned to nothing or not looked at', async () => {
    const found = await handlers(
      'a.go',
      `package a

import (
	"database/sql"
	"encoding/json"
)

func f(db *sql.DB, data []byte) {
	_ = json.Unmarshal(data, &x)
	rows, _ := db.Query("SELECT 1")
	first, _ := seen["x"]
	db.Exec("x") // the nightly run does it again
	_ = work() //nolint:errcheck
}
`,
    );
    assert.deepEqual(
      found.map(({ via, tries, reasoned, silenced }) => [via, tries[0], reasoned, silenced === true]),
      [
        ['discard', 'encoding/json.Unmarshal', false, false],
        ['discard', 'database/sql.DB{}.Query', false, false],
        ['discard', 'database/sql.DB{}.Exec', true, false],
        ['discard', 'work', false, true],
      ],
    );
  });

  it('prepare a repair with the logger of the file, in the order that it wants', async () => {
    const repairOf = async (head: string) => {
      const [fact] = (
        await handlers('a.ts', `${head}\nexport async function f() {\n  await save().catch(() => {});\n}\n`)
      ).filter(({ via }) => via === 'promise');
      return fact?.repair?.edits.map((edit) => edit.text.trim());
    };
    assert.deepEqual(await repairOf(''), ['(error)', "console.error('save failed', error);"]);
    assert.deepEqual(await repairOf("import { log } from './log';\nlog.info('up');"), [
      '(error)',
      "log.error('save failed', error);",
    ]);
    assert.deepEqual(await repairOf("import { log } from './log';\nlog.error(problem, 'down');"), [
      '(error)',
      "log.error(error, 'save failed');",
    ]);
    assert.deepEqual(await repairOf('function g(log: Log) {\n  log.info("x");\n}'), [
      '(error)',
      "console.error('save failed', error);",
    ]);
  });

  it('prepare no repair where the project logs in a way that is not known', async () => {
    const fact = await only(
      'a.go',
      'package a\n\nimport "github.com/containerd/log"\n\nfunc f() {\n\tif err := save(); err != nil {\n\t}\n\tlog.L.Info("x")\n}\n',
    );
    assert.equal(fact.repair, undefined);
  });
});
