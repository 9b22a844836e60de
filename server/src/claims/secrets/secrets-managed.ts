import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { LiteralSecret } from '../../model/infrastructure-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import {
  decided,
  isReleasedByCompose,
  notApplicable,
  open,
  picturedWorkloads,
  placeOf,
  productionContainers,
  productionFacts,
  productionWorkloads,
  sharesNamespace,
} from '../deployed.ts';

const anyKind = /./;

/** The service's secrets come from Secrets that no file contains in plain text, or from a store of secrets. */
export const secretsManaged: ClaimReader = {
  id: 'secrets-managed',
  looks:
    'Secrets that its pods reference, literal passwords in its containers, Secrets in plain text, and external, sealed or encrypted secrets.',
  read(view) {
    const { sure: written, contested } = literalsOf(view);
    if (written.length > 0) return decided('violated', written.map(inFile));
    const [secret] = contested;
    if (secret)
      return open(
        `${inFile(secret).message}, and also comes from a secret store`,
        `Which Secret ${secret.fact.name} does production use?`,
        contested.map(inFile),
      );
    const configured = view
      .own('literal-secret')
      .filter((each) => each.fact.in === 'configuration' && view.environmentOf({ file: each.file }) === 'production');
    const given = referencesOf(view);
    const [setting] = configured;
    if (setting)
      return open(
        `${setting.fact.key} has a literal value in ${setting.fact.name}`,
        `Does production override ${setting.fact.key}?`,
        configured.map(inFile),
      );
    if (given.length > 0) return decided('shown', given);
    if (picturedWorkloads(view).length === 0)
      return open('No manifest in the workspace deploys it', 'Where do its secrets come from in production?');
    return unlessNone(view);
  },
};

interface Literals {
  readonly sure: readonly Located<LiteralSecret>[];
  /** Secrets that a store makes, too: for another environment, or in the place of this one. */
  readonly contested: readonly Located<LiteralSecret>[];
}

/** Secrets in plain text that the service is given in production. */
function literalsOf(view: ServiceView): Literals {
  const all = productionFacts(view, 'literal-secret');
  const composed = isReleasedByCompose(view);
  const names = new Set(view.service.workloads);
  const workloads = productionWorkloads(view, anyKind);
  const objects = new Set(workloads.map(({ fact }) => fact.name));
  const referred = new Set(
    productionContainers(view).flatMap(({ fact }) => fact.env?.flatMap(({ from }) => from ?? []) ?? []),
  );
  for (const { fact } of workloads) for (const { what } of fact.volumes ?? []) referred.add(what.replace(/^the /, ''));
  const made = new Set(
    productionFacts(view, 'managed-secret').flatMap(({ fact }) => (fact.gives === 'Secret' ? [fact.name] : [])),
  );
  const isNear = (each: Located<LiteralSecret>) => workloads.some((workload) => sharesNamespace(view, workload, each));
  const given = all.filter((each) => {
    const { fact } = each;
    switch (fact.in) {
      case 'container':
        return objects.has(fact.name) && isNear(each);
      case 'compose':
        return composed && names.has(fact.name);
      case 'Secret':
        return referred.has(`Secret ${fact.name}`) && isNear(each) && !isDeleted(fact.name, view);
      case 'ConfigMap':
        return referred.has(`${fact.in} ${fact.name}`) && isNear(each);
      default:
        return false;
    }
  });
  const isContested = ({ fact }: Located<LiteralSecret>) => fact.in === 'Secret' && made.has(fact.name);
  return { sure: given.filter((each) => !isContested(each)), contested: given.filter(isContested) };
}

/** Whether a patch names the Secret and none of its values: it deletes it. */
function isDeleted(name: string, view: ServiceView): boolean {
  return view
    .inWorkspace('manifest-patch')
    .some(
      ({ file, fact: { target, changes } }) =>
        target?.kind === 'Secret' &&
        target.name === name &&
        changes.length > 0 &&
        !changes.some((key) => /^(data|stringData|type|labels|annotations|namespace)$/.test(key)) &&
        view.environmentOf({ file }) === 'production',
    );
}

function inFile({ file, fact }: Located<LiteralSecret>): Related {
  const where =
    fact.in === 'container' || fact.in === 'compose'
      ? `the environment of ${fact.name}`
      : fact.in === 'configuration'
        ? fact.name
        : `${fact.in} ${fact.name}`;
  const message =
    fact.in === 'Secret'
      ? `Secret ${fact.name} is in plain text in ${file}`
      : `${fact.key} is in plain text in ${where}`;
  return placeOf({ file, fact }, message);
}

/** Where secrets are taken from by reference, those that a store makes or that are encrypted first. */
function referencesOf(view: ServiceView): readonly Related[] {
  const made = productionFacts(view, 'managed-secret');
  const workloads = productionWorkloads(view, anyKind);
  const injected = made.flatMap((each) =>
    each.fact.gives === 'workload' && workloads.some(({ fact }) => fact.name === each.fact.name)
      ? [placeOf(each, `${each.fact.by} provides the secrets of ${each.fact.name}`)]
      : [],
  );
  const seen = new Map<string, Related>();
  const add = (name: string, at: Related) => {
    const maker = made.find(({ fact }) => fact.gives === 'Secret' && fact.name === name);
    const words = maker ? `Secret ${name} comes from ${maker.fact.by}` : at.message;
    if (!seen.has(name)) seen.set(name, maker ? placeOf(maker, words) : at);
  };
  for (const located of productionContainers(view))
    for (const { name: variable, from } of located.fact.env ?? []) {
      const name = /^Secret (.+)$/.exec(from ?? '')?.[1];
      const what = variable.endsWith('*') ? `The environment of ${located.fact.name}` : variable;
      // A name that a tool puts in is not known.
      if (name !== undefined && !name.includes('$')) add(name, placeOf(located, `${what} comes from Secret ${name}`));
    }
  for (const { file, fact } of workloads)
    for (const { what, span } of fact.volumes ?? []) {
      const name = /^the Secret (.+)$/.exec(what)?.[1];
      if (name !== undefined) add(name, { file, span, message: `${fact.name} mounts Secret ${name}` });
    }
  // What comes from a store says more than a reference alone.
  const isStored = ({ message }: Related) => / comes from (?!Secret )/.test(message);
  const sorted = [...seen.values()].toSorted((a, b) => Number(isStored(b)) - Number(isStored(a)));
  return [...injected, ...sorted];
}

function unlessNone(view: ServiceView): ClaimReading {
  const filled = productionContainers(view).find(({ fact }) =>
    fact.env?.some(({ from }) => from?.startsWith('Secret ')),
  );
  if (filled)
    return open(
      `${filled.fact.name} references a Secret by a variable name`,
      'Where does that Secret come from in production?',
      [placeOf(filled, `container ${filled.fact.name}`)],
    );
  const uses = view.profile.traits.some(({ id }) => id === 'datastore' || id === 'third-party');
  return uses
    ? open('Its manifests reference no Secret', 'Where do its credentials come from in production?')
    : notApplicable('It references no Secret and uses no datastore or third party');
}
