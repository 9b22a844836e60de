import type { CommandTools, Ran } from './command-files.ts';
import type { Kinds } from './kinds.ts';
import { folderOf } from '../modules/paths.ts';
import type { Reaching } from '../reach.ts';
import { isDeployed } from '../standing.ts';
import type { Launch } from '../launch.ts';
import { say } from '../../words/say.ts';

/** How a start of a command within another program is called. */
export const withinAnother = 'another program';

/** Fewer packages beside a command are what it is put together of. */
const fewestCommands = 3;

/**
 * The commands of a binary that is many programs in one: packages of Go beside its own that it takes in and starts by name,
 * each with a start that says so. One that serves reaches a server that most of the others do not.
 */
export function commandsWithin(
  { ran, launches }: { readonly ran: Ran; readonly launches: readonly Launch[] },
  {
    tools,
    kinds,
    reaching,
    isDaemon,
  }: {
    readonly tools: CommandTools;
    readonly kinds: Kinds;
    readonly reaching: Reaching;
    readonly isDaemon: (files: readonly string[]) => boolean;
  },
): (readonly [Ran, Launch])[] {
  const { entries, modules } = tools;
  const { language, folder } = ran;
  const parent = folderOf(folder);
  const launch = launches.find(({ start }) => isDeployed(start)) ?? launches[0];
  if (!launch || language !== 'go' || !/(^|\/)cmd$/.test(parent)) return [];
  const inside = new Map<string, readonly string[]>();
  for (const file of ran.entries) {
    for (const module of entries.links.get(file)?.imports ?? []) {
      const found = modules.resolve(file, module);
      const own = found[0] === undefined ? '' : folderOf(found[0]);
      if (own !== folder && own !== parent && folderOf(own) === parent && !entries.goMains.has(own))
        inside.set(own, found);
    }
  }
  if (inside.size < fewestCommands) return [];
  const reaches = new Map([...inside].map(([own, found]) => [own, reaching.reach(found).files]));
  const counts = new Map<string, number>();
  for (const files of reaches.values()) for (const file of files) counts.set(file, (counts.get(file) ?? 0) + 1);
  const entry = ran.entries[0] ?? folder;
  return [...inside].map(([own, found]) => {
    const serves = [...(reaches.get(own) ?? [])].some(
      (file) => kinds.serving.has(file) && (counts.get(file) ?? 0) * 2 <= inside.size,
    );
    const { command: _whole, ...start } = launch.start;
    const name = own.slice(own.lastIndexOf('/') + 1);
    return [
      { entries: found, language, folder: own, kind: serves ? 'server' : isDaemon(found) ? 'worker' : 'command' },
      {
        ...launch,
        words: [],
        start: {
          ...start,
          by: withinAnother,
          at: { file: entry, span: { start: 0, end: 0 } },
          because: say('many-in-one.starts-it-as', { folder, name }),
        },
      },
    ] as const;
  });
}
