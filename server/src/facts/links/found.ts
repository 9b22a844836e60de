import type { ModuleLinks } from '../../model/link-fact.ts';

/** What a reader of one language finds in a text. */
export type Links = Omit<ModuleLinks, 'kind' | 'span' | 'language'>;
