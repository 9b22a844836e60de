import assert from 'node:assert/strict';
import { readYaml } from '../../server/src/syntax/yaml.ts';
import { dig, textOf } from '../../server/src/syntax/yaml-node.ts';

describe('quoted YAML over several lines', () => {
  const read = (text: string) => {
    const [document] = readYaml(text);
    assert.ok(document);
    return { root: document.root, problems: document.problems };
  };

  for (const quote of ["'", '"'])
    it(`is read where its last line stands below its key (${quote})`, () => {
      const text = `a:\n  note: ${quote}{\n    one,\n  two }${quote}\n  b: right\nc: last\n`;
      const { root, problems } = read(text);
      assert.deepEqual(problems, []);
      assert.equal(textOf(dig(root, 'a', 'b')), 'right');
      assert.equal(textOf(dig(root, 'c')), 'last');
      assert.match(textOf(dig(root, 'a', 'note')) ?? '', /^\{ +one, +two \}$/);
    });

  it('keeps the places of what follows', () => {
    const text = "a:\n  note: '{\n  }'\n  image: web\n";
    const image = dig(read(text).root, 'a', 'image');
    assert.equal(text.slice(image?.span.start, image?.span.end), 'web');
  });

  it('that never ends is a problem, and the rest of the file is not taken for it', () => {
    const { problems } = read("a: 'open\nb: right\nc: it's\n");
    assert.ok(problems.length > 0);
  });

  it('of a block of text stays as it is', () => {
    const text = "run: |\n  echo: 'one\n  two'\nlist: [a]\n";
    assert.equal(textOf(dig(read(text).root, 'run')), "echo: 'one\ntwo'\n");
  });
});
