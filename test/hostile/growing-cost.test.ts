import assert from 'node:assert/strict';
import { extractor } from '../analyse.ts';

// Mistakes from which a parser may recover at a cost that grows with each of them. What is read here costs each sign its own length:
// the text is read, or it is named as nested too deeply.
describe('mistakes without an end', () => {
  for (const [file, unit] of [
    ['a.go', '---\n}\n'],
    ['a.go', '/*`'],
    ['a.go', '{{*'],
    ['a.go', 'if a == nil { } else '],
    ['a.ts', '---\n}\n'],
    ['a.ts', 'a<b<'],
    ['a.ts', 'a ? b => '],
    ['a.ts', '`a${b}'],
    ['a.ts', 'x = /'],
    ['a.tsx', '<a b={c}>'],
    ['a.tsx', '<T,'],
    ['A.java', '}(a)->'],
    ['A.java', '/*try{'],
    ['A.java', 'a<b, '],
    ['A.java', 'case a -> '],
    ['a.py', ' \\\n'],
    ['a.py', 'f"{a'],
    ['a.py', 'if a:\n  '],
  ] as const)
    it(`are read, or named as too deep: ${JSON.stringify(unit)} in ${file}`, async function () {
      this.timeout(120_000);
      const { extract } = await extractor();
      const { facts } = await extract({ file, text: unit.repeat(200_000 / unit.length), role: 'source' });
      const trouble = facts.find((fact) => fact.kind === 'trouble');
      assert.match(
        trouble?.message ?? '',
        /^$|^could not be read: (more than 500 brackets|nested deeper than 500 levels)/,
      );
      const sound = await extract({ file: 'a.ts', text: 'void fetch(url);\n', role: 'source' });
      assert.ok(sound.facts.some(({ kind }) => kind === 'outgoing-call'));
    });
});
