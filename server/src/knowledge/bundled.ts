import type { Judgement } from '../model/judgement.ts';
import type { ChecklistItem, MovedItem } from '../model/review.ts';
import type { RulePage } from '../model/rule.ts';
import type { Pack } from './pack.ts';
import type { Translation } from './translated.ts';

/** The data folders, checked and compiled when the extension is built; plain JSON. */
export interface Bundled {
  readonly version: string;
  readonly packs: readonly Pack[];
  /** Guide pages as Markdown, by file name without `.md`. */
  readonly guide: readonly { readonly id: string; readonly text: string }[];
  /** The pages of rules, by id. */
  readonly rules: Readonly<Record<string, RulePage>>;
  readonly items: readonly ChecklistItem[];
  /** Items of former checklists, and where they are asked now. */
  readonly moved: readonly MovedItem[];
  /** Texts of the checklist and the Guide in other languages. */
  readonly translations?: Readonly<Partial<Record<string, Translation>>>;
  /** By rule, what reading its findings over real systems gave. */
  readonly truth: Readonly<Record<string, Judgement>>;
}
