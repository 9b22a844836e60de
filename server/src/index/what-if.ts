import type { DeclaredService } from './declared-services.ts';
import { openLive, type LiveIndex, type LivePorts } from './live.ts';
import type { ListOptions } from '../workspace/workspace.ts';

export interface WhatIf {
  /** The text that is tried, and the file that it would be in. */
  readonly file: string;
  readonly text: string;
  /** The workspace as it is; the texts of its open documents count. */
  readonly live: Pick<LiveIndex, 'openTexts'>;
  readonly list: ListOptions;
  readonly declared: readonly DeclaredService[];
}

/** The workspace as it would be with a text in a file: read for this one question, from the facts that are known; nothing is written. */
export async function openWhatIf(ports: LivePorts, { file, text, live, list, declared }: WhatIf): Promise<LiveIndex> {
  const { cache } = ports;
  const kept = { ...cache, set: () => {}, drop: () => {}, keep: () => {}, save: async () => {} };
  const other = openLive({ ...ports, cache: kept, pool: undefined, alone: false });
  other.index.declare(declared);
  for (const [name, own] of live.openTexts()) if (name !== file) await other.setText(name, own);
  await other.setText(file, text);
  await other.fill(list, {});
  return other;
}
