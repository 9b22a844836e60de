import type { Judgement } from '../model/judgement.ts';
import type { ChecklistItem, MovedItem } from '../model/review.ts';
import type { RulePage } from '../model/rule.ts';
import type { Pack } from './pack.ts';

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

/** What the checklist and the Guide say in another language, by the ids of items and pages; what is missing is said in English. */
export interface Translation {
  readonly items: Readonly<Record<string, ItemTexts>>;
  readonly guide: Readonly<Record<string, PageTexts>>;
}

/** The texts of an item. */
export interface ItemTexts extends Pick<ChecklistItem, 'title' | 'question' | 'why' | 'evidence'> {
  readonly risk?: string | undefined;
  readonly asks?: ChecklistItem['asks'] | undefined;
  /** Texts of its claims, by their ids. */
  readonly claims: Readonly<Record<string, string>>;
  /** What is asked where a claim finds nothing, by the ids of claims. */
  readonly absent?: Readonly<Record<string, string>> | undefined;
}

/** The title of a page and its first paragraph. */
export interface PageTexts {
  readonly title: string;
  readonly opening: string;
}
