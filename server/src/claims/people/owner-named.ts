import type { ClaimReader } from '../../model/claim.ts';
import { cannotTell, listed, shown, violated } from '../readings.ts';
import { folderOfService, ownerOfFolder } from './code-owner.ts';

/** What people write until somebody is found. */
const nobody = /^(unknown|none|nobody|tbd|todo|n\/a|unowned|guest|guests|user:guest|changeme|-|\?+)$/i;
const ask = 'Which team owns the service?';

/** Somebody owns the service: its descriptor, Backstage or CODEOWNERS names a team or a person. */
export const ownerNamed: ClaimReader = {
  id: 'owner-named',
  looks: 'The owner in its descriptor or in Backstage, and the pattern of CODEOWNERS for its folder.',
  read(view) {
    const { owner } = view.profile;
    if (owner?.at && nobody.test(owner.value.trim()))
      return violated(`The owner is given as ${owner.value}`, [
        { ...owner.at, message: `The owner is ${owner.value}` },
      ]);
    if (owner?.at && !owner.assumed)
      return shown(`${owner.value} owns it`, [{ ...owner.at, message: `The owner is ${owner.value}` }]);
    const folder = folderOfService(view);
    const found = folder === undefined ? undefined : ownerOfFolder(view, folder);
    if (!found) return cannotTell('No descriptor, catalog or CODEOWNERS file names an owner', ask);
    const place = { file: found.file, span: found.span };
    if (found.owners.length === 0)
      return cannotTell(`CODEOWNERS leaves ${found.pattern} without an owner`, ask, [
        { ...place, message: `${found.pattern} has no owner` },
      ]);
    const owners = listed(found.owners);
    const said = [{ ...place, message: `${found.pattern} is owned by ${owners}` }];
    // One line for everything says who reviews changes, not who answers for each of many services.
    if (found.isForAll && view.picture.services.length > 1)
      return cannotTell(
        `CODEOWNERS names ${owners} for the whole repository only`,
        `Does ${owners} own this service?`,
        said,
      );
    return shown(`CODEOWNERS names ${owners} for ${found.pattern}`, said);
  },
};
