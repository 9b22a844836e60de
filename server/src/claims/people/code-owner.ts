import type { ServiceView } from '../../model/claim.ts';
import type { CodeOwners } from '../../model/people-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Span } from '../../model/span.ts';
import { folderOf, upwards } from '../../production/modules/paths.ts';
import { noIgnores } from '../../workspace/ignore-files.ts';

/** Who must review changes of a folder. */
export interface FolderOwner {
  readonly owners: readonly string[];
  readonly pattern: string;
  readonly file: string;
  readonly span: Span;
  /** The pattern is for the whole repository. */
  readonly isForAll: boolean;
}

/** The file that GitHub or GitLab reads where there are several. */
const order = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** The last pattern of CODEOWNERS that matches what is in a folder; undefined where none does. */
export function ownerOfFolder(view: ServiceView, folder: string): FolderOwner | undefined {
  const [found] = [...view.inWorkspace('code-owners')].sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file));
  return found && lastMatch(found, folder);
}

function lastMatch({ file, fact }: Located<CodeOwners>, folder: string): FolderOwner | undefined {
  const entry = fact.entries.findLast(({ pattern }) => isFor(pattern, folder));
  if (!entry) return undefined;
  const { owners, pattern, span } = entry;
  return { owners, pattern, file, span, isForAll: /^\/?\*{0,2}\/?\*?$/.test(pattern) };
}

/** A name that no pattern for one kind of file means: who owns `*.md` owns no folder. */
const anyFile = 'any file';

/** CODEOWNERS follows the rules of gitignore files: what is for a folder is for all below it. */
function isFor(pattern: string, folder: string): boolean {
  const { ignores } = noIgnores.enter('', [pattern]);
  const inside = folder === '' ? anyFile : `${folder}/${anyFile}`;
  return ignores(inside) || [...upwards(folder)].some((each) => each !== '' && ignores(`${each}/`));
}

/** The folder whose owner is that of a service: of its code, else of what deploys it. */
export function folderOfService({ service }: ServiceView): string | undefined {
  const [place] = service.places;
  return service.root ?? (place && folderOf(place.file));
}
