import type { RenderProblem } from '../../model/rendering.ts';
import type { Place } from '../../model/span.ts';

/** Ends a template: what Helm reports as an error, or a bound that was reached. Caught where a template is run. */
export class TemplateFailure extends Error {
  readonly problem: RenderProblem['problem'];
  /** Set by the innermost expression that failed. */
  place: Place | undefined;

  constructor(message: string, problem: RenderProblem['problem'] = 'error') {
    super(message);
    this.problem = problem;
  }
}

/** Ends the template as Helm would, with Go's words for the mistake. */
export function fail(message: string): never {
  throw new TemplateFailure(message);
}

/** Ends the template because a bound was reached. */
export function overLimit(message: string): never {
  throw new TemplateFailure(message, 'limit');
}
