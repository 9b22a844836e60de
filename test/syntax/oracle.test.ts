import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { languageOf } from '../../server/src/facts/extractor.ts';
import type { CodeLanguage } from '../../server/src/syntax/code/outline.ts';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import { root } from '../analyse.ts';
import { agreement } from '../oracle/agreement.ts';
import { readByTree } from '../oracle/trees/reader.ts';

/**
 * Differences in which the scanner is right, by what the text around them holds. `npm run oracle` compares large public sources, and
 * bench/README.md has the figures and the kinds.
 */
const explained: readonly { readonly language: RegExp; readonly when: RegExp; readonly why: string }[] = [
  {
    language: /script/,
    when: /await [\w.]+<[^;]*>\(/,
    why: 'the grammar takes `await f<T>(x)` for a call of `await f`',
  },
  { language: /script/, when: /\?\?= \(/, why: 'the grammar ends `a ??= (f)()` before the brackets' },
  {
    language: /go/,
    when: /\w ?\/\/ x\n/,
    why: 'a line that ends with a comment ends the statement, as Go puts semicolons',
  },
  { language: /script/, when: /\w ?!\(\)/, why: 'the grammar of the oracle gives what `a!()` calls no name' },
  {
    language: /go/,
    when: /\w*\)\s*(\/\/ x)?\n ?\{/,
    why: 'a brace on a line of its own is no Go; the scanner reads the function all the same',
  },
  {
    language: /go/,
    when: /var \(\n\t\w+\n\w+ = /,
    why: 'a name without a type is no Go; the scanner reads the one after it',
  },
  {
    language: /script/,
    when: /\}\[\w+\]\(\)/,
    why: 'functions of an object have the names of their keys, also where the object is asked for one at once',
  },
  {
    language: /script/,
    when: /\? [\w.]+ : [\w.]+\)\(/,
    why: 'a call of one of two functions is known by the name of the second, where the oracle gives none',
  },
  {
    language: /java$/,
    when: /"\w+\/\/ x\n/,
    why: 'a string of Java that is not closed ends with its line, where the grammar reads on to the next quote',
  },
  {
    language: /csharp/,
    when: /\(\w+\n\w+\)/,
    why: 'the grammar takes two names for a declaration, which stands behind `out` and in tuples alone',
  },
  {
    language: /csharp/,
    when: /\w(\s|\/\/ x\n)\w+\(\);/,
    why: 'a function in a function has a body, where the grammar takes none for one',
  },
];

const languages: readonly CodeLanguage[] = ['typescript', 'javascript', 'go', 'python', 'java', 'csharp'];
const folders = ['test/rules', 'test/facts', 'test/fixtures', 'test/features', 'examples', 'scripts', 'server/src'];

function sources(language: CodeLanguage): { file: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => languageOf(file) === language)
      // Of our own code, which is large, a fifth; by the names of files, so that a new one changes nothing of the others.
      .filter((file) => folder !== 'server/src' || isDrawn(file, 5))
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(path.join(root, folder, file), 'utf8') })),
  );
}

/** Whether a file is among one in so many; the same in each run. */
function isDrawn(file: string, share: number): boolean {
  let sum = 0;
  for (const sign of file) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % share === 0;
}

/** The same changes in each run: something is taken out of a text, or put into it, at places of its own. */
function changed(text: string): string[] {
  const pieces = ['', '\n', '// x\n', ' ', 'x', '()', '"', '{', '}'];
  return pieces.map((piece, at) => {
    const place = Math.floor((text.length * (at + 1)) / (pieces.length + 1));
    return text.slice(0, place) + piece + text.slice(place + (at % 3 === 0 ? 1 : 0));
  });
}

async function differences(language: CodeLanguage, text: string): Promise<{ equal: number; found: string[] }> {
  const oracle = await readByTree(language, text).catch(() => undefined);
  if (!oracle || oracle.broken) return { equal: 0, found: [] };
  const { equal, differences: all } = agreement({ ours: await readCode(language, text), oracle, text });
  const lines = text.split('\n');
  const found = all.filter((each) => {
    const at = Number(/: (\d+):/.exec(each)?.[1] ?? 0);
    const around = lines.slice(Math.max(0, at - 4), at + 4).join('\n');
    return !explained.some(({ language: own, when }) => own.test(language) && when.test(around));
  });
  return { equal, found };
}

/** Fewer files of the repository are in C#. */
const least = (language: CodeLanguage) => (language === 'csharp' ? 200 : 500);

describe('the scanners and the oracle', function () {
  this.timeout(300_000);
  for (const language of languages) {
    it(`agree on declarations, calls and handlers: ${language}`, async () => {
      let equal = 0;
      const found: string[] = [];
      for (const { file, text } of sources(language)) {
        const one = await differences(language, text);
        equal += one.equal;
        found.push(...one.found.map((each) => `${file} ${each}`));
      }
      assert.ok(equal > least(language), `${equal} items`);
      assert.deepEqual(found.slice(0, 20), []);
    });
  }

  for (const language of languages) {
    it(`agree where a text is changed and the oracle sees no mistake: ${language}`, async () => {
      let equal = 0;
      const found: string[] = [];
      const all = sources(language).filter(({ text }) => text.length < 6000);
      const share = Math.max(1, Math.ceil(all.length / 40));
      for (const { file, text } of all.filter((each) => isDrawn(each.file, share))) {
        for (const each of changed(text)) {
          const one = await differences(language, each);
          equal += one.equal;
          found.push(...one.found.map((difference) => `${file} ${difference}`));
        }
      }
      assert.ok(equal > least(language), `${equal} items`);
      assert.deepEqual(found.slice(0, 20), []);
    });
  }
});
