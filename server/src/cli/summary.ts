import { stat, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { summaryFormats, type SummaryFormat } from '../summaries.ts';
import { replaceFile } from '../workspace/durable.ts';
import { plainly } from '../workspace/plain-error.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { serviceOf, withWhole } from './whole.ts';

/** `prr summary`: the consultation summary of a service. */
export const summary: Command = {
  name: 'summary',
  usage: '[FOLDER]',
  summary: 'Export the consultation summary of a service',
  options: {
    service: { type: 'string', value: 'NAME', help: 'the service; needed when the folder has several' },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: summaryFormats,
      help: 'markdown (default), html, json or sarif',
    },
    record: {
      type: 'boolean',
      help: 'also record the state in .prr/exports, so that the next summary says what has changed since',
    },
    output: { type: 'string', short: 'o', value: 'FILE', help: 'write to this file instead of standard output' },
  },
  async run(args, environment) {
    const { cwd, print, data } = environment;
    const { root } = findTargets(args.positionals.slice(0, 1), cwd);
    return withWhole({ root, environment }, async (core) => {
      const service = serviceOf(core, args.text('service'), root);
      const summaries = await core.summaries();
      // First, so that the page itself says when its state was recorded.
      if (args.flag('record')) await summaries.record(service);
      const format = (args.text('format') ?? 'markdown') as SummaryFormat;
      const text = await summaries.text(service, format);
      const output = args.text('output');
      if (output === undefined) (format === 'markdown' ? print : data)(text);
      else await writeOutput(path.resolve(cwd, output), text);
      return 0;
    });
  },
};

/** Writes a whole file or none: one that was there stays as it was until then. Pipes and devices are written to as they are. */
async function writeOutput(full: string, text: string): Promise<void> {
  try {
    const stats = await stat(full).catch(() => undefined);
    if (stats && !stats.isFile() && !stats.isDirectory()) await writeFile(full, text);
    else await replaceFile(stats ? await realpath(full) : full, text);
  } catch (error) {
    throw new UsageError(plainly(error, { file: full, done: 'written' }).message);
  }
}
