import type { FormerFile } from '../index/baseline.ts';
import { stateOf } from '../difference.ts';
import type { Severity } from '../model/site.ts';
import { teamFolder } from '../model/team-folder.ts';
import { type Difference, differenceOf } from '../report/difference/difference.ts';
import { differenceFrom } from '../report/difference/from-repository.ts';
import { differenceMarkdown } from '../report/difference/markdown.ts';
import { differenceText } from '../report/difference/text.ts';
import { jsonText } from '../report/json-text.ts';
import { changedSince } from '../workspace/git.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { failingSeverities } from './fail-on.ts';
import { findTargets, prefixInRepository } from './targets.ts';
import { withWhole } from './whole.ts';

const severities: readonly Severity[] = ['error', 'warning', 'information'];

/** `prr diff`: what the changes since a revision do to readiness. */
export const diff: Command = {
  name: 'diff',
  usage: 'REF [FOLDER]',
  summary: 'Show what the changes since a git revision do to readiness (exit code 0 unless --fail-on)',
  options: {
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: ['text', 'markdown', 'json'],
      help: 'text (default), markdown (a comment on a pull request) or json',
    },
    'fail-on': {
      type: 'string',
      value: 'SEVERITY',
      choices: severities,
      help: 'exit with 1 if a new finding has this severity or higher',
    },
    'no-cache': { type: 'boolean', help: 'read every file again, and do not cache' },
  },
  async run(args, environment) {
    const [since, folder] = args.positionals;
    if (since === undefined) throw new UsageError('name a git revision: prr diff REF');
    const { root, named } = findTargets(folder === undefined ? [] : [folder], environment.cwd);
    if (named) throw new UsageError(`${folder} is a file; name a folder`);
    const opening = {
      root,
      environment: { ...environment, storage: args.flag('no-cache') ? undefined : environment.storage },
    };
    const now = await withWhole(opening, async (core) => {
      const own = core.workspace.stamps?.(teamFolder).keys() ?? [];
      const files = new Set([...core.live.index.paths(), ...own]);
      // Before anything is judged: a mistake in the revision is told at once.
      const changed = await changedSince(root, since, { files }).catch((error: unknown) => {
        throw new UsageError(error instanceof Error ? error.message : String(error));
      });
      return { changed, state: await stateOf(core) };
    });
    const before = await withWhole({ ...opening, former: now.changed }, stateOf);
    const difference = differenceOf(before, now.state, {
      since,
      renamed: renamesIn(now.changed),
      changed: now.changed.map(({ file }) => file),
    });
    const prefix = prefixInRepository(root);
    const format = args.text('format') ?? 'text';
    if (format === 'json') environment.data(jsonText(differenceFrom(difference, prefix)));
    else if (format === 'markdown') environment.data(differenceMarkdown(differenceFrom(difference, prefix), prefix));
    else environment.print(differenceText(difference, { color: environment.color }));
    return isLoud(difference, args.text('fail-on')) ? 1 : 0;
  },
};

function renamesIn(changed: readonly FormerFile[]): ReadonlyMap<string, string> {
  return new Map(changed.flatMap(({ file, was }) => (was === undefined ? [] : [[was, file]])));
}

function isLoud({ fresh }: Difference, least: string | undefined): boolean {
  const loud = failingSeverities(least, severities);
  return fresh.some(({ severity }) => loud.includes(severity));
}
