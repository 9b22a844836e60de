import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../analyse.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

describe('the package for npm', () => {
  let folder: string;
  before(function () {
    this.timeout(60_000);
    folder = mkdtempSync(path.join(os.tmpdir(), 'prr-npm-'));
    execFileSync(npm, ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root });
    const [tarball = ''] = readdirSync(folder);
    writeFileSync(path.join(folder, 'package.json'), '{}');
    // Offline: it must need nothing besides what is in it.
    const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    execFileSync(npm, ['install', ...options, `./${tarball}`], { cwd: folder });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const prr = (...args: string[]) => {
    const result = spawnSync(npm, ['exec', '--offline', '--', 'prr', ...args], { cwd: folder, encoding: 'utf8' });
    return { status: result.status, stdout: result.stdout, stderr: result.stderr };
  };

  it('runs prr from an empty folder', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    assert.equal(prr('--version').stdout, `${version}\n`);
  });

  it('checks code and manifests', () => {
    writeFileSync(
      path.join(folder, 'load.ts'),
      "import axios from 'axios';\nexport const load = () => axios.get('http://search/');\n",
    );
    const { status, stdout, stderr } = prr('check', '--all', '--format', 'json', '.');
    assert.equal(status, 0, stderr);
    assert.match(stdout, /outbound-call-timeout/);
  });

  it('has the pages that links lead to, and no client of an editor', () => {
    const own = path.join(folder, 'node_modules/production-readiness');
    assert.ok(existsSync(path.join(own, 'guide/timeouts.md')));
    assert.ok(existsSync(path.join(own, 'dist/third-party-notices.txt')));
    assert.ok(!existsSync(path.join(own, 'dist/client.cjs')));
    assert.deepEqual(
      readdirSync(path.join(own, 'dist')).filter((name) => /vsix|map$/.test(name)),
      [],
    );
  });
});

describe('the extension’s package', () => {
  const file = path.join(root, 'dist/production-readiness.vsix');
  before(function () {
    this.timeout(60_000);
    execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: root, stdio: 'ignore' });
  });

  it('has all files that its bundles load', () => {
    const bytes = readFileSync(file);
    const loaded = readdirSync(path.join(root, 'dist'))
      .filter((name) => name.endsWith('.cjs'))
      .flatMap((name) =>
        [...read(`dist/${name}`).matchAll(/\brequire\('\.\/([^']+)'\)/g)].map(([, each = '']) => each),
      );
    assert.ok(loaded.includes('launch.cjs'));
    const missing = [...loaded, 'core.cjs', 'web/server.js'].filter(
      (name) => !bytes.includes(`extension/dist/${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('is at most 3 MB', () => assert.ok(statSync(file).size <= 3e6, `${statSync(file).size} bytes`));

  it('has the notices of third parties, an icon and the pictures of the walkthrough, and no other', () => {
    // Names are plain text in the directory of a zip file.
    const bytes = readFileSync(file);
    for (const name of [
      'dist/third-party-notices.txt',
      'media/icon.png',
      'docs/images/light/finding.webp',
      'docs/images/dark/finding.webp',
      'readme.md',
    ])
      assert.ok(bytes.includes(`extension/${name}`), name);
    for (const name of ['docs/images/trend.png', 'guide/', 'test/', 'scripts/'])
      assert.ok(!bytes.includes(`extension/${name}`), name);
  });

  it('names every package that is bundled', () => {
    const notices = read('dist/third-party-notices.txt');
    for (const name of ['@vscode/codicons', 'vscode-languageclient', 'yaml', 'zod'])
      assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'), name);
    assert.match(notices, /Permission is hereby granted/);
  });

  it('has a page that shows pictures of ours, and links to nothing that is not public', () => {
    const page = read('docs/extension-page.md');
    const targets = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    assert.ok(targets.length > 0);
    for (const target of targets) {
      assert.match(target, /^\.\.\/media\/[\w-]+\.webp$/);
      assert.ok(existsSync(path.join(root, 'docs', target)), target);
    }
  });

  it('says where it comes from', () => {
    const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
    for (const key of ['icon', 'repository', 'bugs', 'homepage', 'galleryBanner', 'categories', 'keywords'])
      assert.ok(manifest[key] !== undefined, key);
    assert.equal(manifest.private, false);
    // A picture of 128 pixels or more is asked for by the Marketplace; the width is in bytes 16 to 19 of a PNG.
    assert.ok(readFileSync(path.join(root, String(manifest.icon))).readUInt32BE(16) >= 128);
  });
});
