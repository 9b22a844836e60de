import type { Environment } from '../model/production.ts';

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
    /^(dev|devel|develop|development|local|localdev|localhost|debug|test|tests|testing|tilt|skaffold|minikube|k3d|override|sandbox|devcontainer|e2e|ci|cypress|contrib)$/,
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
  if (toolFolder.test(file)) return { environment: 'development', because: `it is in ${folders.join('/')}` };
  for (const profile of profiles) {
    const found = said(profile);
    if (found === 'development' || /^(setup|init|tools?|cli|seed|manual|debug)$/.test(profile))
      return { environment: 'development', because: `its profile is ${profile}` };
  }
  if (namespace !== undefined) {
    const found = said(namespace);
    if (found) return { environment: found, because: `its namespace is ${namespace}` };
  }
  const inName = said(base.replace(/\.(ya?ml|json|toml|conf|service|env|tf|hcl|sh|xml)$/i, ''));
  if (inName) return { environment: inName, because: `its file is called ${base}` };
  // The folder nearest to the file says most.
  for (let at = folders.length - 1; at >= 0; at--) {
    const found = said(folders[at] ?? '');
    if (found) return { environment: found, because: `it is in ${folders.slice(0, at + 1).join('/')}` };
  }
  const inOwn = name === undefined ? undefined : lastWord(name);
  return inOwn ? { environment: inOwn, because: `it is called ${name ?? ''}` } : { environment: 'production' };
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
