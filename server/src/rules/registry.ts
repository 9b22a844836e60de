import type { Rule } from '../model/rule.ts';

/** All rules, by aspect in the chapter's order, then by id. `npm run new-rule` adds a line. */
export const rules: readonly Rule[] = [];
