import assert from 'node:assert/strict';
import { readYamlData } from '../../server/src/syntax/yaml-data.ts';

type Changes = Parameters<ReturnType<typeof readYamlData>['edit']>[0];

const edited = (text: string, ...changes: Changes) => readYamlData(text).edit(changes);

describe('changes of small YAML files', () => {
  it('make maps and lists on the way, also in an empty file and below a key with nothing behind it', () => {
    assert.equal(
      edited('', { path: ['a', 'b'], value: 1 }, { path: ['l', 0], value: { x: 1 } }),
      'a:\n  b: 1\nl:\n  - x: 1\n',
    );
    assert.equal(
      edited('answers: # to come\nk: 1\n', { path: ['answers', 'g'], value: 'y' }),
      'answers:\n  # to come\n  g: y\nk: 1\n',
    );
    assert.equal(edited('meetings:\n', { path: ['meetings', 0], value: { by: 'Ana' } }), 'meetings:\n  - by: Ana\n');
  });

  it('go on below what the same change has just set', () => {
    assert.equal(edited('', { path: ['a'], value: {} }, { path: ['a', 'b'], value: 1 }), 'a:\n  b: 1\n');
    assert.equal(
      edited('a: {}\nl: []\n', { path: ['a', 'b', 'c'], value: 1 }, { path: ['l', 0], value: 'x' }),
      'a:\n  b:\n    c: 1\nl:\n  - x\n',
    );
  });

  it('keep comments beside and before a value that is changed or removed', () => {
    const text = '# top\n\nby: Ana # on call\n# asked in March\nuntil: 2026-03-01\n# of ours\nticket: 17\n';
    assert.equal(
      edited(text, { path: ['by'], value: 'Bo' }, { path: ['until'], value: undefined }),
      '# top\n\nby: Bo # on call\n# asked in March\n# of ours\nticket: 17\n',
    );
    assert.match(
      edited('by: Ana\n# last word\nuntil: x\n', { path: ['until'], value: undefined }),
      /^by: Ana\n\n?# last word\n$/,
    );
  });

  it('remove what is there, and nothing where nothing is', () => {
    const text = 'a:\n  b: 1\nl:\n  - x\n  - y\n';
    assert.equal(edited(text, { path: ['q', 'z'], value: undefined }, { path: ['a', 'c'], value: undefined }), text);
    assert.equal(edited(text, { path: ['l', 0], value: undefined }), 'a:\n  b: 1\nl:\n  - y\n');
  });

  it('refuse, with a sentence, where something else stands on the way', () => {
    assert.throws(
      () => edited('answers: hi\n', { path: ['answers', 'g'], value: 1 }),
      /^Error: answers holds a single value/,
    );
    assert.throws(() => edited('- a\n', { path: ['answers', 'g'], value: 1 }), /^Error: the file is a list/);
    assert.throws(
      () => edited('x: &a { b: 1 }\ny: *a\n', { path: ['y', 'c'], value: 1 }),
      /y is a copy of another part .*\*a/,
    );
  });
});
