import type { FileRole } from '../model/fact.ts';

/** Largest file that is read, in bytes; larger ones are said to be left out. */
export const maxFileBytes = 5 * 1024 * 1024;

/** Largest code file that is read, in bytes of UTF-8: it takes about 2 s at each keystroke, and nobody writes larger ones by hand. */
export const maxCodeBytes = 1024 * 1024;

/** Deepest nesting of folders that is followed. */
export const maxFolderDepth = 64;

/** Files that are listed at most where each is read by a request to the client. */
export const maxVirtualFiles = 20_000;

/** Folders that are never entered, whatever is asked: they hold no sources. */
export const neverEntered: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.prr-cache']);

/** Folders of installed or copied code: not entered unless all is asked for. */
const vendoredFolders = new Set([
  '.mvn',
  'node_modules',
  'vendor',
  'third_party',
  'bower_components',
  'site-packages',
  '.venv',
  'venv',
  '.terraform',
]);
const generatedFolders = new Set([
  'dist',
  'build',
  'out',
  'target',
  '.next',
  '.nuxt',
  'coverage',
  '__pycache__',
  '.gradle',
  '.vscode-test',
  'generated',
  '__generated__',
  'gen-go',
]);
const testFolders = new Set([
  'test',
  'tests',
  '__tests__',
  '__mocks__',
  'testdata',
  'test-data',
  'testing',
  'e2e',
  'cypress',
  'playwright',
  'spec',
  'specs',
  'fixtures',
  '__fixtures__',
  'mocks',
  'benchmarks',
  'benchmark',
]);
/** `integration-tests`, `e2e_test`, `testutil`, `test-helpers`, `manifests-loadtest`, `load-generator`. */
const testFolder =
  /[-_.]tests?$|^tests?[-_.]?(utils?|helpers?|support|kit|lib|environment)$|^e2e[-_.]?utils?$|(^|[-_])load[-_]?(tests?|gen|generator)$/;
/** Tools that send requests to a running service; below a source folder the name may be that of a feature. */
const apiTestFolder = /^(k6|artillery|dredd|gatling|jmeter|locust|newman|postman)$/;
/** What developers run by hand on their machines; manifests of production may stand beside scripts, and are left in. */
const toolingFolders = new Set(['hack']);
const toolingCodeFolders = new Set(['hack', 'scripts']);
/** Settings of tools (`.semgrep`, `.github`, `.storybook`): what is code there serves nobody. */
const hiddenFolder = /^\.[a-z]/i;
/** Sites for readers: a folder of that name above the sources, or one of a package (`docs-ui`, `api-docs`). */
const siteFolder = /^(docs?|documentation|website|api-reference)$|^docs?[-_]|[-_]docs?$/;
const sourceFolder = /^(src|lib|app|pkg|internal|cmd|server)$/;
/** Packages for tests, as Go names them: `httptest`, `logqltest`. */
const goTestPackage = /^(?!(contest|latest|protest|attest|greatest|manifest)$)[a-z]{3,}test$/;
const exampleFolders = new Set(['example', 'examples', 'sample', 'samples', 'demo', 'demos', 'docs_src', 'playground']);
/** `sample-manifests`, `example_app`, `auth-example-server`. */
const exampleFolder = /(^|[-_])examples?([-_]|$)|^samples?[-_]/;
/** Manifests that were replaced and kept: `archive`, `old`, `deploy-old`. As code may deal with archives, this is said of manifests alone. */
const archiveFolder =
  /^(archived?|archives|old|obsolete|deprecated|attic)$|[-_.](old|archived?|obsolete|deprecated)$|^old[-_.]/i;
/** What is applied on a developer's machine alone: `overlays/development`, `dev-tilt`, `debug/compose.yaml`, `compose.dev.yaml`. */
const developing =
  /(^|\/)((overlays\/(dev|development|local)|tilt|dev-tilt|skaffold-dev|kind-dev|debug|contrib)\/|(docker-)?compose[._-](dev|debug|local|development)\.ya?ml$)/;
const manifest = /\.(ya?ml|json)$/;
const testFile =
  /(^|[._-])(test|tests|spec|e2e|mock|stories|cy)\.[cm]?[jt]sx?$|_test\.(go|py)$|^test_.*\.py$|(Test|Tests|IT)\.java$|Tests?\.cs$|^conftest\.py$|(^|_)vcr\.py$|(^|\.)(jest|vitest|karma|cypress|playwright)[.-].*\.[cm]?[jt]s$/;
/** Configuration of build tools and linters that is written as code: it runs on developers' machines. */
const toolingFile =
  /^(vite|vitest|webpack|rollup|rolldown|babel|jest|karma|eslint|prettier|stylelint|postcss|tailwind|metro|commitlint|playwright|cypress|tsup)\.config(\.\w+)?\.[cm]?[jt]s$|^(gulpfile|gruntfile)\.[cm]?[jt]s$|^\.\w+rc\.[cm]?js$/i;
const generatedFile =
  /^mockServiceWorker\.js$|\.(pb|pb\.gw|gen|generated)\.(go|ts|js)$|_pb2(_grpc)?\.pyi?$|_generated\.go$|zz_generated\..*\.go$|\.d\.[cm]?ts$|_pb\.js$|\.([dD]esigner|g|g\.i|generated)\.cs$|^\d{14}_\w+\.cs$|ModelSnapshot\.cs$/;
