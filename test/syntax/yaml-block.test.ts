import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readBlockStyle } from '../../server/src/syntax/yaml-block.ts';
import { readWithLibrary } from '../../server/src/syntax/yaml-library.ts';
import { readYaml, splitYaml } from '../../server/src/syntax/yaml.ts';
import { openDiskFiles } from '../../server/src/workspace/disk-files.ts';
import { root } from '../analyse.ts';
import { campaign } from '../campaign.ts';
import { damaged, documents, lines } from './yaml-documents.ts';

/** Compares both readers on one document; whether the reader of block style took it. */
function isTaken(text: string): boolean {
  const read = readBlockStyle(text);
  if (read) assert.deepEqual({ text, root: read, problems: [] }, readWithLibrary(text), JSON.stringify(text));
  return read !== undefined;
}

describe('YAML in block style', function () {
  this.timeout(0);

  it('is read as the library reads it in each file of the project, and nearly all of it is', () => {
    const files = openDiskFiles(root);
    let [all, taken] = [0, 0];
    for (const file of files.under('').filter((each) => /\.ya?ml$/.test(each))) {
      for (const { text } of splitYaml(readFileSync(path.join(root, file), 'utf8'))) {
        all += text.length;
        if (isTaken(text)) taken += text.length;
      }
    }
    assert.ok(all > 500_000, String(all));
    assert.ok(taken > 0.9 * all, `${taken} of ${all}`);
  });

  it('is read as the library reads it where it is made', () => {
    let [all, taken] = [0, 0];
    fc.assert(
      fc.property(documents, (text) => {
        all++;
        if (isTaken(text)) taken++;
      }),
      campaign(400),
    );
    assert.ok(taken > 0.6 * all, `${taken} of ${all}`);
  });

  it('is read as the library reads it, or left to it, where it is damaged', () => {
    fc.assert(
      fc.property(damaged(documents), (text) => void isTaken(text)),
      campaign(400),
    );
  });

  it('is read as the library reads it, or left to it, whatever the lines are', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(lines, damaged(lines)), (text) => {
        if (isTaken(text)) taken++;
      }),
      campaign(800),
    );
    assert.ok(taken > 0);
  });

  it('is left to the library where it is more than that', () => {
    const listed =
      'a: &x 1\n¦a: *x\n¦a: !!str 1\n¦<<: {a: 1}\n¦? a\n: b\n¦%YAML 1.2\n---\na: 1\n¦a:\t1\n¦a: 1\r\n¦\uFEFFa: 1\n¦a: 1\na: 2\n¦' +
      '{a: 1}\n¦text\n¦a: {b: 1, b: 2}\n¦a: "\\q"\n¦a: {{ b }}\n¦a: 1\n b: 2\n¦a: |2\n   b\n¦a: b: c\n¦\n\uFEFFa: 1\n';
    for (const text of listed.split('¦')) {
      assert.equal(readBlockStyle(text), undefined, text);
    }
  });

  it('is read in one pass, however it is made', () => {
    const many = 20_000;
    for (const text of [
      '- a: 1\n'.repeat(many),
      Array.from({ length: many }, (_, i) => `key${i}: 1\n`).join(''),
      `a: |\n${'  x\n'.repeat(many)}`,
      `a: |\n${'\n'.repeat(many)}  x\n`,
      `a: x${'\n'.repeat(many)}b: y\n`,
      `a: x\n${'  y\n'.repeat(many)}`,
      `a: "${'\\n'.repeat(many)}"\n`,
      `a: '${"''".repeat(many)}'\n`,
      `a: [${'x, '.repeat(many)}x]\n`,
      `a: [${'\n  x,'.repeat(many)} x]\n`,
      `a: {${Array.from({ length: many }, (_, i) => `k${i}: 1`).join(', ')}}\n`,
      `a:${' '.repeat(many)}b\n`,
    ]) {
      assert.ok(readBlockStyle(text), text.slice(0, 20));
    }
    for (const text of [
      '- '.repeat(many),
      `a: ${'['.repeat(many)}`,
      `a: ${'{b: '.repeat(many)}`,
      Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
    ]) {
      assert.equal(readBlockStyle(text), undefined, text.slice(0, 20));
    }
  });

  it('gives nodes of the documents that are in it', () => {
    const read = readYaml('---\na: 1\n--- # second\n- b\n');
    assert.deepEqual(
      read.map(({ start, root: node }) => [start, node?.type]),
      [
        [0, 'map'],
        [9, 'list'],
      ],
    );
  });
});
