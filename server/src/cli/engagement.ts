import { engagementMarkdown, partMarkdown } from '../report/engagement-markdown.ts';
import type { Action, EngagementView, PartId, PartView } from '../model/engagement.ts';
import type { Readiness } from '../service.ts';
import type { Service } from '../model/service.ts';
import { authorIn } from '../workspace/git.ts';
import { UsageError, type Arguments } from './arguments.ts';
import type { Command, Environment } from './command.ts';
import { findTargets } from './targets.ts';
import { serviceOf, withWhole } from './whole.ts';
import { jsonText } from '../report/json-text.ts';

const serviceOption = { type: 'string', value: 'NAME', help: 'the service (default: the only one)' } as const;

const sinceOption = {
  type: 'string',
  value: 'REV',
  help: 'also show what is new since a git revision, such as origin/main',
} as const;

/** Opens a folder, reads it, and runs a step with the service that is meant. */
async function withService<T>(
  folder: string | undefined,
  { args, environment }: { args: Arguments; environment: Environment },
  step: (core: Readiness, service: Service, root: string) => Promise<T>,
): Promise<T> {
  const { root } = findTargets(folder === undefined ? [] : [folder], environment.cwd);
  const newSince = args.text('new-since');
  // Who names a revision here lets git be run in the folder.
  const opening = { root, environment, ...(newSince === undefined ? {} : { settings: { newSince }, trusted: true }) };
  return withWhole(opening, async (core) => {
    if (newSince !== undefined && core.status().newSince === undefined) {
      const why = core.problems().find(({ message }) => message.startsWith('newSince: '))?.message;
      throw new UsageError(`--new-since: ${why?.slice('newSince: '.length).split(';', 1)[0] ?? 'no revision'}`);
    }
    return step(core, serviceOf(core, args.text('service'), root), root);
  });
}

/** `prr engagement`: where the engagement of a service stands, with all its parts. */
export const engagement: Command = {
  name: 'engagement',
  usage: '[FOLDER]',
  summary: 'Show the state of an engagement and the next steps',
  options: {
    service: serviceOption,
    format: { type: 'string', value: 'FORMAT', choices: ['markdown', 'json'], help: 'markdown (default) or json' },
    brief: { type: 'boolean', help: 'omit the parts' },
    'new-since': sinceOption,
  },
  async run(args, environment) {
    return withService(args.positionals[0], { args, environment }, async (core, service) => {
      const view = await (await core.engagements()).of(service);
      const shown = args.flag('brief') ? { ...view, parts: [] } : view;
      if (args.text('format') === 'json') environment.data(jsonText(shown));
      else environment.print(engagementMarkdown(shown));
      return 0;
    });
  },
};

/** `prr advice`, `prr plan` …: one part of the engagement. */
export function partCommand(part: PartId): Command {
  return {
    name: part,
    usage: '[FOLDER]',
    summary: summaries[part],
    options: {
      service: serviceOption,
      format: { type: 'string', value: 'FORMAT', choices: ['markdown', 'json'], help: 'markdown (default) or json' },
      draft: { type: 'string', value: 'NAME', help: 'print a draft that the page lists' },
      actions: { type: 'boolean', help: 'also show the prr engage command of each action' },
      ...(part === 'trend' ? { 'new-since': sinceOption } : {}),
    },
    async run(args, environment) {
      return withService(args.positionals[0], { args, environment }, async (core, service) => {
        const view = await (await core.engagements()).part(service, part);
        const isData = args.text('format') === 'json' && args.text('draft') === undefined;
        (isData ? environment.data : environment.print)(textOf(view, args));
        return 0;
      });
    },
  };
}

function textOf(view: PartView, args: Arguments): string {
  const wanted = args.text('draft');
  if (wanted !== undefined) {
    const found = view.documents.find(({ id }) => id === wanted);
    const names = view.documents.map(({ id }) => id).join(', ');
    if (!found) throw new UsageError(`there is no draft ${wanted}; drafts: ${names || 'none'}`);
    return found.text.endsWith('\n') ? found.text : `${found.text}\n`;
  }
  if (args.text('format') === 'json') return jsonText(view);
  return partMarkdown(view, { actions: args.flag('actions') });
}

