import type { Published } from '../git.ts';

/** Lines from 1; both ends are meant. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Host {
  /** Address of the repository on the web, without a slash at its end. */
  readonly repository: string;
  readonly kind: 'github' | 'gitlab' | 'bitbucket' | 'gitea';
}

/** The address of lines at a commit, on the web; undefined where the host is not one that is known. */
export function permalink({ remote, commit, path }: Published, { first, last }: Lines): string | undefined {
  const host = hostOf(remote);
  if (!host) return undefined;
  const file = path.split('/').map(encodeURIComponent).join('/');
  const several = last > first;
  switch (host.kind) {
    case 'github':
      return `${host.repository}/blob/${commit}/${file}#L${first}${several ? `-L${last}` : ''}`;
    case 'gitlab':
      return `${host.repository}/-/blob/${commit}/${file}#L${first}${several ? `-${last}` : ''}`;
    case 'bitbucket':
      return `${host.repository}/src/${commit}/${file}#lines-${first}${several ? `:${last}` : ''}`;
    case 'gitea':
      return `${host.repository}/src/commit/${commit}/${file}#L${first}${several ? `-L${last}` : ''}`;
  }
}

/** Browsers and hosts take about 8,000 characters; encoded text is up to three times as long. */
const maxBody = 2000;

/** The address of a form for a new issue that is filled in; undefined where the host has none that is known. */
export function issueLink(remote: string, { title, body }: { title: string; body: string }): string | undefined {
  const host = hostOf(remote);
  const text = body.length > maxBody ? `${body.slice(0, maxBody)} …` : body;
  const query = (names: readonly [string, string]) => new URLSearchParams({ [names[0]]: title, [names[1]]: text });
  switch (host?.kind) {
    case 'github':
    case 'gitea':
      return `${host.repository}/issues/new?${query(['title', 'body']).toString()}`;
    case 'gitlab':
      return `${host.repository}/-/issues/new?${query(['issue[title]', 'issue[description]']).toString()}`;
    case 'bitbucket':
    case undefined:
      return undefined;
  }
}

/** The host of a remote's address, which may be `https://…`, `ssh://…` or `git@host:path`. */
function hostOf(remote: string): Host | undefined {
  const short = /^(?:[^@/\s]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(remote);
  const long = /^(?:https?|ssh|git):\/\/(?:[^@/\s]+@)?([\w.-]+)(?::\d+)?\/(.+)$/.exec(remote);
  const [, name = '', path = ''] = long ?? short ?? [];
  const kind = kindOf(name.toLowerCase());
  const own = path.replace(/\.git\/?$/, '').replace(/^\/|\/$/g, '');
  return kind && own !== '' ? { kind, repository: `https://${name}/${own}` } : undefined;
}

function kindOf(name: string): Host['kind'] | undefined {
  const labels = name.split('.');
  if (labels.includes('github')) return 'github';
  if (labels.includes('gitlab')) return 'gitlab';
  if (name === 'bitbucket.org') return 'bitbucket';
  return name === 'codeberg.org' || labels.includes('gitea') || labels.includes('forgejo') ? 'gitea' : undefined;
}
