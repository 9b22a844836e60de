export interface Hit {
  readonly play: string;
  readonly scene: string;
  readonly speaker: string;
  readonly text: string;
  readonly score: number;
}

/** Ninety-nine of a hundred searches take less than 100 ms; after this the page is better shown without hits. */
const searchTimeout = 800;

export interface SearchClient {
  /** The best lines for a query; rejects when the back end does not answer in time. */
  search(query: string): Promise<readonly Hit[]>;
  /** Words that begin with what was typed so far. */
  suggest(prefix: string): Promise<readonly string[]>;
}

export function createSearchClient(base: string): SearchClient {
  return {
    async search(query) {
      const response = await fetch(`${base}/v1/search?q=${encodeURIComponent(query)}`, {
        signal: AbortSignal.timeout(searchTimeout),
      });
      const body = await readJson<{ hits: readonly Hit[] }>(response);
      return body.hits;
    },

    async suggest(prefix) {
      const response = await fetch(`${base}/v1/suggest?q=${encodeURIComponent(prefix)}`);
      const body = await readJson<{ words: readonly string[] }>(response);
      return body.words;
    },
  };
}

async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`the search back end answered ${response.status}`);
  return (await response.json()) as T;
}
