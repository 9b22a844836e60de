import * as vscode from 'vscode';
import { guideScheme as scheme, method } from '../../../server/src/protocol.ts';
import type { GuidePageView } from '../../../server/src/protocol/guide.ts';
import { showPage } from '../places.ts';
import type { Server } from '../server.ts';

/** The pages as files that can only be read, so that the preview follows their links and draws them again when they change. */
export interface Pages extends vscode.Disposable {
  /** Opens `id` or `id#heading` in the preview. */
  open(ref: string): Promise<void>;
  /** What was opened, the latest first. */
  recent(): readonly string[];
}

/** Pages that are remembered. */
const maxRecent = 8;
const recentKey = 'prr.recentGuidePages';

/** Registers the files of `prr-guide:`. */
export function registerPages(server: Server, memory: vscode.Memento): Pages {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  let version = Date.now();
  const refOf = (uri: vscode.Uri) => uri.path.replace(/^\//, '').replace(/\.md$/i, '');
  const textOf = async (uri: vscode.Uri): Promise<Uint8Array> => {
    if (!/\.md$/i.test(uri.path)) throw vscode.FileSystemError.FileNotFound(uri);
    const page = await server.request<GuidePageView | null>(method.guidePage, { ref: refOf(uri) });
    const missing = `# ${vscode.l10n.t('No such page')}\n\n${vscode.l10n.t('The Guide has no page `{0}`.', refOf(uri).replaceAll('`', ''))}\n`;
    return new TextEncoder().encode(page?.markdown ?? missing);
  };
  const readOnly = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    async stat(uri) {
      if (uri.path === '/' || !/\.\w+$/.test(uri.path))
        return { type: vscode.FileType.Directory, ctime: 0, mtime: version, size: 0 };
      return { type: vscode.FileType.File, ctime: 0, mtime: version, size: (await textOf(uri)).length };
    },
    readDirectory: () => [],
    readFile: textOf,
    writeFile: readOnly,
    createDirectory: readOnly,
    delete: readOnly,
    rename: readOnly,
  };
  const recent = () => memory.get<readonly string[]>(recentKey, []);
  return Object.assign(
    vscode.Disposable.from(
      changed,
      vscode.workspace.registerFileSystemProvider(scheme, provider, { isReadonly: true, isCaseSensitive: true }),
      server.onChanged(({ what }) => {
        if (!what.includes('guide')) return;
        version = Math.max(Date.now(), version + 1);
        const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === scheme);
        changed.fire(open.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri: uri.with({ fragment: '' }) })));
      }),
    ),
    {
      recent,
      async open(ref: string) {
        const page = await server.request<GuidePageView | null>(method.guidePage, { ref });
        const [name = '', heading = ''] = ref.split('#');
        // A heading that a replacing page has not would leave the reader in the middle of another.
        const fragment = page?.found === false ? '' : heading;
        const id = page?.id ?? name;
        await memory.update(recentKey, [id, ...recent().filter((each) => each !== id)].slice(0, maxRecent));
        await showPage(vscode.Uri.from({ scheme, path: `/${id}.md`, fragment }));
        if (page?.found === false)
          vscode.window.setStatusBarMessage(
            vscode.l10n.t('The page {0} has no heading {1}: shown from its top', id, heading),
            6000,
          );
      },
    },
  );
}
