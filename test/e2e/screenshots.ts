import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../analyse.ts';
import { openEditor, type Editor } from './editor.ts';

// npm run screenshots: the pictures of the README and the walkthrough, taken in the real editor on the example.
// usage: node --import tsx test/e2e/screenshots.ts [dark]
const isDark = process.argv[2] === 'dark';
const theme = isDark ? 'Default Dark Modern' : 'Default Light Modern';
const target = path.join(root, isDark ? 'docs/images/dark' : 'docs/images');
/** What the walkthrough shows; in dark themes it has pictures of its own. */
const ofWalkthrough: readonly string[] = ['finding', 'overview', 'checklist', 'notes', 'engagement'];
mkdirSync(target, { recursive: true });

/** Where those of the walkthrough are kept. */
const small = path.join(root, 'docs/images', isDark ? 'dark' : 'light');
mkdirSync(small, { recursive: true });

const viewport = { width: 1280, height: 800 };
const editor = await openEditor(path.join(root, 'examples/shakespeare'), {
  theme,
  viewport,
  // The example's packages are not installed here: what the editor says of that is none of ours.
  settings: { 'comments.openView': 'never', 'typescript.validate.enable': false },
});
const { page } = editor;
const large = mkdtempSync(path.join(os.tmpdir(), 'prr-pictures-'));
const shot = async (name: string) => {
  await page.mouse.move(viewport.width - 5, viewport.height - 5);
  await page.waitForTimeout(400);
  await save(name);
};
/** Those of the walkthrough are drawn again at the end. */
const save = async (name: string) => {
  if (!isDark) await page.screenshot({ path: path.join(target, `${name}.png`) });
  if (!ofWalkthrough.includes(name)) return;
  await page.screenshot({ path: path.join(large, `${name}.png`) });
};

try {
  await finding(editor);
  await shotOfHover(editor);
  await metric(editor);
  await page.locator('.activitybar a.action-label[aria-label^="Production Readiness"]').click();
  await editor.row('Timeouts').first().waitFor();
  await expand('Timeouts');
  await editor.open('deploy/frontend.yaml');
  await shot('checklist');

  await editor.open('search-client.ts');
  await editor.goToLine(30);
  await editor.run('Write a Note');
  await editor.type('Your name', 'Ada (SRE)');
  await page.locator('.review-widget .comment-form .monaco-editor.focused').waitFor();
  await page.keyboard.type('What do users see while search is slow?');
  await page.keyboard.press('Control+Enter');
  const notes = await editor.frameWith('.note');
  const own = notes.locator('.note', { hasText: 'What do users see' });
  await own.locator('textarea').fill('An empty list after two seconds; the page stays usable.');
  await own.locator('textarea').press('Control+Enter');
  await own.locator('.text', { hasText: 'An empty list' }).waitFor();
  await page.locator('.review-widget .review-comment', { hasText: 'An empty list' }).first().waitFor();
  await shot('notes');
  await page.keyboard.press('Escape');

  await editor.run('Open a Page of the Guide');
  // The list is longer than the picker shows.
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
  await input.fill('Timeouts');
  await editor.pick('Timeouts');
  await editor.frameWith('h1');
  await shot('guide');

  await editor.run('Show Overview');
  const overview = await editor.frameWith('table.services');
  await overview.locator('[data-key$=":frontend"]').click();
  await overview.locator('.card').waitFor();
  await shot('overview');
  await editor.run('View: Close All Editors');

  await editor.run('View: Close Primary Side Bar');
  await editor.run('Show Production Picture');
  const picture = await editor.frameWith('#picture svg.drawing');
  await picture.locator('[data-key="box:frontend"]').focus();
  await page.keyboard.press('ArrowRight');
  await shot('picture');
  await editor.run('View: Close All Editors');

  await editor.run('Preview Consultation Summary');
  await editor.pick('frontend');
  await editor.frameWith('#summary h1');
  await shot('summary');
  await editor.run('View: Close All Editors');
  await engagement();
  execFileSync(process.execPath, [path.join(root, 'scripts/draw-walkthrough.mjs'), large, small]);
} finally {
  await editor.close();
}

/** The engagement of the front end, by its parts; without the sidebar, as one reads it. */
async function engagement() {
  if (await page.locator('.part.sidebar').isVisible()) await editor.run('View: Close Primary Side Bar');
  await editor.run('Show Engagement');
  const show = async (part: string, from?: string) => {
    const frame = await editor.frameWith('#engagement .tabs');
    await frame.locator('button.tab', { hasText: part }).click();
    await frame.locator('#part-part h2', { hasText: part }).waitFor();
    const top = frame
      .locator('#part-part')
      .locator(from ?? 'h2')
      .first();
    await top.evaluate((node) => node.scrollIntoView());
    return frame;
  };
  // Head and plan on one picture.
  await page.setViewportSize({ ...viewport, height: 1120 });
  await (await show('Improvements')).evaluate('document.documentElement.scrollTop = 0');
  await shot('engagement');
  await page.setViewportSize(viewport);
  for (const [part, name] of [
    ['Support advice', 'advice'],
    ['Onboarding', 'handover'],
    ['Continuous improvement', 'trend'],
  ] as const) {
    await show(part);
    await shot(name);
  }
}

async function finding({ open, goToLine }: Editor) {
  await open('search-client.ts');
  await page.waitForSelector('.monaco-editor .squiggly-warning');
  await goToLine(30);
}

async function metric({ open }: Editor) {
  await open('frontend/src/metrics.ts');
  await page.locator('.codelens-decoration a', { hasText: /alert/ }).first().click();
  await page.locator('.peekview-widget .ref-tree .monaco-list-row').first().waitFor();
  await shot('metric');
  await page.keyboard.press('Escape');
}

async function shotOfHover({ page: screen }: Editor) {
  const call = screen
    .locator('.monaco-editor .view-line', { hasText: '/v1/suggest' })
    .locator('span', { hasText: /^fetch$/ });
  const hover = screen.locator('.monaco-hover:visible', { hasText: 'What to do' });
  for (let attempt = 0; attempt < 5 && !(await hover.isVisible()); attempt++) {
    await screen.mouse.move(900, 700);
    await call.first().hover();
    await hover.waitFor({ timeout: 4000 }).catch(() => {});
  }
  await screen.waitForTimeout(500);
  await save('finding');
}

async function expand(words: string) {
  const row = editor.row(words).first();
  await page.mouse.move(900, 500);
  if ((await row.getAttribute('aria-expanded')) === 'false')
    await row.locator('.monaco-tl-twistie').click({ force: true });
}
