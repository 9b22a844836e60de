// Builds dist/: the compiled data, the bundles of the client and of server, command line and threads, and the webviews.
// usage: node scripts/build.mjs [--watch] [--dev]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { noticesOf, packagesOf } from './notices.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
const require = createRequire(import.meta.url);
const watch = process.argv.includes('--watch');
const dev = watch || process.argv.includes('--dev');

const shared = {
  bundle: true,
  logLevel: 'warning',
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  absWorkingDir: root,
  mainFields: ['module', 'main'],
};
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // A stack trace in a report must be readable, so names stay as they are; `keepNames` would cost at every closure.
  minify: false,
  minifySyntax: !dev,
  minifyWhitespace: !dev,
  external: ['vscode'],
};

/** Leaves out modules that are imported and never used. */
function leftOut(filter) {
  return {
    name: 'left-out',
    setup(build) {
      build.onResolve({ filter }, ({ path: name }) => ({ path: name, namespace: 'left-out' }));
      build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** Tells texts apart. */
function hashOf(...texts) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex').slice(0, 12);
}

/** Finds the protocol for browsers, which packages hide from a bundle for Node; only what is started of the two is evaluated. */
const forBrowsers = {
  name: 'for-browsers',
  setup(build) {
    build.onResolve({ filter: /^vscode-[a-z-]+\/browser$/ }, ({ path: name, resolveDir }) => {
      const [owner] = name.split('/');
      const other = createRequire(path.join(resolveDir, 'file.js')).resolve(`${owner}/node`);
      return { path: path.join(path.dirname(other), '../browser/main.js') };
    });
  },
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const codicons = path.dirname(require.resolve('@vscode/codicons/dist/codicon.css'));
for (const file of ['codicon.css', 'codicon.ttf']) cpSync(path.join(codicons, file), path.join(dist, file));

const builds = [
  // Server, command line and threads share nearly all of their code: one bundle holds it once, and each starts its part.
  { ...node, entryPoints: ['server/src/core.ts'], outfile: 'dist/core.cjs', plugins: [forBrowsers] },
  { ...node, entryPoints: ['server/src/launch.ts'], outfile: 'dist/launch.cjs' },
  // The protocol of `prr mcp`, which no other command loads. The SDK's own validation of schemas (ajv), zod 3 and the converter
  // for it are left out: schemas are made and checked in the core.
  {
    ...node,
    entryPoints: ['server/src/mcp/entry.ts'],
    outfile: 'dist/mcp.cjs',
    minify: !dev,
    alias: { 'zod/v4-mini': 'zod/v4' },
    plugins: [leftOut(/\/ajv-provider\.js$|^zod\/v3$|^zod-to-json-schema$/)],
  },
  // One bundle for both hosts of extensions; a browser's loads scripts named `.js` alone.
  {
    ...node,
    entryPoints: ['client/src/extension.ts'],
    outfile: 'dist/web/client.js',
    minify: !dev,
    plugins: [forBrowsers],
  },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints: ['server/src/web-worker.ts'],
    outfile: 'dist/web/server.js',
  },
];
const webviews = path.join(root, 'client/src/webview');
if (existsSync(webviews)) {
  const entryPoints = readdirSync(webviews)
    .filter((name) => /\.(ts|css)$/.test(name))
    .map((name) => `client/src/webview/${name}`);
  builds.push({
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    entryPoints,
    outdir: 'dist/webview',
  });
}

if (watch) console.log('building');
const inputs = [];
for (const options of builds) {
  if (watch) await (await esbuild.context(options)).watch();
  else inputs.push(...Object.keys((await esbuild.build({ ...options, metafile: true })).metafile.inputs));
}
// A text of ASCII alone is held and compiled in half the memory. What esbuild leaves are regular expressions and `String.raw` that
// becomes one, where an escape means the same.
if (!watch) {
  const core = path.join(dist, 'core.cjs');
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(core, readFileSync(core, 'utf8').replace(/[^\0-\x7f]/g, escaped));
}
// Under --watch the text of the bundle changes after this: nothing compiled is kept of it.
const bundle = hashOf(readFileSync(path.join(dist, 'core.cjs')));
const starts = { server: 'startServer', worker: 'startWorker', prr: 'startCommand' };
for (const [name, start] of Object.entries(starts)) {
  const first = name === 'prr' ? '#!/usr/bin/env node\n' : '';
  const text = `${first}require('./launch.cjs').launch('${start}', '${watch ? '' : bundle}');\n`;
  writeFileSync(path.join(dist, `${name}.cjs`), text, { mode: name === 'prr' ? 0o755 : 0o644 });
}
writeFileSync(path.join(dist, 'client.cjs'), "module.exports = require('./web/client.js');\n");
writeFileSync(path.join(dist, 'web/package.json'), '{ "type": "commonjs" }\n');
if (!watch) {
  const notices = noticesOf(packagesOf(inputs), path.join(root, 'node_modules'));
  writeFileSync(path.join(dist, 'third-party-notices.txt'), notices);
}

// The cache of facts is valid for one reading of code: the bundle and the data tell which.
execFileSync(process.execPath, ['--import', 'tsx', 'server/tools/bundle-data.ts'], { cwd: root, stdio: 'inherit' });
const file = path.join(dist, 'data.json');
const data = JSON.parse(readFileSync(file, 'utf8'));
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
writeFileSync(file, JSON.stringify({ ...data, version: `${version}+${hashOf(bundle, JSON.stringify(data))}` }));
if (watch) console.log('watching');
