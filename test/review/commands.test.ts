import assert from 'node:assert/strict';
import { answer } from '../../server/src/cli/answer.ts';
import { readArguments, UsageError } from '../../server/src/cli/arguments.ts';
import type { Command } from '../../server/src/cli/command.ts';
import { summary } from '../../server/src/cli/summary.ts';
import type { Installation } from '../../server/src/installation.ts';
import { root } from '../analyse.ts';
import { opened } from './opened.ts';
import { inEnglish } from '../../server/src/words/language.ts';

/** Runs a command over texts, and tells how often the core was opened and closed. */
async function run(command: Command, ...args: string[]) {
  const { core } = await opened({ 'web/package.json': '{}', 'web/Dockerfile': 'FROM node:22.1.0\n' });
  const counts = { opened: 0, closed: 0 };
  const open: Installation['open'] = async () => {
    counts.opened++;
    return { ...core, close: async () => void counts.closed++ };
  };
  const result = await command
    .run(readArguments(args, command.options), {
      installation: { open } as Installation,
      cwd: root,
      storage: undefined,
      color: false,
      words: inEnglish,
      logger: { info: () => {}, warn: () => {} },
      print: () => {},
      data: () => {},
    })
    .catch((error: unknown) => error);
  return { result, counts };
}

const by = ['--by', 'Ada', '--reason', 'see the page'];
const uses: readonly (readonly [string, Command, ...string[]])[] = [
  ['an answer for no service', answer, 'shop', 'dep-security', 'yes', ...by],
  ['an answer to no item', answer, 'web', 'nothing', 'yes', ...by],
  ['an answer with no address', answer, 'web', 'dep-security', 'yes', ...by, '--link', 'x'],
  ['an answer that is not there', answer, 'web', 'dep-security', 'none', ...by],
  ['a summary of no service', summary, '--service', 'shop'],
];

describe('commands of the review', () => {
  for (const [name, command, ...args] of uses)
    it(`close what they opened when they are used in a wrong way: ${name}`, async () => {
      const { result, counts } = await run(command, ...args);
      assert.ok(result instanceof UsageError, String(result));
      assert.deepEqual(counts, { opened: 1, closed: 1 });
    });

  it('close what they opened once when all is well', async () => {
    for (const [command, ...args] of [
      [answer, 'web', 'dep-security', 'yes', ...by],
      [summary, '--service', 'web'],
    ] as const)
      assert.deepEqual(await run(command, ...args), { result: 0, counts: { opened: 1, closed: 1 } });
  });
});
