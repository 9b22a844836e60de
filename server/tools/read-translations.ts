import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Translation } from '../src/knowledge/bundled.ts';
import type { Problem } from '../src/model/problem.ts';
import { phases } from '../src/model/profile.ts';
import { readYamlData } from '../src/syntax/yaml-data.ts';

const text = z.string().min(1);
const itemsFormat = z.strictObject({
  items: z.record(
    z.string(),
    z.strictObject({
      title: text,
      risk: text.optional(),
      question: text,
      why: text,
      evidence: text,
      asks: z.partialRecord(z.enum(phases), text).optional(),
      claims: z.record(z.string(), text),
      absent: z.record(z.string(), text).optional(),
    }),
  ),
});
const guideFormat = z.strictObject({ pages: z.record(z.string(), z.strictObject({ title: text, opening: text })) });

/** The translations of the checklist and the Guide, by language, with the mistakes in them. */
export function readTranslations(root: string): {
  translations: Record<string, Translation>;
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const read = <T>(file: string, format: z.ZodType<T>): T | undefined => {
    const { value, errors, spanOf } = readYamlData(readFileSync(path.join(root, file), 'utf8'));
    problems.push(...errors.map(({ message, span }) => ({ file, message, span })));
    if (errors.length > 0) return undefined;
    const { success, data, error } = format.safeParse(value);
    if (success) return data;
    problems.push(...error.issues.map((issue) => ({ file, message: issue.message, span: spanOf(issue.path) })));
    return undefined;
  };
  const items = read('checklists/production-readiness.zh-cn.yaml', itemsFormat)?.items ?? {};
  const guide = read('guide/zh-cn.yaml', guideFormat)?.pages ?? {};
  return { translations: { zh: { items, guide } }, problems };
}
