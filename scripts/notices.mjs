import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Packages whose files are copied and not bundled. */
const copied = ['@vscode/codicons'];

/** Names of the packages that some inputs of esbuild come from. */
export function packagesOf(inputs) {
  const names = inputs.flatMap((file) => {
    const inner = file.split('node_modules/').at(-1) ?? '';
    const [scope = '', name = ''] = inner.split('/');
    return file.includes('node_modules/') ? [scope.startsWith('@') ? `${scope}/${name}` : scope] : [];
  });
  return [...new Set([...names, ...copied])].sort((a, b) => (a < b ? -1 : 1));
}

/** The notices of packages: name, version, licence and its text. Throws where a package has none, so that none is left out. */
export function noticesOf(packages, modules) {
  const parts = packages.map((name) => {
    const folder = path.join(modules, name);
    const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
    const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
    if (typeof license !== 'string') throw new Error(`${name} names no licence`);
    const text = texts.join('\n\n') || `Licence: ${license}. The package contains no text of it.`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  const head = 'Production Readiness contains the following packages of others.\n';
  return [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}
