import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchorAt, place } from '../../server/src/review/notes/anchors.ts';

const text = `import http from 'node:http';

function first() {
  return search('to be');
}

function second() {
  return search('not to be');
}

http.createServer(first).listen(8080);
`;
const lineOf = (words: string, of = text) => of.split('\n').findIndex((line) => line.includes(words));

/** Line of the anchored words after a change, or why they are lost. */
function after(words: string, changed: string): number | string {
  const found = place(anchorAt('a.ts', text, { start: lineOf(words) }), changed);
  return found.state === 'placed' ? found.line : found.reason;
}

/** A service of some length, in which many lines read alike, as they do. */
const service = `import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { createPool } from './pool.js';

const pool = createPool({ size: 10 });

async function search(request, response) {
  const words = new URL(request.url).searchParams.get('q');
  try {
    const rows = await pool.query('select * from lines where words = $1', [words]);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(rows));
  } catch (error) {
    console.error(error);
    response.writeHead(500);
    response.end();
  }
}

async function suggest(request, response) {
  const prefix = new URL(request.url).searchParams.get('prefix');
  try {
    const rows = await pool.query('select word from words where word like $1', [prefix]);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(rows));
  } catch (error) {
    console.error(error);
    response.writeHead(500);
    response.end();
  }
}

async function health(request, response) {
  response.writeHead(200);
  response.end('ok');
}

http.createServer(async (request, response) => {
  if (request.url.startsWith('/search')) await search(request, response);
  else if (request.url.startsWith('/suggest')) await suggest(request, response);
  else await health(request, response);
}).listen(8080);
`;
const rows = service.split('\n');
/** Line of the nth row that holds these words, from 0. */
const nth = (words: string, count: number, of = service) =>
  of.split('\n').flatMap((line, index) => (line.includes(words) ? [index] : []))[count] ?? -1;
/** Where the line goes, or why it is lost. */
function moved(line: number, changed: string): number | string {
  const found = place(anchorAt('a.ts', service, { start: line }), changed);
  return found.state === 'placed' ? found.line : found.reason;
}

describe('a note in a service', () => {
  it('stays at each line that says something when the text is the same', () => {
    for (const [line, text] of rows.entries()) if (/\w/.test(text)) assert.equal(moved(line, service), line, text);
  });

  it('stays through edits above, which shift the lines', () => {
    const changed = service.replace('const pool', "import pino from 'pino';\n\nconst log = pino();\nconst pool");
    assert.equal(moved(nth('console.error', 1), changed), nth('console.error', 1, changed));
    assert.equal(moved(nth('writeHead(500)', 0), changed), nth('writeHead(500)', 0, changed));
  });

  it('tells lines that read alike by what stands around them, also when one of them goes', () => {
    const without = service.replace(/async function search[\s\S]*?\n}\n\n/, '');
    assert.equal(moved(nth('pool.query', 1), without), nth('pool.query', 0, without));
    assert.equal(typeof moved(nth('pool.query', 0), without), 'string');
    assert.equal(typeof moved(nth('JSON.stringify(rows)', 0), without), 'string');
    assert.equal(typeof moved(nth('console.error', 0), without), 'string');
  });

  it('stays when its line is edited, and says so', () => {
    const changed = service.replace(
      'console.error(error);\n    response.writeHead(500);\n    response.end();\n  }\n}\n\nasync function suggest',
      "console.error('search failed', error);\n    response.writeHead(500);\n    response.end();\n  }\n}\n\nasync function suggest",
    );
    const found = place(anchorAt('a.ts', service, { start: nth('console.error', 0) }), changed);
    assert.ok(found.state === 'placed' && found.edited && found.line === nth('console.error', 0, changed));
  });

  it('stays when a formatter wraps the line, changes quotes, semicolons and indentation', () => {
    const query = nth('select word', 0);
    const wrapped = service.replace(
      "pool.query('select word from words where word like $1', [prefix]);",
      "pool.query(\n      'select word from words where word like $1',\n      [prefix],\n    );",
    );
    assert.equal(moved(query, wrapped), nth('await pool.query(', 1, wrapped));
    const restyled = service
      .replaceAll("'", '"')
      .replaceAll(';\n', '\n')
      .replace(/^ {2,}/gm, (blanks) => '\t'.repeat(blanks.length / 2));
    for (const [line, text] of rows.entries()) if (/\w/.test(text)) assert.equal(moved(line, restyled), line, text);
  });

  it('follows a function that moves to the end of the file', () => {
    const [whole = ''] = /async function suggest[\s\S]*?\n}\n\n/.exec(service) ?? [];
    const changed = `${service.replace(whole, '')}\n${whole}`;
    for (const words of ['async function suggest', "searchParams.get('prefix')", 'select word'])
      assert.equal(moved(nth(words, 0), changed), nth(words, 0, changed), words);
  });

  it('is lost where a line of one pattern gives way to another, and says where it might be', () => {
    const changed = service.replace(
      "  else if (request.url.startsWith('/suggest')) await suggest(request, response);\n",
      '',
    );
    const found = place(anchorAt('a.ts', service, { start: nth("startsWith('/suggest')", 0) }), changed);
    assert.ok(found.state === 'lost' && found.near !== undefined);
    assert.ok(Math.abs(found.near - nth("startsWith('/search')", 0, changed)) <= 1);
  });

  it('of an older version, which kept three lines on each side alone, is placed as well', () => {
    const {
      around: _,
      heads: __,
      among: ___,
      alike: ____,
      ...old
    } = anchorAt('a.ts', service, { start: nth('select word', 0) });
    const changed = `// a new head\n${service}`;
    const found = place(old, changed);
    assert.ok(found.state === 'placed' && found.line === nth('select word', 0, changed));
  });

  it('survives any mixture of lines put in and taken out elsewhere, or is lost: never at another text', () => {
    const edits = fc.array(fc.record({ at: fc.nat(rows.length - 1), put: fc.boolean() }), { maxLength: 12 });
    const speaking = rows.flatMap((line, index) => (/\w/.test(line) ? [index] : []));
    fc.assert(
      fc.property(edits, fc.constantFrom(...speaking), (drawn, line) => {
        const tagged: { text: string; from: number }[] = rows.map((text, from) => ({ text, from }));
        for (const { at, put } of drawn) {
          if (put) tagged.splice(at, 0, { text: `  added(${at});`, from: -1 });
          else if (tagged[at]?.from !== line) tagged.splice(at, 1);
        }
        const changed = tagged.map(({ text }) => text).join('\n');
        const found = moved(line, changed);
        if (typeof found === 'number') assert.equal(tagged[found]?.from, line);
      }),
      { numRuns: 500 },
    );
  });
});

