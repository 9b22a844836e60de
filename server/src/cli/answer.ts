import { authorIn } from '../workspace/git.ts';
import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';
import { withWhole } from './whole.ts';

const answers = ['yes', 'no', 'not-applicable', 'none'] as const;

/** `prr answer`: what a person says of an item, kept in a small file beside the code. */
export const answer: Command = {
  name: 'answer',
  usage: 'SERVICE ITEM yes|no|not-applicable|none [FOLDER]',
  summary: 'Answer a checklist item; none clears the answer',
  options: {
    reason: { type: 'string', value: 'TEXT', help: 'reason that another person can check (required)' },
    by: { type: 'string', value: 'NAME', help: 'author (default: user.name of git)' },
    link: { type: 'string', value: 'URL', help: 'link to more information' },
  },
  async run(args, environment) {
    const { cwd, print } = environment;
    const [service, item, given, folder] = args.positionals;
    const said = answers.find((each) => each === given);
    if (service === undefined || item === undefined || !said)
      throw new UsageError(`give the service, the item and ${answers.join(', ')}`);
    const { root } = findTargets(folder === undefined ? [] : [folder], cwd);
    const by = args.text('by') ?? (await authorIn(root));
    const reason = args.text('reason');
    if (by === undefined) throw new UsageError('--by is required: user.name of git is not set');
    if (reason === undefined && said !== 'none') throw new UsageError('--reason is required');
    return withWhole({ root, environment }, async (core) => {
      const review = await core.review();
      const services = core.services().map(({ name }) => name);
      if (!services.includes(service))
        throw new UsageError(`there is no service ${service}; found: ${services.join(', ') || 'none'}`);
      if (!review.items.some(({ id }) => id === item))
        throw new UsageError(`there is no item ${item}; see prr checklist`);
      const link = args.text('link');
      const change = { service, item, answer: said, reason: reason ?? '', by, ...(link === undefined ? {} : { link }) };
      if (link !== undefined && !/^https?:\/\//.test(link)) throw new UsageError('--link must be a URL');
      const { file } = await review.answer(change).catch((error: unknown) => {
        throw new UsageError(error instanceof Error ? error.message : String(error));
      });
      print(`${file}\n`);
      return 0;
    });
  },
};
