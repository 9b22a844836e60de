import * as vscode from 'vscode';

interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD?: { readonly commit?: string };
    readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string }[];
  };
  getConfig(key: string): Promise<string>;
  getGlobalConfig(key: string): Promise<string>;
}

interface GitApi {
  readonly repositories: readonly Repository[];
  getRepository(uri: vscode.Uri): Repository | null;
}

/** VS Code's own git, where it is on. */
async function openGit(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (!extension) return undefined;
  try {
    return (await extension.activate()).getAPI(1);
  } catch {
    // It is switched off.
    return undefined;
  }
}

/** The name that git signs commits with; undefined where git does not know. */
export async function gitName(): Promise<string | undefined> {
  const repository = (await openGit())?.repositories[0];
  try {
    const name = (await repository?.getConfig('user.name')) || (await repository?.getGlobalConfig('user.name'));
    return name || undefined;
  } catch {
    // The key is not set.
    return undefined;
  }
}

/** Where a file is published: the remote's address, the commit that is checked out, and the path in the repository. */
export interface Published {
  readonly remote: string;
  readonly commit: string;
  readonly path: string;
}

/** Where this file or folder is published; undefined without git, a commit or a remote. */
export async function publishedAt(uri: vscode.Uri): Promise<Published | undefined> {
  const repository = (await openGit())?.getRepository(uri);
  const { HEAD, remotes = [] } = repository?.state ?? {};
  const remote = (remotes.find(({ name }) => name === 'origin') ?? remotes[0])?.fetchUrl;
  if (!repository || HEAD?.commit === undefined || remote === undefined) return undefined;
  const path = uri.path.slice(repository.rootUri.path.length).replace(/^\//, '');
  return { remote, commit: HEAD.commit, path };
}
