import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Component } from '../model/component-fact.ts';
import type { DeclaredDependency, ServiceKind, ServiceProfile, Tier, Told, Phase } from '../model/profile.ts';
import type { Located } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import type { Place } from '../model/span.ts';
import type { Descriptor } from './descriptors.ts';
import type { DeclaredCall } from './portrait.ts';
import { placeOf, traitsOf, type ProfileInput } from './traits.ts';
/** The tier that is assumed until somebody says it: standard, as most services are. */
export const assumedTier: Tier = 2;

/** A service as people describe it and as its files show it: people's word goes first. */
export function profileOf(input: ProfileInput): ServiceProfile {
  const { descriptor, index, service } = input;
  const found = componentOf(index.inWorkspace('component'), service);
  const said = toldBy(descriptor);
  const catalogue = fromCatalogue(found);
  const dependencies = dependenciesOf(descriptor, found);
  const traits = traitsOf(input, dependencies);
  const says = descriptor?.says;
  const title = says?.title ?? found?.fact.title;
  const description = says?.description ?? found?.fact.description;
  const phase = said('phase', says?.phase) ?? catalogue.phase;
  const owner = said('owner', says?.owner) ?? catalogue.owner;
  const contact = said('contact', says?.contact);
  const rotation = rotationSaid(descriptor);
  const escalation = said('rotation', says?.rotation?.backup);
  const file = descriptor?.file ?? found?.file;
  return {
    kind: said('kind', says?.kind) ?? catalogue.kind ?? kindOf(input),
    tier: said('tier', says?.tier) ??
      catalogue.tier ?? { value: assumedTier, because: 'our default, because it is not set', assumed: true },
    dependencies,
    traits,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(phase ? { phase } : {}),
    ...(owner ? { owner } : {}),
    ...(contact ? { contact } : {}),
    ...(rotation ? { rotation } : {}),
    ...(escalation ? { escalation } : {}),
    ...(file === undefined ? {} : { descriptor: file }),
  };
}

/** The rotation that a description names. */
export function rotationSaid(descriptor: Descriptor | undefined): Told<string> | undefined {
  const rotation = descriptor?.says.rotation;
  return toldBy(descriptor)('rotation', rotation?.name ?? rotation?.link);
}

/** Reads a field that the descriptor may have, with its place. */
function toldBy(descriptor: Descriptor | undefined) {
  return <T>(field: string, value: T | undefined): Told<T> | undefined =>
    descriptor && value !== undefined
      ? { value, because: 'its descriptor sets it', at: { file: descriptor.file, span: descriptor.spanOf([field]) } }
      : undefined;
}

/** The component of Backstage's catalogue that describes a service: of its name, or alone in its folder. */
export function componentOf(all: readonly Located<Component>[], service: Service): Located<Component> | undefined {
  const named = all.find(({ fact }) => fact.name === service.name);
  if (named) return named;
  const beside = all.filter(({ file }) => folderOf(file) === service.root);
  return beside.length === 1 ? beside[0] : undefined;
}

function fromCatalogue(found: Located<Component> | undefined) {
  const told = <T>(text: { span: Place['span'] } | undefined, value: T | undefined): Told<T> | undefined =>
    found && text && value !== undefined
      ? { value, because: `${baseOf(found.file)} sets it`, at: { file: found.file, span: text.span } }
      : undefined;
  const fact = found?.fact;
  return {
    owner: told(fact?.owner, fact?.owner?.text),
    tier: told(fact?.tier, tierOf(fact?.tier?.text)),
    phase: told<Phase>(fact?.lifecycle, phaseOf(fact?.lifecycle?.text)),
    kind: told<ServiceKind>(fact?.type, kinds.get(fact?.type?.text ?? '')),
  };
}

const kinds: ReadonlyMap<string, ServiceKind> = new Map([
  ['service', 'service'],
  ['website', 'website'],
  ['library', 'library'],
  ['tool', 'tool'],
  ['cli', 'tool'],
]);

/** Backstage's well-known life cycles; `deprecated` services still run. */
function phaseOf(lifecycle: string | undefined): Phase | undefined {
  if (lifecycle === 'production' || lifecycle === 'deprecated') return 'operate';
  return lifecycle === 'experimental' ? 'build' : undefined;
}

function tierOf(text: string | undefined): Tier | undefined {
  const digit = /^(?:tier[-_ ]?)?([123])$/i.exec(text ?? '')?.[1];
  return digit === undefined ? undefined : (Number(digit) as Tier);
}

/** A job where all that runs it runs to completion; else a service. */
function kindOf({ index, service }: ProfileInput): Told<ServiceKind> {
  const workloads = index.ofService(service, 'workload');
  const serving = index.ofService(service, 'server')[0];
  const [job] = workloads;
  if (job && !serving && workloads.every(({ fact }) => /^(Cron)?Job$/.test(fact.workload)))
    return { value: 'job', because: `it runs as ${job.fact.workload} ${job.fact.name}`, at: placeOf(job) };
  const programs = index.production().programs.filter(({ id }) => service.programs.includes(id));
  const [first] = programs;
  if (first && programs.every(({ kind }) => kind === 'job')) {
    const because = first.starts[0]?.because ?? `${first.id} runs to completion`;
    return { value: 'job', because };
  }
  return { value: 'service', because: service.because };
}

function dependenciesOf(
  descriptor: Descriptor | undefined,
  found: Located<Component> | undefined,
): readonly DeclaredDependency[] {
  const own = (descriptor?.says.dependencies ?? []).map(
    ({ name, class: kind, hard, owner }, at): DeclaredDependency => ({
      name,
      at: {
        file: descriptor?.file ?? '',
        span: descriptor?.spanOf(['dependencies', at, 'name']) ?? { start: 0, end: 0 },
      },
      ...(kind === undefined ? {} : { class: kind }),
      ...(hard === undefined ? {} : { hard }),
      ...(owner === undefined ? {} : { owner }),
    }),
  );
  const known = new Set(own.map(({ name }) => name));
  const catalogued = (found?.fact.dependsOn ?? []).flatMap(({ text, span }) =>
    known.has(text) || !found ? [] : [{ name: text, at: { file: found.file, span } }],
  );
  return [...own, ...catalogued];
}

/** What people say that each service depends on: in its descriptor, or in Backstage's catalogue. */
export function declaredCalls(
  services: readonly Service[],
  { index, descriptors }: { index: Pick<WorkspaceIndex, 'inWorkspace'>; descriptors: ReadonlyMap<string, Descriptor> },
): DeclaredCall[] {
  const components = index.inWorkspace('component');
  return services.flatMap((service) =>
    dependenciesOf(descriptors.get(service.name), componentOf(components, service)).map((to) => ({
      from: service.name,
      to,
    })),
  );
}

function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

function baseOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
