import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const astGrepVersion = '0.51.1';

/** The program of `@ast-grep/cli`, installed into a folder of its own so that the project does not depend on it; undefined where it cannot be had. */
export function findAstGrep(folder: string): string | undefined {
  const home = path.join(folder, 'node_modules/@ast-grep');
  const programs = () =>
    existsSync(home)
      ? readdirSync(home)
          .filter((name) => name.startsWith(`cli-${os.platform()}-${os.arch()}`))
          .map((name) => path.join(home, name, os.platform() === 'win32' ? 'ast-grep.exe' : 'ast-grep'))
      : [];
  if (programs().length === 0) {
    mkdirSync(folder, { recursive: true });
    // Its script only links the platform's program, which is called directly here.
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
    try {
      execFileSync('npm', ['install', '--prefix', folder, ...options, `@ast-grep/cli@${astGrepVersion}`]);
    } catch {
      return undefined;
    }
  }
  return programs()[0];
}

/** ripgrep: the one on the path, or the copy inside the editor that the integration tests use. */
export function findRipgrep(root: string): string | undefined {
  const onPath = (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, 'rg'));
  const editor = path.join(root, '.vscode-test/host/node_modules/code-server/lib/vscode/node_modules/@vscode');
  const bundled = existsSync(editor)
    ? readdirSync(editor)
        .filter((name) => name.startsWith('ripgrep'))
        .flatMap((name) => [
          path.join(editor, name, 'bin/rg'),
          path.join(editor, name, `bin/${os.platform()}-${os.arch()}/rg`),
        ])
    : [];
  return [...onPath, ...bundled].find((file) => existsSync(file));
}
