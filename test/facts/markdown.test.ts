import assert from 'node:assert/strict';
import { extractPage, githubSlug, vscodeSlug } from '../../server/src/facts/artefacts/markdown.ts';

const page = (text: string, file = 'a.md') => extractPage(file, text);
const slugs = (text: string) => page(text).anchors.map(({ slug }) => slug);

describe('Markdown facts', () => {
  it('makes the anchors of GitHub and of VS Code', () => {
    for (const [text, github, vscode] of [
      ['Hello, World!', 'hello-world', 'hello-world'],
      ['What is up? (`5xx`)', 'what-is-up-5xx', 'what-is-up-5xx'],
      ['a & b', 'a--b', 'a--b'],
      ['snake_case & kebab-case', 'snake_case--kebab-case', 'snake_case--kebab-case'],
      ['Ünïcode — 日本語', 'ünïcode--日本語', 'ünïcode--日本語'],
      ['- leading', '--leading', 'leading'],
      ['Emoji 🚀 now', 'emoji--now', 'emoji-🚀-now'],
    ] as const) {
      assert.deepEqual([githubSlug(text), vscodeSlug(text)], [github, vscode]);
    }
  });

  it('numbers headings that come again', () => {
    assert.deepEqual(slugs('# A\n## B\n## B\n## B\n'), ['a', 'b', 'b-1', 'b-2']);
  });

  it('resolves the markup of headings', () => {
    assert.deepEqual(slugs('# **Bold** and _thin_ `code` [link](x.md) ![pic](y.png) <b>tag</b> ##\n'), [
      'bold-and-thin-code-link-pic-tag',
    ]);
    assert.deepEqual(slugs('# snake_case_name\n'), ['snake_case_name']);
  });

  it('reads underlined headings and identifiers', () => {
    assert.deepEqual(slugs('Title\n=====\n\nSub title\n---\n\ntext\n\n---\n'), ['title', 'sub-title']);
    assert.deepEqual(slugs('## Memory {#mem}\n<a id="x"></a> <a href="#y" name=\'z\'>\n'), ['mem', 'memory', 'x', 'z']);
  });

  it('leaves out code and comments', () => {
    assert.deepEqual(slugs('```sh\n# no\n```\n~~~\n# no\n```\n~~~\n<!--\n# no\n-->\n    # no\n#no\n# yes\n'), ['yes']);
    assert.deepEqual(slugs('````\n```\n# no\n````\n# yes\n'), ['yes']);
    assert.deepEqual(slugs('text\n```\ncode\n```\n---\n'), []);
  });

  it('takes the title of the front matter, else the first heading', () => {
    assert.equal(page('---\ntitle: "The title"\n---\n# Other\n').title, 'The title');
    assert.equal(page('## Two\n# One\n').title, 'One');
    assert.equal(page('no heading\n').title, undefined);
    assert.deepEqual(slugs('---\n# comment\ntitle: x\n---\n# A\n'), ['a']);
  });

  it('places anchors, with line breaks of Windows too', () => {
    const text = '# One\r\n\r\n##   Two   ##\r\n';
    assert.deepEqual(
      page(text).anchors.map(({ span }) => text.slice(span.start, span.end)),
      ['One', 'Two'],
    );
  });

  it('knows runbooks and post-mortems by path and by headings', () => {
    const role = (file: string, text = '# X\n') => page(text, file).role;
    assert.equal(role('docs/runbooks/search.md'), 'runbook');
    assert.equal(role('docs/runbooks/README.md'), 'index');
    assert.equal(role('search-runbook.md'), 'runbook');
    assert.equal(role('ops/playbooks/a.md'), 'runbook');
    assert.equal(role('docs/postmortems/2026-01-02.md'), 'postmortem');
    assert.equal(role('README.md'), 'index');
    assert.equal(role('docs/design.md'), 'other');
    assert.equal(role('docs/search.md', '# Search\n## Impact\n## Mitigation\n'), 'runbook');
    assert.equal(role('docs/2026.md', '# X\n## Timeline\n## Root cause\n'), 'postmortem');
  });
});
