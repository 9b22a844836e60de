// npm start [-- PATH]: installs what is missing, builds, and opens the editor with the extension on the example or on PATH.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
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

const given = process.argv[2];
const folder = given === undefined ? copyOfExample() : path.resolve(process.env['INIT_CWD'] ?? process.cwd(), given);
if (!existsSync(folder)) {
  console.error(`Folder not found: ${folder}`);
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
/** What is tried out in the editor must not change the example that is tracked. The copy is kept until it is deleted by hand. */
function copyOfExample() {
  const copy = path.join(mkdtempSync(path.join(os.tmpdir(), 'prr-example-')), 'shakespeare');
  cpSync(path.join(root, 'examples/shakespeare'), copy, { recursive: true });
  console.log(`The example is copied to ${copy}; your changes stay there.`);
  return copy;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
