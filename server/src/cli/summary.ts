import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { summaryFormats, type SummaryFormat } from '../summaries.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';

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
  async run(args, { installation, cwd, storage, logger, print }) {
    const { root } = findTargets(args.positionals.slice(0, 1), cwd);
    const core = await installation.open(root, { logger, ...(storage === undefined ? {} : { storage }) });
    try {
      await core.fill({});
      const services = core.services();
      const wanted = args.text('service');
      const service =
        wanted === undefined && services.length === 1 ? services[0] : services.find((each) => each.name === wanted);
      if (!service) {
        const names = services.map((each) => each.name).join(', ');
        throw new UsageError(
          services.length === 0
            ? `no service was found in ${root}`
            : wanted === undefined
              ? `say which service with --service: ${names}`
              : `there is no service ${wanted}; found: ${names}`,
        );
      }
      const summaries = await core.summaries();
      // First, so that the page itself says when its state was recorded.
      if (args.flag('record')) await summaries.record(service);
      const text = await summaries.text(service, (args.text('format') ?? 'markdown') as SummaryFormat);
      const output = args.text('output');
      if (output === undefined) print(text);
      else writeFileSync(path.resolve(cwd, output), text);
      return 0;
    } finally {
      await core.close();
    }
  },
};
