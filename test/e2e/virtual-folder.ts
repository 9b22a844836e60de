import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A workspace file whose only folder is virtual, and the extension that provides the folder's files in a browser's extension host. */
export interface VirtualFolder {
  readonly workspace: string;
  readonly extension: string;
}

/** Puts both below a folder; the files are those of `memfs:/NAME`, by path. */
export function writeVirtualFolder(
  below: string,
  { name, files }: { readonly name: string; readonly files: Readonly<Record<string, string>> },
): VirtualFolder {
  const extension = path.join(below, 'virtual-files');
  mkdirSync(extension, { recursive: true });
  const manifest = {
    name: 'virtual-files',
    publisher: 'test',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    browser: './extension.js',
    extensionKind: ['web'],
    activationEvents: ['onFileSystem:memfs'],
  };
  writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(extension, 'extension.js'), provider(name, files));
  const workspace = path.join(below, `${name}.code-workspace`);
  writeFileSync(workspace, JSON.stringify({ folders: [{ uri: `memfs:/${name}`, name }] }));
  return { workspace, extension };
}

/** Files in memory, as simple as the editor's API allows. */
function provider(name: string, files: Readonly<Record<string, string>>): string {
  return `const vscode = require('vscode');
const files = new Map(Object.entries(${JSON.stringify(files)}).map(([file, text]) => ['/${name}/' + file, new TextEncoder().encode(text)]));
const changed = new vscode.EventEmitter();
const isFolder = (path) => path === '/' || [...files.keys()].some((file) => file.startsWith(path + '/'));
const missing = (uri) => { throw vscode.FileSystemError.FileNotFound(uri); };
const provider = {
  onDidChangeFile: changed.event,
  watch: () => new vscode.Disposable(() => {}),
  stat(uri) {
    const bytes = files.get(uri.path);
    if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (isFolder(uri.path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    return missing(uri);
  },
  readDirectory(uri) {
    const start = uri.path === '/' ? '/' : uri.path + '/';
    const found = new Map();
    for (const file of files.keys()) {
      if (!file.startsWith(start)) continue;
      const [name, ...rest] = file.slice(start.length).split('/');
      found.set(name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
    }
    return [...found];
  },
  createDirectory() {},
  readFile: (uri) => files.get(uri.path) ?? missing(uri),
  writeFile(uri, bytes) {
    const type = files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    files.set(uri.path, bytes);
    changed.fire([{ type, uri }]);
  },
  delete(uri) {
    files.delete(uri.path);
    changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  },
  rename() { throw vscode.FileSystemError.NoPermissions('not needed here'); },
};
exports.activate = (context) => {
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memfs', provider, { isCaseSensitive: true }));
};
`;
}
