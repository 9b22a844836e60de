import type { RenderLimits } from '../engine.ts';
import { overLimit } from './failure.ts';

/** What is left of the limits of one rendering. */
export interface Budget {
  steps: number;
  output: number;
  depth: number;
}

/** A budget that is full. */
export function budgetOf({ steps, output, depth }: RenderLimits): Budget {
  return { steps, output, depth };
}

/** Takes steps; ends the template where none are left. */
export function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) overLimit('the template takes more steps than Production Readiness allows');
}

/** Takes text that a template writes; ends the template where none is left. */
export function write(budget: Budget, length: number): void {
  budget.output -= length;
  if (budget.output < 0) overLimit('the template writes more text than Production Readiness allows');
}
