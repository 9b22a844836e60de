import { TemplateFailure } from '../values/failure.ts';
import type { Env } from './frame.ts';
import { takeBack } from './journal.ts';
import type { Journal } from './journal.ts';

/** What ways give of which none may be taken: their results, without those that fail, and what they changed. */
export interface Attempts<Result> {
  readonly results: readonly Result[];
  readonly writes: Journal['writes'];
}

/** Tries each way and takes back what it changed. A bound that is reached ends everything. */
export function attempted<Result>(ways: readonly (() => Result)[], { frame }: Env): Attempts<Result> {
  const { shared, scope } = frame;
  const outer = shared.journal;
  const results: Result[] = [];
  const writes: Journal['writes'] = [];
  const size = { names: scope.names.length, nesting: shared.nesting, depth: shared.budget.depth };
  for (const way of ways) {
    const journal: Journal = { writes: [] };
    shared.journal = journal;
    try {
      results.push(way());
    } catch (error) {
      // It may not run: its mistake is none yet.
      if (!(error instanceof TemplateFailure) || error.problem === 'limit') throw error;
    } finally {
      shared.journal = outer;
      takeBack(journal);
      scope.names.length = Math.min(scope.names.length, size.names);
      scope.values.length = scope.names.length;
      shared.nesting = size.nesting;
      shared.budget.depth = size.depth;
    }
    writes.push(...journal.writes);
  }
  return { results, writes };
}
