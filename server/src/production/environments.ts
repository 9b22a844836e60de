import type { ComposeService, ProcessStart } from '../model/image-fact.ts';
import type { Environment } from '../model/production.ts';
import type { Located } from '../model/rule.ts';
import type { ProductionInput } from './input.ts';
import { folderOf } from './modules/paths.ts';
import { isToolFolder } from './names.ts';
import { say } from '../words/say.ts';

/** What may say where something runs. */
export interface EnvironmentHints {
  readonly file: string;
  readonly namespace?: string | undefined;
  /** Name of the workload. */
  readonly name?: string | undefined;
  /** Profiles of a compose service. */
  readonly profiles?: readonly string[];
}

export interface EnvironmentFound {
  readonly environment: Environment;
  /** What says so, ready for people: `the folder overlays/staging`; absent where nothing says otherwise. */
  readonly because?: string;
}

const words: readonly (readonly [Environment, RegExp])[] = [
  [
    'development',
    /^(dev|devel|develop|development|local|localdev|localhost|debug|test|tests|testing|tilt|skaffold|minikube|k3d|override|sandbox|devcontainer|e2e|ci|cypress|contrib|quick-?start|getting-?started|tutorial|playground)$/,
  ],
  ['staging', /^(staging|stage|stg|uat|preprod|pre-?production|qa|integration|preview)$/],
  ['production', /^(prod|prd|production|live)$/],
];

/** Hidden folders are those of tools: what is there runs while people build and test. */
const toolFolder = /(^|\/)\.[a-z][\w-]*\//i;

/** Where something runs: by folder, file name, namespace, name and profile; production unless something says otherwise. */
export function environmentOf({ file, namespace, name, profiles = [] }: EnvironmentHints): EnvironmentFound {
  const folders = file.split('/');
  const base = folders.pop() ?? '';
  if (toolFolder.test(file))
    return { environment: 'development', because: say('environments.it-is-in', { folders: folders.join('/') }) };
  for (const profile of profiles) {
    const found = said(profile);
    if (found === 'development' || /^(setup|init|tools?|cli|seed|manual|debug)$/.test(profile))
      return { environment: 'development', because: say('environments.its-profile-is', { profile }) };
  }
  if (namespace !== undefined) {
    const found = said(namespace);
    if (found) return { environment: found, because: say('environments.its-namespace-is', { namespace }) };
  }
  const inName = said(base.replace(/\.(ya?ml|json|toml|conf|service|env|tf|hcl|sh|xml)$/i, ''));
  if (inName) return { environment: inName, because: say('environments.its-file-is', { base }) };
  // The folder nearest to the file says most.
  for (let at = folders.length - 1; at >= 0; at--) {
    const found = said(folders[at] ?? '');
    if (found)
      return {
        environment: found,
        because: say('environments.it-is-in', { folders: folders.slice(0, at + 1).join('/') }),
      };
  }
  const inOwn = name === undefined ? undefined : lastWord(name);
  return inOwn
    ? { environment: inOwn, because: say('environments.its-name-is', { name: name ?? '' }) }
    : { environment: 'production' };
}

/** Words of the name that say where it runs: `shop-staging`, `compose.dev`. */
function said(name: string): Environment | undefined {
  const parts = name.toLowerCase().split(/[-_.]/);
  for (const [environment, pattern] of words)
    if (pattern.test(name.toLowerCase()) || parts.some((part) => pattern.test(part))) return environment;
  return undefined;
}

/** A workload's name says it by its end alone: `test-results` is no test. */
function lastWord(name: string): Environment | undefined {
  const last = name.toLowerCase().split(/[-_.]/).at(-1);
  return last === name.toLowerCase() ? undefined : words.find(([, pattern]) => pattern.test(last ?? ''))?.[0];
}

/** Commands that are of a developer's machine alone: what is built at each start, watched, or reached at home. */
const athome =
  /\b(go run|nodemon|docker[ -]compose|docker run|webpack(-dev-server| serve)|localhost:\d|(npm|yarn|pnpm)( run)? (dev|watch)\b)|--(reload|watch)\b/;

/** Where the processes of files run that list them; a Procfile with one command for a developer's machine is for development. */
export function openProcessEnvironments(
  facts: readonly Located<ProcessStart>[],
): (process: Located<ProcessStart>) => EnvironmentFound {
  const developing = new Map<string, string>();
  for (const { file, fact } of facts)
    if (fact.by === 'Procfile' && athome.test(fact.command)) developing.set(file, fact.name);
  return ({ file, fact }) => {
    const shown = developing.get(file);
    if (shown !== undefined)
      return { environment: 'development', because: say('environments.it-starts-a-development-command', { shown }) };
    // Units of systemd are handed out beside the code, wherever that is.
    return environmentOf({ file: fact.by === 'systemd' ? file.slice(file.lastIndexOf('/') + 1) : file });
  };
}

/** Where the services of compose files run; a file with the system under test (`sut`) is for testing. */
export function openComposeEnvironments(
  facts: ProductionInput['facts'],
): (service: Located<ComposeService>) => EnvironmentFound {
  const testing = new Set(facts('compose-service').flatMap(({ file, fact }) => (fact.name === 'sut' ? [file] : [])));
  return ({ file, fact: { profiles, name } }) =>
    testing.has(file)
      ? { environment: 'development', because: say('environments.it-tests-the-image') }
      : isToolFolder(folderOf(file))
        ? { environment: 'development', because: say('environments.it-is-in', { folders: folderOf(file) }) }
        : environmentOf({ file, profiles, name });
}

/** Where an image that no workload names is for; one that stands among tools is for them. */
export function environmentOfImage(file: string, stage: string | undefined): EnvironmentFound {
  return isToolFolder(folderOf(file))
    ? { environment: 'development', because: say('environments.it-is-in', { folders: folderOf(file) }) }
    : environmentOf({ file, name: stage });
}
