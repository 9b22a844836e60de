// npm start [-- PATH]: installs what is missing, builds, and opens the editor with the extension on the example or on PATH.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, desktopEditor, ensureHost, ensurePackages, packageExtension, root, vsix } from './ensure.mjs';

const folder = path.resolve(
  process.env['INIT_CWD'] ?? process.cwd(),
  process.argv[2] ?? path.join(root, 'examples/shakespeare'),
);
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}`);
  process.exit(2);
}
ensurePackages();
build();

const desktop = desktopEditor();
if (desktop) {
  console.log(`Opening ${folder} in VS Code with the extension …`);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  process.exit(spawnSync(desktop, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1);
}

console.log('No desktop VS Code was found: opening the editor in a browser.');
packageExtension();
ensureHost();
const { installExtension, startServer, workbenchUrl } = await import('../test/e2e/host/host.mjs');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'prr-editor-'));
const extensionsDir = path.join(dataDir, 'extensions');
installExtension(vsix, { dataDir, extensionsDir });
const server = await startServer({ dataDir, extensionsDir });
console.log(`\nThe editor is at ${workbenchUrl(server.port, { folder })}\nCtrl+C ends it.`);
const stop = async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
