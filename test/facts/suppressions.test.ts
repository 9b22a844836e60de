import assert from 'node:assert/strict';
import { extractSuppressions, fileSuppressionEdit, suppressionEdit } from '../../server/src/facts/suppressions.ts';
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

  it('cover the statement around them, where it has several lines', () => {
    const covers = (text: string) => {
      const [found] = extractSuppressions(text);
      return text.slice(found?.covers.start, found?.covers.end).trim();
    };
    const ignore = `// prr-ignore ${rule}: why`;
    const markup = `{/* prr-ignore ${rule}: why */}\n<p onClick={call} />`;
    assert.equal(covers(`a\n${markup}\n<p />\n`), markup);
    const chain = `${ignore}\nawait store\n  .save(x)\n  .catch(() => {});`;
    assert.equal(covers(`a();\n${chain}\nb();\n`), chain);
    const wrapped = `${ignore}\nfetch(url, {\n  method,\n});`;
    assert.equal(covers(`a();\n${wrapped}\nb();\n`), wrapped);
    const behind = `fetch(url, {\n  method,\n}); ${ignore}`;
    assert.equal(covers(`a();\n${behind}\nb();\n`), behind);
    const behindChain = `await store\n  .save(x)\n  .catch(() => {}); ${ignore}`;
    assert.equal(covers(`a();\n${behindChain}\nb();\n`), behindChain);
    assert.equal(covers(`if (a) {\n  b();\n} ${ignore}\n`), `} ${ignore}`);
    assert.equal(covers(`${ignore}\nif (a) {\n  b();\n}\n`), `${ignore}\nif (a) {`);
    const inside = `} catch (e) {\n  ${ignore}\n}`;
    assert.equal(covers(`try {\n  a();\n${inside}\nb();\n`), inside);
    const closed = `} catch (e) {\n} ${ignore}`;
    assert.equal(covers(`try {\n  a();\n${closed}\nb();\n`), closed);
    const checked = `if err != nil {\n\t${ignore}\n\treturn nil`;
    assert.equal(covers(`err := a()\n${checked}\n}\n`), checked);
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

describe('a suppression for a whole file', () => {
  const at = (file: string, text: string) => fileSuppressionEdit(file, text, 'a-rule')?.edit.span.start;
  for (const [what, file, text, head] of [
    ['at the start', 'x.ts', 'export {};\n', ''],
    ['below the interpreter', 'x.sh', '#!/bin/sh\necho\n', '#!/bin/sh\n'],
    [
      'below the encoding',
      'x.py',
      '#!/usr/bin/python3\n# -*- coding: utf-8 -*-\nx = 1\n',
      '#!/usr/bin/python3\n# -*- coding: utf-8 -*-\n',
    ],
    [
      'below directives',
      'Dockerfile',
      '# syntax=docker/dockerfile:1\n# escape=`\nFROM x\n',
      '# syntax=docker/dockerfile:1\n# escape=`\n',
    ],
    ['below front matter', 'x.md', '---\ntitle: x\n---\n# X\n', '---\ntitle: x\n---\n'],
    ['before the first document', 'x.yaml', '---\na: 1\n---\nb: 1\n', ''],
  ] as const)
    it(`stands ${what}`, () => {
      assert.equal(at(file, text), head.length);
      const edit = fileSuppressionEdit(file, text, 'a-rule')!.edit;
      const [found] = extractSuppressions(text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.start));
      assert.deepEqual(found?.rules, ['a-rule']);
      assert.equal(found?.covers.start, 0);
    });
  it('is not offered where a file has no comments', () => assert.equal(at('x.json', '{}\n'), undefined));
});
