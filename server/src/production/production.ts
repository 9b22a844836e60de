import type { ProductionPicture } from '../model/production.ts';
import { dependenciesOf } from './dependencies.ts';
import type { ProductionInput } from './input.ts';
import { findPrograms } from './programs.ts';
import { findServices } from './services.ts';
import { standingsOf } from './standing.ts';
import { findWorkloads } from './workloads.ts';

/** Draws the production picture of a workspace from its facts and its listing. */
export function drawPicture(input: ProductionInput): ProductionPicture {
  const { programs, undeclared, running } = findPrograms(input);
  const workloads = findWorkloads(input, programs);
  const services = findServices(input, { programs, workloads, undeclared, running });
  const dependencies = dependenciesOf({ services, workloads, programs, facts: input.facts });
  const standing = standingsOf({ programs, workloads, undeclared, facts: input.facts });
  return { programs, workloads, services, dependencies, standing, undeclared };
}
