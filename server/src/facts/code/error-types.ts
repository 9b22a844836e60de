import type { CodeLanguage } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from './resolved.ts';

/** Languages whose errors need no declaration: a handler of a narrow type is there because somebody expects that one. */
const broadTypes: Readonly<Partial<Record<CodeLanguage, RegExp>>> = {
  python: /^(builtins\.)?(Base)?Exception(Group)?$/,
};

/** Whether a handler takes only errors that somebody chose. */
export function isChosen({ outline }: ResolvedCode, types: readonly string[]): boolean {
  const broad = broadTypes[outline.language];
  return broad !== undefined && types.length > 0 && !types.some((type) => broad.test(type));
}
