import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { aspects, type Aspect } from '../src/model/site.ts';
import { rules } from '../src/rules/registry.ts';

// npm run new-rule -- ID ASPECT GUIDE-PAGE FACT-KIND: writes the rule, a fixture folder, a Guide stub where there is none, and the registry's line.
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

function main([id, aspect, guide, fact]: readonly string[]): void {
  if (!id || !/^[a-z]+(-[a-z]+)*$/.test(id) || !isAspect(aspect) || !guide || !fact) {
    console.error(
      `usage: npm run new-rule -- ID ASPECT GUIDE-PAGE FACT-KIND\n  ASPECT is one of ${aspects.join(', ')}`,
    );
    process.exitCode = 2;
    return;
  }
  const there = [`server/src/rules/${aspect}/${id}.ts`, `test/rules/${id}`].filter((file) =>
    existsSync(path.join(root, file)),
  );
  if (there.length > 0 || rules.some((rule) => rule.id === id)) {
    const places = there.length > 0 ? there.join(' and ') : 'server/src/rules/registry.ts';
    console.error(`There is a rule ${id} already: see ${places}. Nothing was written.`);
    process.exitCode = 1;
    return;
  }
  write(`server/src/rules/${aspect}/${id}.ts`, ruleText({ id, fact }));
  write(`server/src/rules/${aspect}/${id}.md`, pageText(guide));
  write(
    `test/rules/${id}/README.md`,
    `Fixtures of \`${id}\`: one file (or folder) a case, in the language itself; see test/fixture.ts for how expectations are written.\n`,
  );
  if (!existsSync(path.join(root, `guide/${guide}.md`))) write(`guide/${guide}.md`, guideText(guide, aspect));
  register(id, aspect);
  console.log('Next: write the rule, its fixtures and documentation, then `npm run generate` and `npm run unit`.');
}

function isAspect(value: string | undefined): value is Aspect {
  return (aspects as readonly (string | undefined)[]).includes(value);
}

function write(file: string, text: string): void {
  const full = path.join(root, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  console.log(`written: ${file}`);
}

function ruleText({ id, fact }: { id: string; fact: string }): string {
  return `import { rule } from '../../model/rule.ts';

export const ${camel(id)} = rule({
  severity: 'warning',
  harm: 'errors',
  scope: 'file',
  since: '${version()}',
  fix: 'none',
  reads: ['${fact}'],
  check(fact, { cannotTell }) {
    cannotTell(fact.span, 'not judged yet', 'a rule that judges it');
  },
});
`;
}

function pageText(guide: string): string {
  return `---
guide: ${guide}
---

# State the good state in a few words

## Why

What users of the service feel, and when.

## What to do

What to do.

## Examples

### What the example shows

Bad: \`a.ts\`

\`\`\`ts
bad();
\`\`\`

Good: \`a.ts\`

\`\`\`ts
good();
\`\`\`
`;
}

function guideText(id: string, aspect: Aspect): string {
  return `---\ntitle: ${id}\naspect: ${aspect}\n---\n\n# ${id}\n\nState the practice in one paragraph.\n\n## Why\n\n## How to check\n\n## How to do it\n\n## Trade-offs\n\n## Sources\n`;
}

function camel(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function version(): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

function register(id: string, aspect: Aspect): void {
  const file = path.join(root, 'server/src/rules/registry.ts');
  const name = camel(id);
  const own = new RegExp(`(\\.\\.\\.of\\('${aspect}', \\{\\n(?: {4}\\w+,\\n)*)`);
  const before = readFileSync(file, 'utf8');
  const text = before
    .replace(/\n\n\/\*\*/, `\nimport { ${name} } from './${aspect}/${id}.ts';\n\n/**`)
    .replace(own, (lines) => `${lines}    ${name},\n`);
  writeFileSync(file, own.test(before) ? text : text.replace(/\n\];\n/, `\n  ...of('${aspect}', { ${name} }),\n];\n`));
  console.log('written: server/src/rules/registry.ts');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
