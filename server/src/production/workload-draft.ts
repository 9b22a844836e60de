import type { DeployedWorkload, Environment } from '../model/production.ts';
import type { Place } from '../model/span.ts';
import type { Recipe } from './images.ts';

/** A workload while it is put together. */
export type Draft = { -readonly [K in keyof DeployedWorkload]: DeployedWorkload[K] } & {
  environments: { environment: Environment; at: Place }[];
  env: Map<string, { value: string; at: Place }>;
  hosts: string[];
  otherwise?: { name: string; value: string; at: Place }[];
  readonly program: string | undefined;
};

/** Environments, the one that users notice first. */
export const byEnvironment: readonly Environment[] = ['production', 'staging', 'development'];

/** The program that the start at a place runs. */
export type Runs = (file: string, span: Place['span']) => string | undefined;

/** What the image sets counts where the workload says nothing. */
export function addOfImage(env: Draft['env'], recipe: Recipe | undefined): void {
  for (const { name, value, span } of recipe?.start?.environment ?? [])
    if (recipe && !env.has(name)) env.set(name, { value, at: { file: recipe.file, span } });
}
