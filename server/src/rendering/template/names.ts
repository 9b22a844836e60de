import type { FunctionTable } from '../functions/signature.ts';
import { unknownFunctions } from '../functions/unknown.ts';

/** Whether a template may use a name as a function. */
export function isFunction(functions: FunctionTable): (name: string) => boolean {
  return (name) =>
    name === 'and' || name === 'or' || Object.hasOwn(functions, name) || Object.hasOwn(unknownFunctions, name);
}
