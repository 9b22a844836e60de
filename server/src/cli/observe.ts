import { AskError, addressOf, openClient } from '../observe/client.ts';
import { observe as observeServer } from '../observe/observe.ts';
import { recordObserved } from '../observe/record.ts';
import { wantedOf } from '../observe/wanted.ts';
import { observedFile } from '../model/team-folder.ts';
import { jsonText } from '../report/json-text.ts';
import { readObserved, type Observed } from '../review/observed.ts';
import { attainedWords } from '../review/observed-words.ts';
import { UsageError, type Arguments } from './arguments.ts';
import type { Command, Environment } from './command.ts';
import { findTargets } from './targets.ts';
import { withCore, withWhole } from './whole.ts';

/** `prr observe`: asks a Prometheus that the user names, and records what it saw. */
export const observe: Command = {
  name: 'observe',
  usage: '[FOLDER]',
  summary: 'Ask Prometheus about the alerts and metrics of a folder, and record the answers',
  options: {
    prometheus: {
      type: 'string',
      value: 'URL',
      help: 'address of the server; a token is read from PRR_PROMETHEUS_TOKEN',
    },
    show: { type: 'boolean', help: 'show what was recorded, without any request' },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
  },
  async run(args, environment) {
    const { root } = findTargets(args.positionals.slice(0, 1), environment.cwd);
    const address = args.text('prometheus');
    if ((address === undefined) !== args.flag('show')) throw new UsageError('use either --prometheus URL or --show');
    if (address !== undefined) return ask(root, { args, environment, base: baseOf(address) });
    return withCore({ root, environment }, async ({ workspace }) => {
      const { value, problems } = await readObserved(workspace);
      for (const { message } of problems) environment.logger.warn(`${observedFile}: ${message}`);
      if (!value) throw new UsageError('nothing is recorded here; run prr observe --prometheus URL');
      print(value, args, environment);
      return 0;
    });
  },
};

function baseOf(address: string): URL {
  try {
    return addressOf(address);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function ask(
  root: string,
  { args, environment, base }: { args: Arguments; environment: Environment; base: URL },
): Promise<number> {
  const { logger } = environment;
  return withWhole({ root, environment }, async ({ live, workspace }) => {
    const client = openClient(base, process.env['PRR_PROMETHEUS_TOKEN'] || undefined);
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    const from = base.href.replace(/\/+$/, '');
    try {
      const observed = await observeServer({ client, wanted: wantedOf(live.index), now, from });
      for (const each of observed.missing ?? []) logger.warn(`not observed: ${each}`);
      await recordObserved(workspace, observed);
      print(observed, args, environment);
      return 0;
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      logger.warn(`nothing could be observed at ${from}: ${error.message}`);
      return 1;
    }
  });
}

function print(observed: Observed, args: Arguments, { print: text, data }: Environment): void {
  if (args.text('format') === 'json') data(jsonText(observed));
  else text(`${linesOf(observed).join('\n')}\n`);
}

function linesOf({ observed, from, version, missing = [], alerts = [], objectives = [], series }: Observed): string[] {
  return [
    `Observed ${observed} at ${from}${version === undefined ? '' : `, version ${version}`}`,
    ...alerts.map(({ name, loaded, differs = [], fired, hours = 0, nightHours = 0 }) => {
      const rule = loaded === undefined ? 'not compared' : loaded ? 'loaded' : 'not loaded';
      const load =
        fired === undefined ? '' : `; fired ${fired} times, ${hours} hours in 30 days (${nightHours} at night)`;
      return `  alert ${name}: ${rule}${differs.length > 0 ? `, differs in ${differs.join(' and ')}` : ''}${load}`;
    }),
    ...objectives.map(
      (each) =>
        `  objective ${each.name}${each.service === undefined ? '' : ` of ${each.service}`}: ${attainedWords(each)}`,
    ),
    ...(series ? [`  metrics: ${series.present.length} have series, ${series.absent.length} have none`] : []),
    ...(series?.absent ?? []).map((each) => `  no series: ${each}`),
    ...missing.map((each) => `  not observed: ${each}`),
  ];
}
