import assert from 'node:assert/strict';
import { readRulePage } from '../../server/tools/rule-pages.ts';

const page = `---
guide: timeouts#limits
---

# Calls have a timeout

## Why

A hung call holds a request.
So do others.

## What to do

Set one.

## Examples

### fetch

Bad: \`a.ts\`

\`\`\`ts
# no heading
await fetch(url);
\`\`\`

Good: \`a.ts\`

\`\`\`ts
await fetch(url, { signal });
\`\`\`

Both: \`b.yaml\`

\`\`\`\`yaml
text: |
  \`\`\`
\`\`\`\`
`;

/** Messages of the mistakes in a page, with the line of each. */
function mistakesOf(text: string): string[] {
  const read = readRulePage('a.md', text);
  return 'page' in read
    ? []
    : read.problems.map(({ message, span }) => `${text.slice(0, span.start).split('\n').length}: ${message}`);
}

describe('pages of rules', () => {
  it('are read, one sentence a line or all in one', () => {
    const read = readRulePage('a.md', page);
    assert.ok('page' in read, JSON.stringify(read));
    const both = { 'b.yaml': 'text: |\n  ```\n' };
    assert.deepEqual(read.page, {
      summary: 'Calls have a timeout',
      docs: {
        guide: 'timeouts#limits',
        why: 'A hung call holds a request. So do others.',
        remedy: 'Set one.',
        examples: [
          {
            title: 'fetch',
            bad: { 'a.ts': '# no heading\nawait fetch(url);\n', ...both },
            good: { 'a.ts': 'await fetch(url, { signal });\n', ...both },
          },
        ],
      },
    });
    assert.deepEqual(readRulePage('a.md', page.replace('.\nSo', '. So')), read);
  });

  it('have their mistakes named', () => {
    const one = (from: string | RegExp, to: string) => mistakesOf(page.replace(from, to)).join();
    assert.match(one('guide: timeouts#limits\n', ''), /names no page of the Guide/);
    assert.match(one('# Calls have a timeout\n', ''), /begins with one heading of level 1/);
    assert.match(one('## What to do', '## Remedy'), /its sections are Why, What to do, Examples/);
    assert.match(one('Set one.\n', ''), /the section What to do is one paragraph/);
    assert.match(one('Set one.', 'Set one.\n\nOr two.'), /^14: the section What to do is one paragraph/);
    assert.match(one('Good: `a.ts`', 'Better: `a.ts`'), /^27: an example is a heading of level 3/);
    assert.match(one(/Good: [\s\S]*/, ''), /^18: an example has a bad file and a good one/);
    assert.match(one(/### [\s\S]*/, ''), /it has no example/);
    assert.match(one(/\n`{4}\n$/, '\n'), /^35: its block of code does not end/);
    assert.notEqual(mistakesOf('').length, 0);
  });
});
