import assert from 'node:assert/strict';
import { extractSuppressions, suppressionEdit } from '../../server/src/facts/suppressions.ts';
import { applyEdits } from '../../server/src/model/span.ts';

const rule = 'outbound-call-timeout';

describe('suppressions', () => {
  it('are read in every kind of comment, with reason and end', () => {
    for (const [open, close] of [
      ['// ', ''],
      ['# ', ''],
      ['/* ', ' */'],
      ['<!-- ', ' -->'],
      ['-- ', ''],
    ]) {
      const text = `${open}prr-ignore ${rule}, error-swallowed: the mesh cuts it (until 2027-01-31)${close}\ncode\n`;
      const [found] = extractSuppressions(text);
      assert.deepEqual(found?.rules, [rule, 'error-swallowed'], open);
      assert.equal(found.reason, 'the mesh cuts it', open);
      assert.equal(found.until, '2027-01-31', open);
    }
  });

  it('cover their own line, or the next line that is no comment', () => {
    const covers = (text: string) => {
      const [found] = extractSuppressions(text);
      return text.slice(found?.covers.start, found?.covers.end).trimEnd().split('\n').at(-1);
    };
    assert.equal(covers(`call(); // prr-ignore ${rule}: why\nnext();\n`), `call(); // prr-ignore ${rule}: why`);
    assert.equal(covers(`// prr-ignore ${rule}: why\n// more\n\ncall();\nnext();\n`), 'call();');
    assert.equal(covers(`a();\n// prr-ignore-file ${rule}: why\nb();`), 'b();');
  });

  it('without a reason have none', () => assert.equal(extractSuppressions(`// prr-ignore ${rule}\n`)[0]?.reason, ''));

  const offered = (file: string, text: string, at: string) =>
    suppressionEdit(file, text, { rule, offset: text.indexOf(at) });

  it('are put above the line, with its indentation, in the language of the file', () => {
    const text = 'function f() {\n  call();\n}\n';
    const found = offered('a.ts', text, 'call');
    assert.ok(found);
    assert.match(applyEdits(text, [found.edit]), /^ {2}\/\/ prr-ignore outbound-call-timeout: .*\n {2}call\(\);$/m);
    assert.match(offered('a.yaml', 'a:\n  b: 1\n', 'b')?.lead ?? '', /^ {2}# prr-ignore/);
    assert.equal(offered('a.json', '{}', '{'), undefined);
  });

  it('are not offered where the comment would become text', () => {
    assert.equal(offered('a.ts', 'const x = `\n${call()}\n`;\n', 'call'), undefined);
    assert.equal(offered('a.tsx', 'return (\n  <p>\n    {call()}\n  </p>\n);\n', 'call'), undefined);
    assert.ok(offered('a.ts', 'const x = `a`;\ncall();\n', 'call'));
  });

  it('are each one look at the lines below, however many stand there', () => {
    for (const sign of ['# prr-ignore a: b\n', '#prr-ignore\r', '# prr-ignore a --> \u2028', '\n// prr-ignore a']) {
      const text = sign.repeat(200_000 / sign.length);
      const start = performance.now();
      const found = extractSuppressions(`${text}\ncall();\nnext();\n`);
      assert.ok(performance.now() - start < 5000, sign);
      assert.ok(found.length > 0, sign);
    }
    const text = '# prr-ignore a: b\n\n# prr-ignore b: c\n# more\ncall() # prr-ignore c: d\nnext()\n';
    const ends = extractSuppressions(text).map(({ covers }) => text.slice(0, covers.end).split('\n').length);
    assert.deepEqual(ends, [5, 5, 5]);
  });
});
