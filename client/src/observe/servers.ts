import * as vscode from 'vscode';

export type ServerName = 'prometheus' | 'alertmanager';

/** A server of the user's settings. */
export interface NamedServer {
  readonly name: ServerName;
  readonly title: 'Prometheus' | 'Alertmanager';
  /** The address as it is asked, without a slash at the end. */
  readonly url: string;
}

const titles = { prometheus: 'Prometheus', alertmanager: 'Alertmanager' } as const;

/** The servers of the user's own settings; what a workspace says does not count. */
export function namedServers(): readonly NamedServer[] {
  const settings = vscode.workspace.getConfiguration('prr');
  return (['prometheus', 'alertmanager'] as const).flatMap((name) => {
    const value = settings.inspect<unknown>(`observe.${name}`)?.globalValue;
    const url = typeof value === 'string' ? value.trim().replace(/\/+$/, '') : '';
    return url === '' ? [] : [{ name, title: titles[name], url }];
  });
}

/** Tokens by address, in the editor's secret storage: another address never gets one. */
export function openTokens({ secrets, globalState }: Pick<vscode.ExtensionContext, 'secrets' | 'globalState'>) {
  const listKey = 'prr.observe.tokens';
  const keyOf = (url: string) => `prr.observe.token:${url}`;
  const addresses = () => globalState.get<readonly string[]>(listKey) ?? [];
  return {
    addresses,
    get: (url: string) => secrets.get(keyOf(url)),
    async set(url: string, token: string) {
      await secrets.store(keyOf(url), token);
      await globalState.update(listKey, [...new Set([...addresses(), url])]);
    },
    async forget(url: string) {
      await secrets.delete(keyOf(url));
      await globalState.update(
        listKey,
        addresses().filter((each) => each !== url),
      );
    },
  };
}

export type Tokens = ReturnType<typeof openTokens>;
