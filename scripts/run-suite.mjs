// Runs test/e2e/suite inside VS Code: the desktop one (VSCODE_EXECUTABLE, or what @vscode/test-electron downloads),
// or the host of test/e2e/host where that is installed.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { root } from './ensure.mjs';

const suite = path.join(root, '.vscode-test/suite/index.cjs');
await esbuild.build({
  entryPoints: [path.join(root, 'test/e2e/suite/index.ts')],
  outfile: suite,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});

const host = path.join(root, '.vscode-test/host/installed.txt');
const vscodeExecutablePath =
  process.env['VSCODE_EXECUTABLE'] ?? (existsSync(host) ? path.join(root, 'scripts/vscode-host.mjs') : undefined);
const folder = mkdtempSync(path.join(os.tmpdir(), 'prr-suite-'));
cpSync(path.join(root, 'examples/shakespeare'), folder, { recursive: true });
try {
  await runTests({
    ...(vscodeExecutablePath ? { vscodeExecutablePath } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [folder, '--disable-extensions'],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
