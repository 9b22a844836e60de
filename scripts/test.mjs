// npm test: installs what is missing and runs everything; ends in the line `N passed, N failed`.
// usage: node scripts/test.mjs [--no-editor]
import { spawn } from 'node:child_process';
import path from 'node:path';
import {
  build,
  ensureBrowser,
  ensureHost,
  ensureNeovim,
  ensureObserved,
  ensurePackages,
  hostRunsHere,
  packageExtension,
  root,
} from './ensure.mjs';

const mochaScript = 'node_modules/mocha/bin/mocha.js';
const totals = { passed: 0, failed: 0 };

/** Runs a step that is no mocha run: it counts as one test. */
async function step(name, command, args) {
  console.log(`\n== ${name}`);
  const { code } = await stream(command, args);
  if (code === 0) totals.passed++;
  else totals.failed++;
}

/** Runs a script that prints mocha's figures and adds them; a run that ends without figures counts as a failure. */
async function mocha(name, args, env = {}) {
  console.log(`\n== ${name}`);
  const { code, output } = await stream(process.execPath, args, env);
  const figure = (word) => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  const passed = figure('passing');
  const failed = figure('failing');
  totals.passed += passed;
  totals.failed += failed;
  if (code !== 0 && failed === 0) totals.failed++;
  if (code === 0 && passed === 0) {
    console.error(`${name}: no test ran`);
    totals.failed++;
  }
}

function stream(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.once('error', (error) => resolve({ code: 1, output: String(error) }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

const bin = (name) => path.join(root, 'node_modules/.bin', name);
ensurePackages();
ensureNeovim();
ensureObserved();
if (hostRunsHere()) ensureBrowser();
build();
await step('types', bin('tsc'), ['--noEmit']);
await step('types of the webviews', bin('tsc'), ['--noEmit', '-p', 'client/src/webview']);
await step('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', 'server', 'client', 'test', 'scripts', 'bench']);
await step('format', bin('prettier'), ['--check', '--log-level=warn', 'server', 'client', 'test', 'scripts', 'bench']);
await mocha('unit, rules, features, protocol, command line', [
  mochaScript,
  '--import=tsx',
  '--timeout=20000',
  '--ignore=test/e2e/**',
  'test/**/*.test.ts',
]);
if (!process.argv.includes('--no-editor')) {
  packageExtension();
  if (hostRunsHere()) ensureHost();
  // Without the host this runs in the desktop editor: the one of VSCODE_EXECUTABLE, or one that is downloaded for tests.
  await mocha('in the extension host', ['scripts/run-suite.mjs']);
  if (hostRunsHere()) {
    await mocha('in the real editor', [mochaScript, '--import=tsx', '--timeout=180000', 'test/e2e/*.test.ts']);
  } else {
    console.log('\n== in the real editor: skipped, for its host runs on Linux x64 only');
  }
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 ? 1 : 0;
