import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { root } from '../analyse.ts';
// @ts-expect-error the host's scripts are plain JavaScript
import * as host from './host/host.mjs';
import { writeVirtualFolder } from './virtual-folder.ts';

/** The real editor with the packed extension on a copy of a folder, driven as a person does: keys, mouse, what is on the screen. */
export interface Editor {
  readonly page: Page;
  /** The copy of the folder. */
  readonly folder: string;
  /** Where this editor keeps its data and its extensions: its processes name it. */
  readonly dataDir: string;
  /** Runs a command from the palette by its title. */
  run(title: string): Promise<void>;
  /** Chooses a row of the quick pick that shows these words. */
  pick(words: string | RegExp): Promise<void>;
  /** Types into the input box that shows these words, and confirms. */
  type(box: string, text: string, timeout?: number): Promise<void>;
  open(file: string): Promise<void>;
  goToLine(line: number): Promise<void>;
  /** Rows of a view's tree or list by their text. */
  row(words: string | RegExp): Locator;
  /** The document inside a webview that holds an element. */
  frameWith(selector: string): Promise<import('playwright-core').Frame>;
  close(): Promise<void>;
}

const vsix = path.join(root, 'dist/production-readiness.vsix');

export interface EditorOptions {
  readonly theme?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly viewport?: { width: number; height: number };
  /** The editor's language. Its own words stay English, as language packs are not to be had here. */
  readonly locale?: string;
  /** The folder of another editor's, in place of a copy: a second person on the same files. */
  readonly on?: string;
  /** The files are a virtual folder, and the extension runs in the browser's own extension host, without Node. */
  readonly inBrowser?: boolean;
  /** The folder is not trusted until the user says so. */
  readonly isUntrusted?: boolean;
}

/** Makes the editor run the extension in a web worker, though it has a server with Node. */
const browserSettings = { 'remote.extensionKind': { 'production-readiness.production-readiness': ['web'] } };

/** The files of a folder by their path inside. */
function filesOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    entries.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    }),
  );
}

/** Opens the editor; fails when the extension has not been packed or the host is not installed. */
export async function openEditor(
  source: string,
  {
    theme = 'Default Dark Modern',
    settings = {},
    viewport,
    on,
    locale,
    inBrowser = false,
    isUntrusted = false,
  }: EditorOptions = {},
): Promise<Editor> {
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there: npm run build && npm run package`);
  const folder = on ?? path.join(mkdtempSync(path.join(os.tmpdir(), 'prr-e2e-')), path.basename(source));
  if (on === undefined) cpSync(source, folder, { recursive: true });
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'prr-host-'));
  const extensionsDir = path.join(dataDir, 'extensions');
  host.installExtension(vsix, { dataDir, extensionsDir });
  if (locale !== undefined) writeLanguagePack(dataDir, locale);
  const server = await host.startServer({
    dataDir,
    ...(locale === undefined ? {} : { extraArgs: ['--locale', locale] }),
    extensionsDir,
    ...(isUntrusted ? { trust: 'ask' } : {}),
    settings: {
      ...(isUntrusted ? { 'security.workspace.trust.startupPrompt': 'never' } : {}),
      'workbench.colorTheme': theme,
      'files.simpleDialog.enable': true,
      'git.enabled': false,
      'editor.minimap.enabled': false,
      ...(inBrowser ? browserSettings : {}),
      ...settings,
    },
  });
  const browser = await host.launchBrowser({ chromium, ...(viewport ? { viewport } : {}) });
  const page = browser.page as Page;
  page.setDefaultTimeout(15_000);
  if (inBrowser) {
    const name = path.basename(folder);
    const { workspace, extension } = writeVirtualFolder(dataDir, { name, files: filesOf(folder) });
    await host.openWorkbench(page, server.port, { workspace, extensionDevelopmentPath: extension });
  } else await host.openWorkbench(page, server.port, { folder });
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });

  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]');
  const row = (words: string | RegExp) =>
    page.locator('.quick-input-list .monaco-list-row:visible').filter({ hasText: words }).first();
  const editor: Editor = {
    page,
    folder,
    dataDir,
    async run(title) {
      // A webview that has just loaded takes the focus, and the palette closes; a picker that comes late takes its place: then it is asked for again.
      const end = Date.now() + 60_000;
      for (;;) {
        await page.keyboard.press('F1');
        try {
          await input.fill(`>${title}`, { timeout: 5000 });
          await row(title).click({ timeout: 5000 });
          return;
        } catch (error) {
          // What is open does not have the command. In the code the key would end the selection.
          if (await input.isVisible()) await page.keyboard.press('Escape');
          if (Date.now() < end) continue;
          const shown = await page.locator('.quick-input-widget').allInnerTexts();
          throw new Error(`the palette has no "${title}"; it shows: ${shown.join(' | ')}`, { cause: error });
        }
      }
    },
    async pick(words) {
      await row(words).waitFor();
      await row(words).click();
    },
    async type(box, text, timeout = 15_000) {
      await page.locator('.quick-input-widget:visible', { hasText: box }).waitFor({ timeout });
      await input.fill(text, { timeout });
      await page.keyboard.press('Enter');
    },
    async open(file) {
      await page.keyboard.press('Control+p');
      await input.fill(file);
      await editor.pick(path.basename(file));
      await page.locator('.tab.active', { hasText: path.basename(file) }).waitFor();
      await page.waitForSelector('.monaco-editor .view-line');
    },
    async goToLine(line) {
      await page.keyboard.press('Control+g');
      await input.fill(`:${line}`);
      await page.locator('.quick-input-widget:visible', { hasText: `line ${line}` }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
    },
    row: (words) => page.locator('.monaco-list-row').filter({ hasText: words }),
    async frameWith(selector) {
      const end = Date.now() + 30_000;
      for (;;) {
        for (const frame of page.frames()) {
          if (
            await frame
              .locator(selector)
              .count()
              .catch(() => 0)
          )
            return frame;
        }
        if (Date.now() > end) throw new Error(`no webview shows ${selector}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async close() {
      await browser.close();
      await server.stop();
      const own = on === undefined ? [path.dirname(folder)] : [];
      for (const each of [dataDir, ...own]) rmSync(each, { recursive: true, force: true });
    },
  };
  return editor;
}

/** A language pack without words: the editor takes a language only where it has a pack of it. */
function writeLanguagePack(dataDir: string, locale: string): void {
  const data = path.join(dataDir, 'data');
  const vscode = path.join(data, 'words.json');
  mkdirSync(data, { recursive: true });
  writeFileSync(vscode, JSON.stringify({ contents: {} }));
  const own = { extensionIdentifier: { id: 'production-readiness.language' }, version: '1.0.0' };
  const pack = { hash: 'none', label: locale, extensions: [own], translations: { vscode } };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
