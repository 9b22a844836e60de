import path from 'node:path';
import { summaryFormats, type SummaryFormat } from '../summaries.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { writeOutput } from './output.ts';
import { findTargets } from './targets.ts';
import type { Readiness } from '../service.ts';
import { noService, serviceOf, withWhole } from './whole.ts';

/** `prr summary`: the summary of a service, or of all. */
export const summary: Command = {
  name: 'summary',
  usage: '[FOLDER]',
  summary: 'Export the summary of a service, or of all services',
  options: {
    service: { type: 'string', value: 'NAME', help: 'the service; required if the folder has several' },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: summaryFormats,
      help: 'markdown (default), html, json or sarif',
    },
    system: { type: 'boolean', help: 'export one page for all services' },
    record: {
      type: 'boolean',
      help: 'also record the state in .prr/exports, so that the next summary shows the changes',
    },
    output: { type: 'string', short: 'o', value: 'FILE', help: 'output file (default: standard output)' },
  },
  async run(args, environment) {
    const { cwd, print, data } = environment;
    const { root } = findTargets(args.positionals.slice(0, 1), cwd);
    return withWhole({ root, environment }, async (core) => {
      const format = (args.text('format') ?? 'markdown') as SummaryFormat;
      const text = args.flag('system')
        ? await systemText(core, { format, args, root })
        : await serviceText(core, { format, args, root });
      const output = args.text('output');
      if (output === undefined) (format === 'markdown' ? print : data)(text);
      else await writeOutput(path.resolve(cwd, output), text);
      return 0;
    });
  },
};

interface TextOptions {
  readonly format: SummaryFormat;
  readonly args: Parameters<Command['run']>[0];
  readonly root: string;
}

async function serviceText(core: Readiness, { format, args, root }: TextOptions): Promise<string> {
  const service = serviceOf(core, args.text('service'), root);
  const summaries = await core.summaries();
  // First, so that the page itself says when its state was recorded.
  if (args.flag('record')) await summaries.record(service);
  return summaries.text(service, format);
}

async function systemText(core: Readiness, { format, args, root }: TextOptions): Promise<string> {
  if (args.text('service') !== undefined) throw new UsageError('use either --system or --service');
  if (args.flag('record')) throw new UsageError('--record needs --service: the state of a service is recorded');
  if (format === 'sarif') throw new UsageError('SARIF needs --service; prr check --format sarif has all findings');
  if (core.services().length === 0) throw noService(root, core);
  return (await core.summaries()).system(format);
}
