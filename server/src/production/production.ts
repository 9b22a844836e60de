import type { ProductionPicture } from '../model/production.ts';
import { dependenciesOf } from './dependencies/dependencies.ts';
import type { ProductionInput } from './input.ts';
import { findPrograms } from './programs.ts';
import { findServices } from './services.ts';
import { standingsOf } from './standing.ts';
import { findWorkloads } from './workloads.ts';

/** What runs: the picture without what depends on what. */
export type Deployment = Omit<ProductionPicture, 'dependencies'>;

/** Draws the production picture of a workspace from its facts and its listing. */
export function drawPicture(input: ProductionInput): ProductionPicture {
  return withDependencies(drawDeployment(input), input);
}

/** Draws what runs, and what each file is for. */
export function drawDeployment(input: ProductionInput): Deployment {
  const { programs, undeclared, running } = findPrograms(input);
  const workloads = findWorkloads(input, programs);
  const services = findServices(input, { programs, workloads, undeclared, running });
  const standing = standingsOf({ programs, workloads, undeclared, facts: input.facts });
  return { programs, workloads, services, standing, undeclared };
}

/** Adds what depends on what. */
export function withDependencies(deployment: Deployment, { facts }: ProductionInput): ProductionPicture {
  return { ...deployment, dependencies: dependenciesOf({ ...deployment, facts }) };
}
