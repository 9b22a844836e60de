import { addressOf } from '../observe/client.ts';
import { observeProduction, type Server } from '../observe/production.ts';
import { alertmanagerFile, observedFile } from '../model/team-folder.ts';
import { jsonText } from '../report/json-text.ts';
import { readObserved } from '../review/observed.ts';
import { readAlertmanager } from '../review/observed-alertmanager.ts';
import { UsageError, type Arguments } from './arguments.ts';
import type { Command, Environment } from './command.ts';
import { alertmanagerLines, prometheusLines, type Records } from './observed-lines.ts';
import { findTargets } from './targets.ts';
import { withCore, withWhole } from './whole.ts';

/** `prr observe`: asks a Prometheus and an Alertmanager that the user names, and records what it saw. */
export const observe: Command = {
  name: 'observe',
  usage: '[FOLDER]',
  summary: 'Ask Prometheus and Alertmanager about the alerts and metrics of a folder, and record the answers',
  options: {
    prometheus: {
      type: 'string',
      value: 'URL',
      help: 'address of the server; a token is read from PRR_PROMETHEUS_TOKEN',
    },
    alertmanager: {
      type: 'string',
      value: 'URL',
      help: 'address of the server; a token is read from PRR_ALERTMANAGER_TOKEN',
    },
    show: { type: 'boolean', help: 'show what was recorded, without any request' },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
  },
  async run(args, environment) {
    const { root } = findTargets(args.positionals.slice(0, 1), environment.cwd);
    const prometheus = serverOf(args, 'prometheus');
    const alertmanager = serverOf(args, 'alertmanager');
    if ((prometheus ?? alertmanager) === undefined ? !args.flag('show') : args.flag('show'))
      throw new UsageError('use --prometheus URL, --alertmanager URL or both, or --show');
    if (prometheus ?? alertmanager) return ask(root, { args, environment, servers: { prometheus, alertmanager } });
    return withCore({ root, environment }, async ({ workspace }) => {
      const [seen, routed] = await Promise.all([readObserved(workspace), readAlertmanager(workspace)]);
      for (const { message } of seen.problems) environment.logger.warn(`${observedFile}: ${message}`);
      for (const { message } of routed.problems) environment.logger.warn(`${alertmanagerFile}: ${message}`);
      if (!seen.value && !routed.value)
        throw new UsageError('nothing is recorded here; run prr observe --prometheus URL');
      print({ prometheus: seen.value, alertmanager: routed.value }, args, environment);
      return 0;
    });
  },
};

/** The server that an option names, with its token from the environment. */
function serverOf(args: Arguments, name: 'prometheus' | 'alertmanager'): Server | undefined {
  const address = args.text(name);
  if (address === undefined) return undefined;
  const token = `PRR_${name.toUpperCase()}_TOKEN`;
  try {
    return { base: addressOf(address, { option: `--${name}`, token }), token: process.env[token] || undefined };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

interface Asking {
  readonly args: Arguments;
  readonly environment: Environment;
  readonly servers: { readonly prometheus: Server | undefined; readonly alertmanager: Server | undefined };
}

async function ask(root: string, { args, environment, servers }: Asking): Promise<number> {
  const { logger } = environment;
  return withWhole({ root, environment }, async (core) => {
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    const outcomes = await observeProduction({ core, ...servers, now });
    const records: { -readonly [Key in keyof Records]: Records[Key] } = {};
    for (const outcome of outcomes) {
      if ('failure' in outcome) {
        logger.warn(`nothing could be observed at ${outcome.from}: ${outcome.failure}`);
        continue;
      }
      for (const each of outcome.observed.missing ?? []) logger.warn(`not observed: ${each}`);
      if (outcome.server === 'Prometheus') records.prometheus = outcome.observed;
      else records.alertmanager = outcome.observed;
    }
    if (!records.prometheus && !records.alertmanager) return 1;
    print(records, args, environment);
    return 0;
  });
}

/** As JSON one record is itself, and two have their names as keys. */
function print(records: Records, args: Arguments, { print: text, data }: Environment): void {
  const { prometheus, alertmanager } = records;
  if (args.text('format') === 'json')
    data(jsonText(prometheus && alertmanager ? { prometheus, alertmanager } : (prometheus ?? alertmanager)));
  else {
    const lines = [
      ...(prometheus ? prometheusLines(prometheus) : []),
      ...(alertmanager ? alertmanagerLines(alertmanager) : []),
    ];
    text(`${lines.join('\n')}\n`);
  }
}
