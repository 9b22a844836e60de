#!/usr/bin/env node
// A stand-in for the `code` executable: takes the arguments that @vscode/test-electron and @vscode/test-cli
// give to desktop VS Code and carries them out on the VS Code host (code-server + headless Chromium).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostPaths } from '../test/e2e/host/host.mjs';
import { runTestsInHost, stopAll } from '../test/e2e/host/run-tests-in-host.mjs';

const many = new Set(['extensionDevelopmentPath', 'install-extension', 'uninstall-extension', 'folder-uri', 'disable-extension', 'enable-proposed-api']);
const one = new Set(['extensionTestsPath', 'user-data-dir', 'extensions-dir', 'file-uri', 'locale', 'log', 'profile']);
const opts = {}; const flags = new Set(); const positional = [];
const argv = process.argv.slice(2);
for (let i = 0; i < argv.length; i++) {
  const m = /^--([^=]+)(?:=([\s\S]*))?$/.exec(argv[i]);
  if (!m) { positional.push(argv[i]); continue; }
  const [, name, inline] = m;
  if (many.has(name) || one.has(name)) {
    const value = inline ?? argv[++i];
    if (many.has(name)) (opts[name] ??= []).push(value); else opts[name] = value;
  } else flags.add(name);
}
const toPath = (p) => (p.startsWith('file:') ? fileURLToPath(p) : path.resolve(p));
const { node, serverMain, product } = hostPaths();

if (flags.has('version')) {
  const p = JSON.parse(fs.readFileSync(product, 'utf8'));
  console.log(`${p.version}\n${p.commit}\n${process.arch}`);
  process.exit(0);
}
if (opts['install-extension'] || opts['uninstall-extension'] || flags.has('list-extensions')) {
  // The VS Code server's own command line takes these as they are.
  process.exit(spawnSync(node, [serverMain, ...argv.filter((a) => !/^--(no-sandbox|disable-gpu-sandbox|disable-updates|skip-)/.test(a))], { stdio: 'inherit' }).status ?? 1);
}
if (!opts.extensionTestsPath) { console.error('vscode-host: only test runs and extension management are supported (no --extensionTestsPath)'); process.exit(2); }

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => { stopAll().finally(() => process.exit(130)); });
const target = positional[0] ?? opts['folder-uri']?.[0];
const where = target === undefined ? {} : /\.code-workspace$/.test(target) ? { workspace: toPath(target) } : { folder: toPath(target) };
try {
  const code = await runTestsInHost({
    extensionDevelopmentPath: (opts.extensionDevelopmentPath ?? []).map(toPath),
    extensionTestsPath: toPath(opts.extensionTestsPath),
    userDataDir: opts['user-data-dir'] && path.resolve(opts['user-data-dir']),
    extensionsDir: opts['extensions-dir'] && path.resolve(opts['extensions-dir']),
    extraArgs: (opts['enable-proposed-api'] ?? []).flatMap((x) => ['--enable-proposed-api', x]),
    logDir: process.env.VSCODE_HOST_LOG_DIR,
    timeoutMs: Number(process.env.VSCODE_HOST_TIMEOUT_MS ?? 300_000),
    ...where,
  });
  process.exitCode = code;
} catch (e) {
  console.error(e);
  process.exitCode = 1;
}
process.exit();
