import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../analyse.ts';
import type { Editor } from './editor.ts';

/** Asks until there is an answer; fails after a minute, saying what was waited for. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Opens a row of a tree. With the mouse elsewhere first, for the hover of another row would lie over it; again when the tree was drawn anew meanwhile. */
export function expandRow({ page }: Editor, row: Locator): Promise<boolean> {
  return until('the row to open', async () => {
    if ((await row.getAttribute('aria-expanded')) === 'true') return true;
    await page.mouse.move(900, 500);
    // A tooltip that came late stays until it is told to go.
    if (await page.locator('.workbench-hover-container:visible').count()) await page.keyboard.press('Escape');
    await row
      .locator('.monaco-tl-twistie')
      .click({ force: true, timeout: 2000 })
      .catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    return (await row.getAttribute('aria-expanded')) === 'true';
  });
}

/** Shows our views in the side bar. */
export async function openChecklist({ page }: Editor): Promise<void> {
  const action = page.locator('.activitybar a.action-label[aria-label^="Production Readiness"]');
  if (!(await page.locator('.pane-header', { hasText: 'Checklist' }).isVisible())) await action.click();
  await page.locator('.pane-header', { hasText: 'Checklist' }).waitFor();
}

/** A picture of what is on the screen, for whoever looks at a test that failed. */
export async function keepPicture({ page }: Editor, name: string): Promise<void> {
  const folder = path.join(root, '.vscode-test/failures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name.replace(/\W+/g, '-')}.png`) });
}

/** Goes to an item of the checklist by its name, as one does in a long list. */
export async function goToItem(editor: Editor, item: string): Promise<void> {
  const row = editor.page.locator('.pane-body .monaco-list-row.selected', { hasText: item }).first();
  // A view that draws itself anew takes the focus, and the picker closes; an item may be asked only a moment later.
  await until(`the item ${item}`, async () => {
    await editor.run('Go to an Item of the Checklist');
    return editor
      .type('Go to an item of the checklist', item, 5000)
      .then(() => row.waitFor({ timeout: 5000 }))
      .then(
        () => true,
        () => false,
      );
  });
}

/** Opens or folds a view of the side bar, and stays until it is so. */
export function fold({ page }: Editor, view: string, open = false): Promise<boolean> {
  const head = page.locator('.pane-header', { hasText: view });
  return until(`the view ${view} ${open ? 'open' : 'folded'}`, async () => {
    if ((await head.getAttribute('aria-expanded')) === String(open)) return true;
    // At its title: the buttons of a view lie over the rest.
    await head.click({ position: { x: 30, y: 10 } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return false;
  });
}
