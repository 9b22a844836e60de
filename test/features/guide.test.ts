import assert from 'node:assert/strict';
import { buildGuide } from '../../server/src/guide/build.ts';
import type { GuidePage } from '../../server/src/guide/guide.ts';
import { aspects } from '../../server/src/model/site.ts';
import { rules } from '../../server/src/rules/registry.ts';
import { readBundled } from '../../server/tools/read-bundled.ts';
import { analyse, root } from '../analyse.ts';

const sources = readBundled(root).bundled.guide;
const guide = buildGuide(sources.map((page) => ({ ...page, origin: 'bundled' })));

/** Check ids that a page's front matter names. */
function checksOf(id: string): string[] {
  const text = sources.find((page) => page.id === id)?.text ?? '';
  const list = /^checks: \[(.*)\]$/m.exec(text)?.[1];
  assert.ok(list !== undefined, `${id} names its checks, if only as []`);
  return list.split(',').flatMap((each) => each.trim() || []);
}

interface Example {
  readonly lang: string;
  /** The rule that a bad example breaks. */
  readonly bad?: string;
  readonly code: string;
}

function examplesOf(page: GuidePage): Example[] {
  return [...page.markdown.matchAll(/^```(\w+)(?: bad ([\w-]+))?\n([\s\S]*?)^```$/gm)].map(
    ([, lang = '', bad, code = '']) => ({ lang, code, ...(bad === undefined ? {} : { bad }) }),
  );
}

/** Where an example of a language would stand; languages that are not read are left out. */
const fileOf: Readonly<Record<string, string>> = {
  ts: 'src/example.ts',
  js: 'src/example.js',
  go: 'example.go',
  yaml: 'example.yaml',
};

describe('the bundled Guide', () => {
  it('reads well in a hover, and has the sections that readers look for', () => {
    for (const { id, text } of sources) {
      const page = guide.page(id);
      assert.ok(page);
      assert.match(text, /^---\ntitle: .+\naspect: .+\nchecks: .+\n---\n\n# /, `${id}: front matter, then a title`);
      assert.match(text, new RegExp(`^# ${page.title.replace(/[^\w ]/g, '.')}$`, 'm'), `${id}: one title`);
      assert.ok((aspects as readonly string[]).includes(page.aspect), `${id}: aspect ${page.aspect}`);
      const [opening = ''] = text.split(/^# .*\n\n/m)[1]?.split('\n\n') ?? [];
      assert.ok(opening.length >= 80 && opening.length <= 400, `${id}: the opening has ${opening.length} characters`);
      assert.doesNotMatch(opening, /\]\(/, `${id}: no link in the opening`);
      assert.equal(page.summary.replace(/\s/g, ''), opening.replace(/[\s`*]/g, ''), `${id}: the opening is the summary`);
      const titles = page.headings.map((heading) => heading.text);
      for (const title of ['In short', 'Why', 'What it costs, and when not', 'Sources'])
        assert.ok(titles.includes(title), `${id}: a section ${title}`);
      assert.ok(text.split('\n').length <= 200, `${id}: at most 200 lines`);
    }
  });

  it('has one sentence a line', () => {
    for (const page of guide.pages) {
      const prose = page.markdown.replace(/^```[\s\S]*?^```$/gm, '');
      for (const line of prose.split('\n')) {
        if (line.startsWith('|') || line.startsWith('- *')) continue;
        assert.doesNotMatch(line, /[a-z)`][.!] [A-Z]/, `${page.id}: ${line}`);
      }
    }
  });

  it('names every rule on the page that the rule cites', () => {
    for (const { id, docs } of rules) {
      const page = guide.page(docs.guide);
      assert.ok(page && checksOf(page.id).includes(id), `${docs.guide} names ${id} in its front matter`);
      assert.ok(page.markdown.includes(`\`${id}\``), `${docs.guide} says what ${id} looks at`);
    }
  });

  for (const page of guide.pages) {
    it(`examples of ${page.id}: good ones give no finding, bad ones the one that they show`, async () => {
      for (const { lang, bad, code } of examplesOf(page)) {
        const file = fileOf[lang];
        if (file === undefined) {
          assert.equal(bad, undefined, `${lang} is not read`);
          continue;
        }
        const sites = await analyse({ [file]: code });
        const found = sites.filter((site) => site.verdict === 'violated').map((site) => site.rule);
        assert.deepEqual(found, bad === undefined ? [] : [bad], code);
      }
    });
  }
});
