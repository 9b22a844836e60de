import type { ErrorHandler } from '../../model/code-fact.ts';
import type { Stated } from './reason-words.ts';

/** What comments state, as fields of a fact. */
export function asStated(stated: Stated | undefined): Pick<ErrorHandler, 'reasoned' | 'waived'> {
  return { reasoned: stated === 'reason', ...(stated === 'waiver' ? { waived: true } : {}) };
}
