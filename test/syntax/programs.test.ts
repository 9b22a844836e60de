import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodeLanguage, Outline } from '../../server/src/syntax/code/outline.ts';
import { frontEndOf } from '../../server/src/syntax/code/reader.ts';
import { campaign } from '../campaign.ts';
import { programs, written, type Expected } from './programs.ts';

/** What people have half typed. */
const wounds = fc.constantFrom('(', '[', 'foo(bar', 'a = {', 'x.', ', ,', ')', ']', '"', 'x = ');

function has(outline: Outline): Expected {
  return {
    functions: outline.regions.flatMap(({ kind, name }) => (kind === 'function' ? [name ?? ''] : [])),
    calls: outline.calls.map(({ callee, args }) => `${callee.names.join('.')} ${args.length}`),
    declared: outline.bindings.flatMap(({ how, targets, region, value }) =>
      // Python declares for its function what is set in a handler.
      how === 'parameter' || region === 0 || !value ? [] : targets.map(({ names }) => names.join('.')),
    ),
    handlers: outline.regions.filter(({ kind }) => kind === 'handler').length,
    returns: outline.exits.filter(({ kind }) => kind === 'return').length,
  };
}

describe('programs that are made', () => {
  for (const language of [
    'typescript',
    'javascript',
    'go',
    'java',
    'csharp',
    'python',
  ] as const satisfies CodeLanguage[]) {
    it(`have in their outline what they were made of: ${language}`, async function () {
      this.timeout(0);
      const read = await frontEndOf(language);
      fc.assert(
        fc.property(programs, (program) => {
          const { text, expected } = written(program, language);
          const outline = read(text);
          assert.equal(outline.broken, false, text);
          assert.deepEqual(has(outline), expected, text);
        }),
        campaign(200),
      );
    });

    it(`keep what stands before a wound, and find what comes behind it: ${language}`, async function () {
      this.timeout(0);
      const read = await frontEndOf(language);
      fc.assert(
        fc.property(programs, programs, wounds, (first, second, piece) => {
          const hurt = { name: 'hurt', body: [{ kind: 'raw' as const, text: piece }] };
          const before = written(first, language).expected;
          const { text } = written([...first, hurt, ...second], language);
          const found = has(read(text));
          assert.deepEqual(found.functions.slice(0, first.length + 1), [...before.functions, 'hurt'], text);
          assert.deepEqual(found.calls.slice(0, before.calls.length), before.calls, text);
          // A declaration of Java or C# begins with no word of its own; what is open before it may take it in.
          if (language === 'java' || language === 'csharp') return;
          const names = second.map(({ name }) => name);
          assert.deepEqual(found.functions.slice(-names.length), names, text);
        }),
        campaign(200),
      );
    });
  }
});
