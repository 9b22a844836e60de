// npm start [-- PATH]: installs what is missing, builds, and opens the editor with the extension on the example or on PATH.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  build,
  desktopEditor,
  ensureHost,
  ensurePackages,
  hostRunsHere,
  packageExtension,
  root,
  vsix,
} from './ensure.mjs';

const folder = path.resolve(
  process.env['INIT_CWD'] ?? process.cwd(),
  process.argv[2] ?? path.join(root, 'examples/shakespeare'),
);
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}`);
  process.exit(2);
}
const desktop = desktopEditor();
if (!desktop && !hostRunsHere()) {
  console.error(
    `No VS Code was found, and the editor in a browser runs on Linux x64 only (this is ${process.platform} ${process.arch}).
Install VS Code and put its command on the PATH ("Shell Command: Install 'code' command in PATH" in its palette),
or name its executable in VSCODE_EXECUTABLE.`,
  );
  process.exit(2);
}
ensurePackages();
build();

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
// Whoever reaches the port without the token gets nothing: the editor can run programs as the person who started it.
const token = randomBytes(24).toString('hex');
const server = await startServer({ dataDir, extensionsDir, token, trust: 'ask' });
console.log(`\nThe editor is at ${workbenchUrl(server.port, { folder, token })}\nCtrl+C ends it.`);
const stop = async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
