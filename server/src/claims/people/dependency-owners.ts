import type { ClaimReader, ServiceView } from '../../model/claim.ts';
import type { Related } from '../../model/site.ts';
import { cannotTell, listed, notApplicable, shown } from '../readings.ts';
import { ownerOfFolder } from './code-owner.ts';

/** Each dependency of the service has an owner who is named. */
export const dependencyOwners: ClaimReader = {
  id: 'dependency-owners',
  looks:
    'The owners of dependencies in its descriptor, in Backstage, and in CODEOWNERS for services of this repository.',
  read(view) {
    const names = dependenciesOf(view);
    if (names.length === 0) return notApplicable('No dependency of it is seen');
    const found = names.map((name) => ({ name, owner: ownerOf(view, name) }));
    const open = found.filter(({ owner }) => !owner).map(({ name }) => name);
    const places = found.flatMap(({ owner }) => owner ?? []);
    if (open.length === 0) return shown(`Each of its ${names.length} dependencies has an owner`, places);
    const many = `${names.length - open.length} of ${names.length} dependencies ${names.length - open.length === 1 ? 'has' : 'have'} an owner`;
    return cannotTell(many, `Who owns ${listed(open)}?`, places);
  },
};

/** What people declare and what the picture shows; what others sell has its vendor for an owner. */
function dependenciesOf({ profile, picture, service }: ServiceView): readonly string[] {
  const seen = picture.dependencies
    .filter(({ from, kind }) => from === service.name && kind !== 'third-party' && kind !== 'unknown')
    .map(({ to }) => to);
  return [...new Set([...profile.dependencies.map(({ name }) => name), ...seen])].sort();
}

function ownerOf(view: ServiceView, name: string): Related | undefined {
  const declared = view.profile.dependencies.find((each) => each.name === name);
  if (declared?.owner !== undefined) return { ...declared.at, message: `${declared.owner} owns ${name}` };
  const component = view.inWorkspace('component').find(({ fact }) => fact.name === name);
  if (component?.fact.owner)
    return {
      file: component.file,
      span: component.fact.owner.span,
      message: `${component.fact.owner.text} owns ${name}`,
    };
  const root = view.picture.services.find((each) => each.name === name)?.root;
  const owner = root === undefined || root === '' ? undefined : ownerOfFolder(view, root);
  return owner && !owner.isForAll && owner.owners.length > 0
    ? { file: owner.file, span: owner.span, message: `${listed(owner.owners)} owns ${name}` }
    : undefined;
}
