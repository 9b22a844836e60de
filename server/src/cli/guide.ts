import { UsageError } from './arguments.ts';
import type { Command } from './command.ts';
import { findTargets } from './targets.ts';

/** `prr guide`: search the Production Guide, or print a page. */
export const guide: Command = {
  name: 'guide',
  usage: '[search WORDS… | PAGE]',
  summary: 'Print a page of the Production Guide, search it, or list its pages',
  options: {},
  async run(args, { installation, cwd, logger, print }) {
    const { root } = findTargets([], cwd);
    const core = await installation.open(root, { logger });
    const { guide: pages } = await core.review();
    const [first, ...words] = args.positionals;
    if (first === undefined) {
      const width = Math.max(0, ...pages.pages.map((page) => page.id.length));
      print(pages.pages.map((page) => `${page.id.padEnd(width)}  ${page.title}\n`).join(''));
    } else if (first === 'search') {
      if (words.length === 0) throw new UsageError('say what to search for: prr guide search WORDS');
      const hits = pages.search(words.join(' '), 10);
      for (const { page, heading, excerpt } of hits) {
        print(
          `${page.id}${heading ? `#${heading.anchor}` : ''}  ${page.title}${heading ? `: ${heading.text}` : ''}\n    ${excerpt}\n`,
        );
      }
      if (hits.length === 0) print('Nothing found.\n');
    } else {
      const page = pages.page(first);
      if (!page) throw new UsageError(`the Guide has no page ${first}; prr guide lists them`);
      print(`${page.markdown.trim()}\n`);
    }
    await core.close();
    return 0;
  },
};