/** `prr engage`: says or decides one thing; what the form in the editor does. */
export const engage: Command = {
  name: 'engage',
  usage: 'ACTION [NAME=VALUE…]',
  summary: 'Run an action of an engagement; prr PART --actions lists them',
  options: {
    service: serviceOption,
    folder: { type: 'string', value: 'FOLDER', help: 'the folder (default: the current one)' },
    by: { type: 'string', value: 'NAME', help: 'author (default: user.name of git)' },
  },
  async run(args, environment) {
    const [action, ...pairs] = args.positionals;
    if (action === undefined) throw new UsageError('name an action; prr advice --actions lists those of the advice');
    const values = Object.fromEntries(
      pairs.map((pair) => {
        const at = pair.indexOf('=');
        if (at < 1) throw new UsageError(`${pair} is not NAME=VALUE`);
        return [pair.slice(0, at), pair.slice(at + 1)];
      }),
    );
    return withService(args.text('folder'), { args, environment }, async (core, service, root) => {
      const by = args.text('by') ?? (await authorIn(root));
      if (by === undefined) throw new UsageError('--by is required: user.name of git is not set');
      const engagements = await core.engagements();
      const form = formOf(actionsOf(await engagements.of(service)), action, values);
      const { file } = await engagements
        .act(service, { action, values: form ? filledIn(form, values) : values, by })
        .catch((error: unknown) => {
          throw new UsageError(error instanceof Error ? error.message : String(error));
        });
      environment.print(`${file}\n`);
      return 0;
    });
  },
};

type Values = Readonly<Record<string, string>>;

/**
 * The form of the page that is meant: the one whose fixed values are all given, the most telling first. Which entry a form is
 * about is never guessed: a wrong guess would write over what somebody else said.
 */
function formOf(all: readonly Action[], action: string, given: Values): Action | undefined {
  const forms = all.filter(({ id }) => id === action);
  if (forms.length === 0) return undefined;
  const fixed = ({ values, ofPage }: Action) => (ofPage ? [] : Object.entries(values));
  const [form] = forms
    .filter((each) => fixed(each).every(([name, value]) => given[name] === value))
    .sort((a, b) => fixed(b).length - fixed(a).length);
  if (form) return form;
  const choices = [
    ...new Set(
      forms.map((each) =>
        fixed(each)
          .map(([name, value]) => `${name}=${value}`)
          .join(' '),
      ),
    ),
  ];
  throw new UsageError(`choose one: ${choices.slice(0, 12).join(', or ')}${choices.length > 12 ? ' …' : ''}`);
}

/** What the form would send: what it is filled with, and what is given; `NAME=` leaves a field empty. */
function filledIn({ id, values, fields }: Action, given: Values): Values {
  const names = [...Object.keys(values), ...fields.map(({ name }) => name)];
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`${id} has no field ${unknown}; fields: ${names.join(', ') || 'none'}`);
  const known = fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return { ...values, ...Object.fromEntries(known), ...given };
}

/** All that can be said on the page. */
function actionsOf({ actions, moves, next, parts }: EngagementView): Action[] {
  return [
    ...actions,
    ...moves.map((move) => move.action),
    ...next.flatMap((step) => step.action ?? []),
    ...parts.flatMap((part) =>
      part.blocks.flatMap((block): readonly Action[] => {
        if (block.kind === 'actions') return block.actions;
        if (block.kind === 'list' || block.kind === 'table') return block.rows.flatMap((row) => row.actions ?? []);
        return [];
      }),
    ),
  ];
}

/** What the command of each part is for. */
const summaries: Readonly<Record<PartId, string>> = {
  advice: 'Show which support fits a service, and what is missing',
  agreement: 'Show what both teams agreed, with a page to sign',
  analysis: 'Show the checklist of a review, the incidents and the lessons',
  plan: 'Show the improvements, ranked by benefit for users',
  training: 'Show the training for the new owners of a service',
  handover: 'Show who owns each responsibility, and the blockers',
  trend: 'Show what got better or worse, and reasons for a new review',
  early: 'Read a design document, plan a launch, or end an engagement',
  platform: 'Show modules and conformance, and compare the services',
  shared: 'Show what the platform covers, and what the team does',
  oncall: 'Show the on-call rotation, its load and the runbooks',
};
