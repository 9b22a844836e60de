import type { Edit } from '../../model/span.ts';
import type { ResolvedCode } from '../code/resolved.ts';

/** Adds a package of the standard library to the imports of a Go file, where gofmt would put it. */
export function insertImport({ outline, text }: ResolvedCode, module: string): Edit {
  const standard = outline.imports.filter((each) => !each.module.split('/', 1)[0]?.includes('.'));
  const next = standard.find((each) => each.module > module);
  const near = next ?? standard.at(-1) ?? outline.imports[0];
  if (!near) {
    const clause = /^package[ \t]+\w+.*$/m.exec(text);
    return insertion(clause ? clause.index + clause[0].length : 0, `\n\nimport "${module}"`);
  }
  const lineStart = text.lastIndexOf('\n', near.span.start - 1) + 1;
  const isBlock = !/^\s*import\b/.test(text.slice(lineStart, near.span.start));
  const line = isBlock ? `\t"${module}"` : `import "${module}"`;
  if (next || standard.length === 0) return insertion(lineStart, `${line}\n`);
  const newline = text.indexOf('\n', near.span.end);
  return insertion(newline < 0 ? text.length : newline, `\n${line}`);
}

function insertion(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text };
}
