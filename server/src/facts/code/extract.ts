import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Fact } from '../../model/fact.ts';
import type { Outline } from '../../syntax/code/outline.ts';

/** All facts of a code file. */
export function extractCode(_outline: Outline, _text: string, _knowledge: Knowledge): Fact[] {
  return [];
}
