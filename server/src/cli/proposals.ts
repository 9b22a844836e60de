import os from 'node:os';
import type { Proposal } from '../review/proposals/proposals.ts';
import { jsonText } from '../report/json-text.ts';
import { authorIn } from '../workspace/git.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { withWhole } from './whole.ts';

/** `prr proposals`: what assistants proposed, and what a person decides about it. */
export const proposals: Command = {
  name: 'proposals',
  usage: '[accept ID | delete ID]',
  summary: 'List, accept or delete answers and notes that assistants proposed',
  options: {
    in: { type: 'string', value: 'FOLDER', help: 'the folder (default: the current one)' },
    by: { type: 'string', value: 'NAME', help: 'who accepts it (default: user.name of git)' },
    format: { type: 'string', value: 'FORMAT', choices: ['text', 'json'], help: 'text (default) or json' },
  },
  async run(args, environment) {
    const { cwd, print, data } = environment;
    const [verb = 'list', id] = args.positionals;
    if (!['list', 'accept', 'delete'].includes(verb))
      throw new UsageError(`prr proposals has no command ${verb}; see prr proposals --help`);
    if (verb !== 'list' && id === undefined) throw new UsageError(`give the ID: prr proposals ${verb} ID`);
    const { root } = findTargets([args.text('in') ?? '.'], cwd);
    return withWhole({ root, environment }, async (core) => {
      const review = await core.review();
      if (id === undefined) {
        const all = await review.proposals();
        if (args.text('format') === 'json') data(jsonText(all));
        else print(all.length === 0 ? 'No proposals.\n' : all.map(textOf).join('\n'));
        return 0;
      }
      const by = args.text('by') ?? (await authorIn(root)) ?? os.userInfo().username;
      const change = verb === 'accept' ? review.acceptProposal(id, by) : review.deleteProposal(id);
      await change.catch((error: unknown) => {
        throw new UsageError(error instanceof Error ? error.message : String(error));
      });
      print(`${verb === 'accept' ? 'accepted' : 'deleted'}: ${id}\n`);
      return 0;
    });
  },
};

function textOf({ id, by, at, service, answer, note }: Proposal): string {
  const what = answer ? `answer ${answer.answer} to ${answer.item}` : (note?.kind ?? 'note');
  // A note that waits follows its line.
  const line = note?.placement?.state === 'placed' ? note.placement.line + 1 : note?.anchor?.line;
  const place = note?.anchor ? `  ${note.anchor.file}:${line ?? 1}` : '';
  const evidence = (answer?.evidence ?? []).map((each) => `    ${each}\n`).join('');
  const words = (answer?.reason ?? note?.text ?? '').replace(/^/gm, '    ');
  return `${id}  ${what}${service === undefined ? '' : `, ${service}`}${place}\n  ${by}, ${at.slice(0, 10)}\n${words}\n${evidence}`;
}