/** What the build of C# leaves beside the sources. */
const builtOfCSharp = /(^|\/)(bin|obj)\/.*\.cs$/;
const code = /\.([cm]?[jt]sx?|go|py|java|cs)$/;
const minifiedFile = /[.-]min\.[cm]?js$|\.bundle\.js$/;

/** Whether a folder holds nothing but what the defaults leave out, so that it need not be entered. */
export function isSkippedFolder(name: string): boolean {
  return vendoredFolders.has(name) || generatedFolders.has(name);
}

/** What a file is, by its path relative to the root that was asked for. */
export function roleOf(file: string): FileRole {
  const parts = file.split('/');
  const name = parts.pop() ?? '';
  if (parts.some((part) => vendoredFolders.has(part))) return 'vendored';
  if (parts.some((part) => generatedFolders.has(part)) || generatedFile.test(name)) return 'generated';
  if (builtOfCSharp.test(file)) return 'generated';
  if (minifiedFile.test(name)) return 'minified';
  if (parts.some((part) => testFolders.has(part) || testFolder.test(part)) || testFile.test(name)) return 'test';
  if (code.test(file) && aboveSources(parts).some((part) => apiTestFolder.test(part))) return 'test';
  if (name.endsWith('.go') && parts.some((part) => goTestPackage.test(part))) return 'test';
  if (toolingFile.test(name) || isTooling(file, parts)) return 'tooling';
  // Below a source root of Java folders are packages: `com.example.orders` is no example.
  const packages = /(?:^|\/)src\/main\/(?:java|kotlin|scala|resources)\//.exec(file);
  const above = packages ? file.slice(0, packages.index).split('/') : parts;
  if (above.some((part) => exampleFolders.has(part) || exampleFolder.test(part))) return 'example';
  if (manifest.test(name) && parts.some((part) => archiveFolder.test(part))) return 'archived';
  return 'source';
}

function isTooling(file: string, folders: readonly string[]): boolean {
  if (manifest.test(file)) return folders.some((part) => toolingFolders.has(part)) || developing.test(file);
  if (!code.test(file)) return false;
  return (
    folders.some((part) => toolingCodeFolders.has(part) || hiddenFolder.test(part)) ||
    aboveSources(folders).some((part) => siteFolder.test(part))
  );
}

function aboveSources(folders: readonly string[]): readonly string[] {
  const sources = folders.findIndex((part) => sourceFolder.test(part));
  return sources < 0 ? folders : folders.slice(0, sources);
}

const generatedHeader =
  /^.{0,20}(Code generated .* DO NOT EDIT|@generated|AUTO-?GENERATED|This file (is|was) (auto-?)?generated|Generated by .{0,40}DO NOT EDIT|Generated By:? ?Java(CC|Tree))/im;

/**
 * Imports of what only tests use: k6, Gatling, Artillery, Locust, Karate, Newman, supertest, Playwright, Cucumber, behave, and hooks
 * of Dredd (https://dredd.org/en/latest/hooks/), whose module is called `hooks` in JavaScript.
 */
const testImport = new RegExp(
  [
    String.raw`^[ \t]*(?:import\b|(?:const|let|var)\b|\}).{0,300}(?:\bfrom[ \t]*|\brequire\([ \t]*|\bimport[ \t]+)['"](?:k6(?:/[\w./-]+)?|@gatling\.io/[\w-]+|newman|supertest|@playwright/test|@cucumber/cucumber)['"]`,
    String.raw`^[ \t]*(?:const|let|var)\b.{0,80}\brequire\([ \t]*['"]hooks['"]\)[^]{0,2000}?\.(?:before|after)(?:All|Each|Validation|EachValidation)?\(`,
    String.raw`^(?:import|from)[ \t]+(?:dredd_hooks|locust|behave|schemathesis)\b`,
    String.raw`^import[ \t]+(?:static[ \t]+)?(?:io\.gatling\.javaapi|com\.intuit\.karate)\.`,
    String.raw`^(?:import)?[ \t]*(?:\w+[ \t]+)?"github\.com/snikch/goodman(?:/\w+)*"`,
  ].join('|'),
  'm',
);

/** How libraries begin that were copied from a download: a comment that minifiers keep, with a version, or the wrapper for all loaders. */
const distributed =
  /^\s*\/\*![\s\S]{0,300}?\bv?\d+\.\d+\.\d+\b|\bdefine\.amd\b|^\s*\/\*\*[\s\S]{0,80}@license \S+ v\d+\./;

/** What a file is once its text is seen: generated by its header, a test by its imports, copied by its banner, minified by its lines. */
export function roleOfText(role: FileRole, file: string, text: string): FileRole {
  if (role !== 'source') return role;
  if (generatedHeader.test(text.slice(0, 2000))) return 'generated';
  if (code.test(file) && testImport.test(text.slice(0, 4000))) return 'test';
  if (!/\.[cm]?[jt]sx?$/.test(file)) return role;
  if (distributed.test(text.slice(0, 2000))) return 'vendored';
  if (looksMinified(text)) return 'minified';
  return role;
}

/** Long lines on average: nobody writes code like that by hand. */
function looksMinified(text: string): boolean {
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 400;
}

/** How files of a role are counted to people: "12 in tests". */
export const roleWords: Readonly<Record<FileRole, string>> = {
  source: 'sources',
  test: 'in tests',
  tooling: 'of build tools',
  example: 'in examples',
  generated: 'generated',
  vendored: 'vendored',
  minified: 'minified',
  archived: 'in archives',
};
