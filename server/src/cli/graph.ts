import { graphDot, graphJson, graphMermaid, graphText } from '../report/graph.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { withWhole } from './whole.ts';

const formats = { text: graphText, json: graphJson, mermaid: graphMermaid, dot: graphDot } as const;

/** `prr graph`: what is deployed, what it reaches and on what it depends. */
export const graph: Command = {
  name: 'graph',
  usage: '[FOLDER]',
  summary: 'Show the production picture: programs, services and dependencies',
  options: {
    service: { type: 'string', value: 'NAME', help: 'only this service, its callers and its dependencies' },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: Object.keys(formats),
      help: 'text (default), json, mermaid or dot',
    },
  },
  async run(args, environment) {
    const { root } = findTargets(args.positionals.slice(0, 1), environment.cwd);
    const service = args.text('service');
    const format = (args.text('format') ?? 'text') as keyof typeof formats;
    return withWhole({ root, environment }, async (core) => {
      const picture = core.production();
      if (service !== undefined && !picture.services.some(({ name }) => name === service))
        throw new UsageError(
          `there is no service ${service}; found: ${picture.services.map(({ name }) => name).join(', ') || 'none'}`,
        );
      environment.print(formats[format](picture, { service }));
      return 0;
    });
  },
};
