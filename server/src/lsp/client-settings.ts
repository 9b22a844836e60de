import type { Connection } from 'vscode-languageserver';
import { record } from './well-formed.ts';

/** The settings of the user, wherever the client keeps them. */
export interface ClientSettings {
  /** Those for a folder; undefined where there are none. */
  of(uri: string): Promise<unknown>;
  /** Takes the settings that `workspace/didChangeConfiguration` carries. */
  take(params: unknown): void;
}

/**
 * Settings under `prr`: asked for where the client can be asked, otherwise those that it sent last, otherwise those of
 * its initialization options (`settings`, with or without `prr` around them).
 */
export function openClientSettings(
  connection: Connection,
  { isAsked, initial }: { isAsked: () => boolean; initial: () => unknown },
): ClientSettings {
  let sent: unknown;
  return {
    async of(uri) {
      const asked = isAsked()
        ? await connection.workspace.getConfiguration({ scopeUri: uri, section: 'prr' }).catch(() => undefined)
        : undefined;
      return [asked, sent, ownIn(initial())].find((each) => each !== null && each !== undefined) as unknown;
    },
    take(params) {
      const { settings } = record(params);
      // VS Code sends nothing, as it is asked; what others send for other servers is none of ours.
      if (record(settings).prr !== undefined) sent = record(settings).prr;
    },
  };
}

function ownIn(settings: unknown): unknown {
  return record(settings).prr ?? settings;
}
