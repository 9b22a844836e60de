import path from 'node:path';
import { acceptedText, readAccepted, withoutAccepted } from '../report/accepted.ts';
import type { CheckReport } from '../report/findings.ts';
import { openDiskFiles } from '../workspace/disk-files.ts';
import { type Arguments, UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { writeOutput } from './output.ts';

export const baselineOptions: Command['options'] = {
  baseline: {
    type: 'string',
    value: 'FILE',
    help: 'leave out the findings in this file; paths are from the repository root',
  },
  'write-baseline': { type: 'string', value: 'FILE', help: 'write the findings to this file, for --baseline' },
};

/** The report without what a baseline file has, where one is named; writes one where that is asked for. Throws a `UsageError` where the file is none. `prefix` is the checked folder from the root of the repository. */
export async function throughBaseline(
  report: CheckReport,
  { args, cwd, prefix }: { readonly args: Arguments; readonly cwd: string; readonly prefix: string },
): Promise<CheckReport> {
  const [known, written] = [args.text('baseline'), args.text('write-baseline')];
  if (written !== undefined) await writeOutput(path.resolve(cwd, written), acceptedText(report, prefix));
  if (known === undefined) return report;
  const full = path.resolve(cwd, known);
  const text = openDiskFiles(path.dirname(full)).text(path.basename(full));
  if (text === undefined) throw new UsageError(`--baseline: there is no file ${full} that can be read`);
  try {
    return withoutAccepted(report, { accepted: readAccepted(text), prefix });
  } catch (error) {
    throw new UsageError(`--baseline ${known}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
