import type { Value } from '../value.ts';

/** Variables of one template while it runs, innermost last. */
export interface Scope {
  readonly names: string[];
  readonly values: Value[];
}

/** Where a variable is found; below zero where there is none. */
export function slotOf(scope: Scope, name: string): number {
  return scope.names.lastIndexOf(name);
}

/** Declares a variable. */
export function declare(scope: Scope, { name, value }: { name: string; value: Value }): void {
  scope.names.push(name);
  scope.values.push(value);
}

/** Forgets what was declared since. */
export function leave(scope: Scope, size: number): void {
  scope.names.length = size;
  scope.values.length = size;
}
