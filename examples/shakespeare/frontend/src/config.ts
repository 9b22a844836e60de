/** What the process is told by its environment. */
export interface Config {
  readonly port: number;
  /** Base of the search back end, without a slash at the end. */
  readonly searchUrl: string;
  /** Where the popular queries outlive a restart. */
  readonly popularFile: string;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    port: Number(env.PORT ?? 3000),
    searchUrl: (env.SEARCH_URL ?? 'http://localhost:8080').replace(/\/$/, ''),
    popularFile: env.POPULAR_FILE ?? '/tmp/popular.json',
  };
}