describe('note anchors', () => {
  it('stay when lines come and go above', () => {
    const changed = `// one\n// two\n${text}`;
    assert.equal(after("search('to be')", changed), lineOf("search('to be')", changed));
  });

  it('stay when the line is indented otherwise', () => {
    const changed = text.replace(/^ {2}/gm, '\t');
    assert.equal(after("search('not to be')", changed), lineOf("search('not to be')", changed));
  });

  it('stay when the line itself is edited between its neighbours', () => {
    const changed = text.replace("return search('to be');", "return search('to be', { timeout: 1000 });");
    assert.equal(after("search('to be')", changed), lineOf('timeout: 1000', changed));
  });

  it('follow a function that moves within the file', () => {
    const [head = '', ...rest] = text.split('function ');
    const [one = '', two = ''] = rest;
    const changed = `${head}function ${two.split('http.')[0]}function ${one}http.createServer(first).listen(8080);\n`;
    assert.equal(after("search('not to be')", changed), lineOf("search('not to be')", changed));
  });

  it('say that they are lost when the line is gone, and where it might have been', () => {
    const changed = text.replace(/function second[\s\S]*?\n}\n\n/, '');
    const found = place(anchorAt('a.ts', text, { start: lineOf("search('not to be')") }), changed);
    assert.equal(found.state, 'lost');
  });

  it('do not guess between equal lines whose context is gone', () => {
    const twins = 'a\n}\nb\n}\nc\n';
    const found = place(anchorAt('a.ts', twins, { start: 1 }), '}\nx\n}\n');
    assert.equal(found.state, 'lost');
  });

  it('tell equal lines apart by their neighbours', () => {
    const twins = 'if (a) {\n  close();\n}\nif (b) {\n  close();\n}\n';
    const found = place(anchorAt('a.ts', twins, { start: 4 }), `// new\n${twins}`);
    assert.deepEqual(found.state === 'placed' && found.line, 5);
  });

  it('always find their line in the same text, and never point outside of any text', () => {
    const lines = fc.array(fc.constantFrom('', '}', 'a();', 'const x = 1;', 'return value;'), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(lines, lines, fc.nat(), (before, now, at) => {
        const line = at % before.length;
        const anchor = anchorAt('a.ts', before.join('\n'), { start: line });
        const same = place(anchor, before.join('\n'));
        if (same.state === 'placed') assert.equal(before[same.line]?.trim(), before[line]?.trim());
        const other = place(anchor, now.join('\n'));
        const found = other.state === 'placed' ? other.line : (other.near ?? 0);
        assert.ok(found >= 0 && found < now.length);
      }),
    );
  });
});
