import { standingOfProgram } from '../production/standing.ts';
import type { ProductionPicture, Standing } from '../model/production.ts';
import { dotGraph, mermaidChart, type Chart } from './picture/text.ts';

export interface GraphOptions {
  /** Only this service and what it touches. */
  readonly service?: string | undefined;
}

/** The picture as data; its format is `schemas/graph.schema.json`. */
export function graphJson(picture: ProductionPicture, options: GraphOptions = {}): string {
  const { programs, services, dependencies, undeclared } = chosen(picture, options);
  const standing = Object.fromEntries(
    [...picture.standing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, { standing: value }]) => [file, value]),
  );
  const value = {
    format: 'production-readiness-graph/1',
    undeclared,
    programs: programs.map((program) => ({
      id: program.id,
      kind: program.kind,
      language: program.language,
      ...(program.entry === undefined ? {} : { entry: program.entry }),
      standing: standingOfProgram(program, undeclared).standing,
      starts: program.starts.map(({ by, command, environment, at, because }) => ({
        by,
        ...(command ? { command } : {}),
        environment,
        file: at.file,
        because,
      })),
      files: [...program.files].sort(),
    })),
    services: services.map(({ name, workload, program, environments, because }) => ({
      name,
      workload: workload ?? null,
      program: program ?? null,
      environment: environments[0] ?? 'production',
      environments,
      because,
    })),
    dependencies: dependencies.map(({ from, to, kind, via, places }) => ({
      from,
      to,
      kind,
      via,
      places: places.map(({ file, span }) => ({ file, start: span.start, end: span.end })),
    })),
    standing,
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The picture for people who read text. */
export function graphText(picture: ProductionPicture, options: GraphOptions = {}): string {
  const { programs, services, dependencies, undeclared } = chosen(picture, options);
  const lines: string[] = [];
  if (undeclared) lines.push('No file shows what is deployed, so every program is treated as deployed.', '');
  for (const service of services) {
    const program = programs.find(({ id }) => id === service.program);
    const runs = program
      ? `${program.kind}, ${program.language}, ${program.entry ?? program.folder}`
      : 'its code is not in this workspace';
    lines.push(`${service.name}: ${runs}`, `  because ${service.because}`);
    const own = dependencies.filter(({ from }) => from === service.name);
    for (const { to, kind, via } of own) if (kind !== 'unknown') lines.push(`  -> ${to} (${kind}, by ${via})`);
    const unknown = own.filter(({ kind }) => kind === 'unknown').map(({ to }) => to);
    if (unknown.length > 0)
      lines.push(
        `  -> ${unknown.length} ${unknown.length === 1 ? 'target' : 'targets'} not found here: ${unknown.join(', ')}`,
      );
  }
  if (services.length === 0) lines.push('No deployed service was found.');
  const others = programs.filter(({ id }) => !services.some(({ program }) => program === id));
  if (others.length > 0) lines.push('', 'Other programs:');
  for (const program of others) {
    const { standing, because } = standingOfProgram(program, undeclared);
    lines.push(`  ${program.id}: ${program.kind}, ${standing}, because ${because}`);
  }
  const counts = new Map<Standing, number>();
  for (const { standing } of picture.standing.values()) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  if (counts.size > 0)
    lines.push(
      '',
      `Files: ${[...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([name, count]) => `${count} ${name}`)
        .join(', ')}.`,
    );
  return `${lines.join('\n')}\n`;
}

/** The services and their dependencies as a Mermaid flow chart. */
export function graphMermaid(picture: ProductionPicture, options: GraphOptions = {}): string {
  return mermaidChart(drawn(picture, options));
}

/** The same for Graphviz. */
export function graphDot(picture: ProductionPicture, options: GraphOptions = {}): string {
  return dotGraph(drawn(picture, options));
}

function drawn(picture: ProductionPicture, options: GraphOptions): Chart {
  const { services, dependencies } = chosen(picture, options);
  // Two services with a target of one name that is not known need not mean the same.
  const known = dependencies.filter(({ kind }) => kind !== 'unknown');
  const kinds = new Map<string, string>(services.map(({ name }) => [name, 'service']));
  for (const { from, to, kind } of known) {
    if (!kinds.has(from)) kinds.set(from, 'service');
    if (!kinds.has(to)) kinds.set(to, kind);
  }
  const names = [...kinds.keys()];
  return {
    nodes: names.map((name) => ({ name, kind: kinds.get(name) ?? 'unknown' })),
    edges: known.map(({ from, to }) => ({ from: names.indexOf(from), to: names.indexOf(to) })),
  };
}

function chosen(picture: ProductionPicture, { service }: GraphOptions): ProductionPicture {
  if (service === undefined) return picture;
  const services = picture.services.filter(({ name }) => name === service);
  const programs = picture.programs.filter(({ id }) => services.some(({ program }) => program === id));
  const dependencies = picture.dependencies.filter(({ from, to }) => from === service || to === service);
  return { ...picture, services, programs, dependencies };
}
