import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { root } from '../analyse.ts';
import { openEditor, type Editor } from './editor.ts';
import { fold, keepPicture } from './steps.ts';

const shots = process.env['PRR_SHOTS'];
const theme = process.env['PRR_THEME'];
/** One red pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

const filler = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} of a long page.\n`).join('\n');
const pages: Readonly<Record<string, string>> = {
  'handbook/README.md': '# How Shakespeare runs\n\nOur own pages, for everybody on call.\n',
  'handbook/timeouts.md':
    '---\ntitle: Our timeouts\n---\n\n# Our timeouts\n\nTwo seconds for [everything](command:prr.showLog), <b onclick="x()">always</b>.\n',
  'handbook/oncall/index.md': '# On call\n\nWho is called, and when.\n',
  'handbook/oncall/handing-on.md': `# Handing on the pager\n\nSay what is open: see [the last part](escalation.md#who-comes-next) and ![the plan](../images/plan.png).\n`,
  'handbook/oncall/escalation.md': `# Escalation\n\n${filler}\n## Who comes next\n\nThe second in line.\n`,
  'handbook/oncall/hostile.md': [
    '# Hostile page',
    'It tries what it can.',
    '[restart](command:prr.showLog) and [hidden](&#99;ommand:prr.showLog) and <command:prr.showLog>',
    '[script](javascript:document.title="owned") [data](data:text/html,<script>1</script>)',
    '<script>document.body.dataset.owned = "1"; document.body.setAttribute("owned", "1")</script>',
    '<img src="x" onerror="document.body.setAttribute(\'owned\',\'2\')">',
    '<iframe src="https://example.com"></iframe>',
    '<a href="command:prr.showLog">html</a>',
    '<form action="https://example.com"><input name="secret"></form>',
    '<style>body { display: none }</style>',
    'The end.',
  ].join('\n\n'),
  'handbook/broken.md':
    '# Broken\n\nSee [the page](oncall/escalatoin.md) and [the part](oncall/escalation.md#who-comes-nxt).\n',
  '.prr/settings.yaml': 'guideFolders: [handbook]\n',
};

describe('the Guide of an organisation in the real editor', () => {
  let editor: Editor;
  let source: string;
  const until = async <T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> => {
    const end = Date.now() + 30_000;
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const shot = async (name: string) => {
    if (shots === undefined) return;
    mkdirSync(shots, { recursive: true });
    await editor.page.screenshot({ path: path.join(shots, `guide-${name}.png`) });
  };
  /** The frame whose visible page has this title. */
  const shows = async (title: string): Promise<Frame> =>
    until(`the page ${title}`, async (): Promise<Frame | undefined> => {
      for (const frame of editor.page.frames()) {
        const heads: string[] = await frame
          .locator('h1:visible')
          .allTextContents()
          .catch(() => []);
        if (heads.includes(title)) return frame;
      }
      return undefined;
    });
  const row = (words: string) =>
    editor.page
      .locator('.pane', { hasText: 'Production Guide' })
      .locator('.monaco-list-row')
      .filter({ hasText: words })
      .first();
  /** Opens a picker and types; a page that has just loaded takes the focus, and the picker closes: then it is opened again. */
  const asking = async (command: string, title: string, words: string, found: string) => {
    const picker = editor.page.locator('.quick-input-widget:visible', { hasText: title });
    const hit = picker.locator('.monaco-list-row', { hasText: found }).first();
    await until(`${found} in the picker`, async () => {
      if (!(await picker.isVisible())) await editor.run(command);
      return picker
        .locator('input[type="text"]')
        .fill(words, { timeout: 3000 })
        .then(() => hit.waitFor({ timeout: 4000 }))
        .then(
          () => true,
          () => false,
        );
    });
    return hit;
  };
  const searching = (words: string, found: string) =>
    asking('Search the Guide', 'Search the Production Guide', words, found);
  const openPage = async (title: string) => {
    await until(`${title} to be chosen`, async () =>
      (await asking('Open a Page of the Guide', 'Production Guide', title, title)).click({ timeout: 3000 }).then(
        () => true,
        () => false,
      ),
    );
    return shows(title);
  };

  before(async () => {
    source = path.join(mkdtempSync(path.join(os.tmpdir(), 'prr-guide-e2e-')), 'shakespeare');
    cpSync(path.join(root, 'examples/shakespeare'), source, { recursive: true });
    for (const [file, text] of Object.entries(pages)) {
      mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
      writeFileSync(path.join(source, file), text);
    }
    mkdirSync(path.join(source, 'handbook/images'));
    writeFileSync(path.join(source, 'handbook/images/plan.png'), Buffer.from(pixel, 'base64'));
    editor = await openEditor(source, {
      viewport: { width: 1280, height: 900 },
      ...(theme === undefined ? {} : { theme }),
    });
    await editor.page.locator('.activitybar a.action-label[aria-label^="Production Readiness"]').click();
    for (const view of ['Checklist', 'Consultation Notes']) await fold(editor, view);
    await fold(editor, 'Production Guide', true);
  });
  after(async () => {
    await editor?.close();
    rmSync(path.dirname(source), { recursive: true, force: true });
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await keepPicture(editor, `guide ${this.currentTest.title}`);
  });

  it('is a tree: aspects, then the folders as they lie, by keyboard, with names for screen readers', async () => {
    await row('handbook').waitFor();
    assert.match((await row('handbook').getAttribute('aria-label')) ?? '', /handbook, 7 pages/);
    await row('handbook').click();
    await shows('How Shakespeare runs');
    await row('handbook').click({ position: { x: 12, y: 10 } });
    await editor.page.keyboard.press('ArrowRight');
    await row('On call').waitFor();
    assert.match((await row('Our timeouts').getAttribute('aria-label')) ?? '', /replaces the bundled page/);
    assert.ok(!(await row('index').isVisible()), "a folder's own page is the folder");
    await shot('tree');
  });

  it('follows links between pages to their headings, and shows images', async () => {
    const frame = await openPage('Handing on the pager');
    const image = frame.locator('img');
    await until('the image', () =>
      image.evaluate((each) => (each as unknown as { naturalWidth: number }).naturalWidth === 1),
    );
    await frame.locator('a', { hasText: 'the last part' }).click();
    const next = await shows('Escalation');
    await until('the heading on the screen', () =>
      next.locator('h2', { hasText: 'Who comes next' }).evaluate((each) => {
        const { top } = (each as unknown as { getBoundingClientRect(): { top: number } }).getBoundingClientRect();
        return top > -60 && top < 700;
      }),
    );
    await shot('anchor');
  });

  it('draws a hostile page without doing what it wants', async () => {
    const frame = await openPage('Hostile page');
    await frame.locator('text=The end.').waitFor();
    assert.equal(await frame.locator('body').getAttribute('owned'), null);
    for (const name of ['restart', 'hidden', 'script', 'data', 'html'])
      for (const link of await frame.locator('a', { hasText: new RegExp(`^${name}$`) }).all())
        await link.click({ timeout: 2000 });
    await editor.page.waitForTimeout(500);
    assert.equal(await editor.page.locator('.panel .output-view-container:visible, .panel.visible .output').count(), 0);
    for (const tag of ['iframe', 'form', 'input'])
      assert.equal(await frame.locator(`.markdown-body ${tag}, body > ${tag}`).count(), 0, tag);
    assert.ok(await frame.locator('h1').isVisible(), 'its style has no effect');
    await shot('hostile');
  });

  it('replaces the bundled page everywhere, and is drawn anew when its file changes', async () => {
    await openPage('Our timeouts');
    const file = path.join(editor.folder, 'handbook/timeouts.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Two seconds', 'Three seconds'));
    await until('the change', async () => {
      for (const frame of editor.page.frames())
        if (
          await frame
            .locator('p:visible', { hasText: 'Three seconds' })
            .count()
            .catch(() => 0)
        )
          return true;
      return false;
    });
  });

  it('searches by keyboard: recent pages first, hits under their page, a hint where nothing is found', async () => {
    await searching('', 'Our timeouts');
    await searching('escalatoin second in line', 'Who comes next');
    await shot('search');
    await searching('zzqqxxyy', 'Nothing found');
    await shot('nothing');
    await searching('escalation next', 'Escalation');
    await editor.page.keyboard.press('Enter');
    await shows('Escalation');
  });

  it('reports broken links at their place and mends what has one near name', async () => {
    await editor.open('handbook/broken.md');
    await until(
      'two warnings',
      async () => (await editor.page.locator('.monaco-editor .squiggly-warning').count()) === 2,
    );
    await editor.goToLine(3);
    for (const title of ['Link oncall/escalation.md', 'Link #who-comes-next']) {
      await until(title, async () => {
        await editor.page.keyboard.press('F8');
        await editor.page.keyboard.press('Escape');
        await editor.page.keyboard.press('Control+.');
        const action = editor.page.locator('.action-widget .monaco-list-row', { hasText: title });
        const there = await action.waitFor({ timeout: 2000 }).then(
          () => true,
          () => false,
        );
        if (there) await action.click();
        else await editor.page.keyboard.press('Escape');
        return there;
      });
    }
    await until(
      'no warnings',
      async () => (await editor.page.locator('.monaco-editor .squiggly-warning').count()) === 0,
    );
    await editor.page.keyboard.press('Control+s');
  });

  it('drafts a page, asks where, and marks it', async () => {
    await editor.run('Draft a Guide Page');
    await editor.type('What the page tells', 'Drain the queue before a release');
    await editor.pick("This team's pages");
    await editor.page.locator('.tab.active', { hasText: 'drain-the-queue-before-a-release.md' }).waitFor();
    const file = path.join(editor.folder, '.prr/guide/drain-the-queue-before-a-release.md');
    assert.ok(existsSync(file));
    assert.match(readFileSync(file, 'utf8'), /draft: true/);
    await searching('drain the queue release', 'draft');
    await shot('draft');
  });
});
