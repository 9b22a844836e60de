import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callsNamed } from '../../server/src/facts/code/calls-named.ts';
import { createResolver } from '../../server/src/facts/code/names/resolver.ts';
import type { ResolvedCode } from '../../server/src/facts/code/resolved.ts';
import { languageOf } from '../../server/src/facts/extractor.ts';
import { compileKnowledge } from '../../server/src/knowledge/knowledge.ts';
import { readCode } from '../../server/src/syntax/code/reader.ts';
import { root } from '../analyse.ts';

const knowledge = compileKnowledge([]);

/** All code of the fixtures, resolved. */
async function fixtures(): Promise<ResolvedCode[]> {
  const found: ResolvedCode[] = [];
  for (const name of readdirSync(path.join(root, 'test/rules'), { recursive: true, encoding: 'utf8' })) {
    const language = languageOf(name);
    if (!language) continue;
    const text = readFileSync(path.join(root, 'test/rules', name), 'utf8');
    const outline = await readCode(language, text);
    const resolver = createResolver(outline, { text, knowledge });
    found.push({ outline, text, knowledge, resolver, found: new Map() });
  }
  return found;
}

describe('calls by their words', () => {
  it('are those that trying each call finds, in the same order', async () => {
    const all = await fixtures();
    assert.ok(all.length > 300);
    for (const code of all) {
      const lasts = code.outline.calls.map(({ callee }) => callee.names.at(-1) ?? '');
      const names = [...new Set(lasts)];
      const sets = [
        ...names.map((name) => new Set([name])),
        new Set(names.filter((_, index) => index % 2 === 0)),
        new Set([...names, 'named-nowhere']),
        new Set(Array.from({ length: names.length + 1 }, (_, index) => names[index * 3] ?? `none-${index}`)),
        new Set<string>(),
      ];
      for (const words of sets) {
        const tried = code.outline.calls.flatMap((call, index) =>
          words.has(lasts[index] ?? '') ? [{ call, index }] : [],
        );
        assert.deepEqual(callsNamed(code, words), tried);
        assert.deepEqual(
          callsNamed(code, (last) => words.has(last)),
          tried,
        );
      }
    }
  });
});
