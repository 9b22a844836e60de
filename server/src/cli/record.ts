import path from 'node:path';
import { recordOf } from '../record.ts';
import { jsonText } from '../report/json-text.ts';
import type { Readiness } from '../readiness.ts';
import { headOf } from '../workspace/git.ts';
import type { Arguments } from './arguments.ts';
import type { Command, Environment } from './command.ts';
import { writeOutput } from './output.ts';

export const recordOptions: Command['options'] = {
  record: {
    type: 'string',
    value: 'FILE',
    help: 'also write the readiness of the repository to this file, for prr merge',
  },
  repository: {
    type: 'string',
    value: 'NAME',
    help: 'name of the repository in the record (default: name of the folder)',
  },
};

/** Writes the record that is asked for. */
export async function writeRecord(
  core: Readiness,
  args: Arguments,
  { root, environment: { cwd, installation } }: { readonly root: string; readonly environment: Environment },
): Promise<void> {
  const file = args.text('record');
  if (file === undefined) return;
  const revision = await headOf(root);
  const record = await recordOf(core, {
    tool: installation.version,
    repository: args.text('repository') ?? path.basename(root),
    at: `${new Date().toISOString().slice(0, 19)}Z`,
    ...(revision === undefined ? {} : { revision }),
  });
  await writeOutput(path.resolve(cwd, file), jsonText(record));
}
