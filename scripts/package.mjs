// Packs the extension into dist/production-readiness.vsix, from a folder with what users need and nothing else.
// usage: node scripts/package.mjs [--pictures URL]    (after npm run build; URL is where the repository's files are public,
// such as https://raw.githubusercontent.com/OWNER/NAME/TAG)
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const stage = path.join(root, 'dist/extension');
const read = (file) => readFileSync(path.join(root, file), 'utf8');

const bundles = ['client', 'core', 'launch', 'server', 'prr', 'mcp', 'worker'].map((name) => `dist/${name}.cjs`);
const others = ['data.json', 'codicon.css', 'codicon.ttf', 'web', 'webview', 'third-party-notices.txt'];
const manifest = JSON.parse(read('package.json'));

/** Pictures that the manifest names: the icons and those of the walkthrough. */
function picturesIn(value) {
  if (typeof value === 'string')
    return /^(media|docs\/images(\/(?:dark|light))?)\/[\w-]+\.(svg|png|webp)$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(picturesIn) : [];
}

/** The page that editors show. They load pictures from the web alone: without an address there, it is better without them. */
function pageOf(file) {
  const at = process.argv.indexOf('--pictures');
  const address = at < 0 ? undefined : process.argv[at + 1]?.replace(/\/$/, '');
  const picture = /!\[([^\]]*)\]\(\.\.\/(media\/[\w-]+\.webp)\)\n\n/g;
  return read(file).replace(picture, (_, words, name) => (address ? `![${words}](${address}/${name})\n\n` : ''));
}

rmSync(stage, { recursive: true, force: true });
const words = readdirSync(root).filter((name) => /^package\.nls(\.[\w-]+)?\.json$/.test(name));
const data = ['schemas', 'l10n', ...words, 'CHANGELOG.md', 'LICENSE'];
const files = [...bundles, ...others.map((name) => `dist/${name}`), ...data];
for (const file of new Set([...files, ...picturesIn(manifest)])) {
  mkdirSync(path.dirname(path.join(stage, file)), { recursive: true });
  cpSync(path.join(root, file), path.join(stage, file), { recursive: true });
}
// The list for translators; English is in the code.
rmSync(path.join(stage, 'l10n/server.json'));
writeFileSync(path.join(stage, 'README.md'), pageOf('docs/extension-page.md'));
// What is for npm and for developers of the extension serves nobody here, and a browser takes no extension of type `module`.
const { files: _files, type: _type, bin: _bin, scripts: _scripts, devDependencies: _development, ...own } = manifest;
// On npm these two are read as they are; in an editor they are in its language.
const named = { ...own, displayName: '%displayName%', description: '%description%' };
writeFileSync(path.join(stage, 'package.json'), `${JSON.stringify(named)}\n`);
cpSync(path.join(root, '.vscodeignore'), path.join(stage, '.vscodeignore'));

const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
const options = ['--no-dependencies', '--no-rewrite-relative-links', '-o', '../production-readiness.vsix'];
execFileSync(process.execPath, [vsce, 'package', ...options], { cwd: stage, stdio: ['ignore', 'inherit', 'inherit'] });
rmSync(stage, { recursive: true, force: true });
