import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import type { Editor } from './editor.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a test of accessibility has against a page. */
export async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    interface Found {
      id: string;
      nodes: { html: string; failureSummary?: string }[];
    }
    const { axe: tool } = globalThis as unknown as { axe: { run(): Promise<{ violations: Found[] }> } };
    const { violations: found } = await tool.run();
    return found.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`).join('; ')}`,
    );
  });
}

/** Themes by their names in the editor, with the kind that a webview is told. */
export const themes = [
  ['Dark Modern', 'vscode-dark'],
  ['Light Modern', 'vscode-light'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
] as const;

/** Changes the theme of the editor by hand. */
export async function chooseTheme(editor: Editor, theme: string): Promise<void> {
  await editor.run('Preferences: Color Theme');
  await editor.page.locator('.quick-input-widget:visible input[type="text"]').fill(theme);
  await editor.pick(theme);
  await editor.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}
