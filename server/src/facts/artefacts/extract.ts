import type { Fact } from '../../model/fact.ts';

/** All facts of a file that is no code; nothing for one that is none of our business. */
export function extractArtefact(_file: string, _text: string): Fact[] {
  return [];
}
