import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anchorAt, place } from '../../server/src/review/anchors.ts';

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
  const found = place(anchorAt('a.ts', text, lineOf(words)), changed);
  return found.state === 'placed' ? found.line : found.reason;
}

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
    const found = place(anchorAt('a.ts', text, lineOf("search('not to be')")), changed);
    assert.equal(found.state, 'lost');
  });

  it('do not guess between equal lines whose context is gone', () => {
    const twins = 'a\n}\nb\n}\nc\n';
    const found = place(anchorAt('a.ts', twins, 1), '}\nx\n}\n');
    assert.equal(found.state, 'lost');
  });

  it('tell equal lines apart by their neighbours', () => {
    const twins = 'if (a) {\n  close();\n}\nif (b) {\n  close();\n}\n';
    const found = place(anchorAt('a.ts', twins, 4), `// new\n${twins}`);
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
        const anchor = anchorAt('a.ts', before.join('\n'), line);
        const same = place(anchor, before.join('\n'));
        if (same.state === 'placed') assert.equal(before[same.line]?.trim(), before[line]?.trim());
        const other = place(anchor, now.join('\n'));
        const found = other.state === 'placed' ? other.line : (other.near ?? 0);
        assert.ok(found >= 0 && found < now.length);
      }),
    );
  });
});
