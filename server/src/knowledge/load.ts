import type * as z from 'zod';
import type { Problem } from '../model/problem.ts';
import type { Span } from '../model/span.ts';
import { readYamlData } from '../syntax/yaml-data.ts';
import { packSchema } from './pack.ts';
import type { Pack } from './pack.ts';

/** What could be loaded, and the mistakes in the rest; a malformed pack costs itself alone. */
export interface LoadedPacks {
  readonly packs: readonly Pack[];
  readonly problems: readonly Problem[];
}

/** Reads packs from YAML, one a file. Of two packs with one id, both stay: the later one wins when they are compiled. */
export function loadPacks(files: readonly { readonly path: string; readonly text: string }[]): LoadedPacks {
  const packs: Pack[] = [];
  const problems: Problem[] = [];
  for (const { path, text } of files) {
    const { value, errors, spanOf } = readYamlData(text);
    for (const { message, span } of errors) problems.push({ file: path, span, message });
    if (errors.length > 0) continue;
    const checked = packSchema.safeParse(value);
    if (checked.success) packs.push(checked.data);
    else for (const issue of checked.error.issues) problems.push({ file: path, ...problemOf(issue, spanOf) });
  }
  return { packs, problems };
}

function problemOf(issue: z.core.$ZodIssue, spanOf: (path: readonly PropertyKey[]) => Span) {
  const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = key === undefined ? issue.path : [...issue.path, key];
  const where = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
  return { span: spanOf(path), message: `${where}${issue.message}` };
}
