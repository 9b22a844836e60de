import { substituted } from '../facts/artefacts/substitution.ts';
import type { Place } from '../model/span.ts';
import { isFrontDoor, isProduct } from './bought-in.ts';
import { openComposeEnvironments } from './environments.ts';
import type { Images, Recipe, Variables } from './images.ts';
import type { ProductionInput } from './input.ts';
import { folderOf, joined } from './modules/paths.ts';
import { isSameName, plainName } from './names.ts';
import { addOfImage, byEnvironment, type Draft, type Runs } from './workload-draft.ts';

/** The services of compose files; those of one name that run one program are one, in all files. */
export function ofCompose(
  { facts }: ProductionInput,
  { runs, images, variables }: { runs: Runs; images: Images; variables: Variables },
): Draft[] {
  const where = openComposeEnvironments(facts);
  const drafts = new Map<string, Draft>();
  const recipes = new Map<Draft, Recipe>();
  const byPath = new Map(facts('config-values').map((each) => [each.file, each]));
  const all = facts('compose-service');
  // Names that several systems of the repository give to programs of their own.
  const programs = new Map<string, string | undefined>();
  for (const { file, fact } of all) {
    const key = `${folderOf(file)}\t${fact.name}`;
    programs.set(key, programs.get(key) ?? runs(file, fact.span));
  }
  // What only changes a service of another file comes last, and may stand in another folder than that.
  const isWhole = ({ fact }: (typeof all)[number]) => fact.image !== undefined || fact.dockerfile !== undefined;
  for (const { file, fact } of [...all.filter(isWhole), ...all.filter((each) => !isWhole(each))]) {
    const own = programs.get(`${folderOf(file)}\t${fact.name}`);
    const isChange = fact.image === undefined && fact.dockerfile === undefined && own === undefined;
    const changed = isChange ? [...drafts.values()].filter((draft) => draft.name === fact.name) : [];
    const program = changed.length === 1 ? changed[0]?.program : own;
    const values = variables(file);
    const image = fact.image && substituted(fact.image.text, values);
    const dockerfile = fact.dockerfile && substituted(fact.dockerfile, values);
    const recipe =
      dockerfile === undefined
        ? images.byName(image ?? '')?.recipe
        : images.byFile(joined('', dockerfile) ?? dockerfile);
    // What is built upon a product of others with settings of one's own is that product.
    const base = program === undefined ? recipe?.start?.base : undefined;
    const shown = image ?? (base !== undefined && isProduct(base) && !isFrontDoor(base) ? base : undefined);
    const { environment } = where({ file, fact });
    const at = { file, span: fact.span };
    const key = `${fact.name}\t${program ?? ''}`;
    const known = drafts.get(key);
    const draft: Draft = known ?? {
      name: fact.name,
      kind: 'compose',
      environments: [],
      containers: [],
      hosts: [fact.name],
      env: new Map(),
      program,
    };
    drafts.set(key, draft);
    const isFirst = !draft.environments.some(
      (each) => byEnvironment.indexOf(each.environment) <= byEnvironment.indexOf(environment),
    );
    draft.environments.push({ environment, at });
    draft.environments.sort((a, b) => byEnvironment.indexOf(a.environment) - byEnvironment.indexOf(b.environment));
    if (
      draft.containers.length === 0 &&
      (image !== undefined || program !== undefined || fact.dockerfile !== undefined)
    )
      draft.containers = [
        {
          name: fact.name,
          ...(shown === undefined ? {} : { image: shown }),
          ...(program === undefined ? {} : { program }),
        },
      ];
    draft.hosts.push(...fact.aliases.map((alias) => substituted(alias, values)));
    const set = (name: string, value: string, place: Place) => {
      const whole = substituted(value, values);
      if (isFirst || !draft.env.has(name)) draft.env.set(name, { value: whole, at: place });
      else if (environment === 'production' && draft.env.get(name)?.value !== whole)
        (draft.otherwise ??= []).push({ name, value: whole, at: place });
    };
    for (const path of fact.environmentFiles) {
      const given = byPath.get(path);
      for (const [name, value] of Object.entries(given?.fact.values ?? {}))
        set(name, value, { file: path, span: { start: 0, end: 0 } });
    }
    for (const { name, value, span } of fact.environment) {
      const text = value ?? values.get(name);
      if (text !== undefined) set(name, text, { file, span });
    }
    if (recipe && !recipes.has(draft)) recipes.set(draft, recipe);
  }
  for (const [draft, recipe] of recipes) addOfImage(draft.env, recipe);
  // What only overlays others, and is started by none of them, is nothing.
  return withoutTrials([...drafts.values()].filter(({ containers }) => containers.length > 0));
}

/** What has the name of another workload and is only for developers is that workload, started in another way. */
function withoutTrials(drafts: readonly Draft[]): Draft[] {
  const isTrial = ({ environments }: Draft) => environments.every(({ environment }) => environment === 'development');
  return drafts.filter((each) => {
    if (!isTrial(each)) return true;
    const [same, ...more] = drafts.filter((other) => other !== each && other.name === each.name && !isTrial(other));
    if (!same || more.length > 0) return true;
    same.environments.push(...each.environments);
    return false;
  });
}

/** Compose services that are workloads of the cluster under the same or another name become one with them; the rest stay. */
export function joinedWith(inCluster: readonly Draft[], composed: readonly Draft[]): Draft[] {
  const rest: Draft[] = [];
  const join = (to: Draft, from: Draft) => {
    to.environments.push(...from.environments);
    to.hosts.push(...from.hosts);
    for (const [name, value] of from.env) if (!to.env.has(name)) to.env.set(name, value);
  };
  const open = new Set(inCluster);
  for (const each of composed) {
    const same = inCluster.find(
      (other) =>
        (each.program === other.program && isSameName(each.name, other.name)) ||
        (each.program === undefined && plainName(each.name) === plainName(other.name)),
    );
    if (same) {
      join(same, each);
      open.delete(same);
    } else rest.push(each);
  }
  return rest.filter((each) => {
    if (each.program === undefined) return true;
    const candidates = [...open].filter(({ program }) => program === each.program);
    const [one, ...more] = candidates;
    const alike = rest.filter(({ program }) => program === each.program);
    if (!one || more.length > 0 || alike.length > 1) return true;
    join(one, each);
    return false;
  });
}
