import * as z from 'zod';

/** A failure in one line, for people. `gone` means that further requests are useless. */
export class AskError extends Error {
  readonly gone: boolean;
  readonly status: number | undefined;
  constructor(message: string, gone = false, { status }: { status?: number } = {}) {
    super(message);
    this.gone = gone;
    this.status = status;
  }
}

/** Bounds of the requests; tests use smaller ones. */
export interface Bounds {
  readonly timeout: number;
  readonly bytes: number;
  readonly requests: number;
}

export const bounds: Bounds = { timeout: 5000, bytes: 5_000_000, requests: 200 };

/** Asks one server; each request is a GET, bounded in time and size. */
export interface Client {
  /** The `data` of an answer in the given form. Throws an `AskError`. */
  get<T extends z.ZodType>(path: string, parameters: Readonly<Record<string, string>>, form: T): Promise<z.output<T>>;
}

/** How a user names a server: the option or setting, and where its token is kept. */
export interface Named {
  readonly option: string;
  readonly token: string;
}

/** The address of a server that a user named. Throws for what is no plain http or https address. */
export function addressOf(text: string, { option, token }: Named): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error(`${option} needs an address like http://host:9090`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Error(`${option} takes no credentials or parameters; use ${token} for a token`);
  return url;
}

/** An address as it is recorded and shown. */
export function fromOf(base: URL): string {
  return base.href.replace(/\/+$/, '');
}

interface ClientOptions {
  readonly token?: string | undefined;
  readonly limit?: Bounds;
  /** Ends all requests; they reject with its reason. */
  readonly signal?: AbortSignal;
  readonly api?: 'prometheus' | 'alertmanager';
}

/** A client for one server; redirects are not followed, so that a token stays with the server that was named. */
export function openClient(
  base: URL,
  { token, limit = bounds, signal, api = 'prometheus' }: ClientOptions = {},
): Client {
  let left = limit.requests;
  return {
    async get(path, parameters, form) {
      if (left-- <= 0) throw new AskError(`the limit of ${limit.requests} requests was reached`);
      const url = new URL(`${fromOf(base)}/api/${api === 'prometheus' ? 'v1' : 'v2'}/${path}`);
      for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
      const text = await ask(url, { token, limit, signal });
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        throw new AskError('the answer is not JSON');
      }
      const outer = z.object({ status: z.literal('success'), data: z.unknown() }).safeParse(json);
      const parsed = form.safeParse(api === 'prometheus' ? outer.data?.data : json);
      if (parsed.success) return parsed.data;
      throw new AskError(`the answer does not follow the ${api === 'prometheus' ? 'Prometheus' : 'Alertmanager'} API`);
    },
  };
}

interface Asking {
  readonly token: string | undefined;
  readonly limit: Bounds;
  readonly signal: AbortSignal | undefined;
}

async function ask(url: URL, { token, limit: { timeout, bytes }, signal }: Asking): Promise<string> {
  try {
    const late = AbortSignal.timeout(timeout);
    const response = await fetch(url, {
      redirect: 'manual',
      signal: signal ? AbortSignal.any([late, signal]) : late,
      headers: { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    });
    const { status } = response;
    if (status >= 300 && status < 400) throw new AskError('the server redirects; redirects are not followed', true);
    if (status === 401 || status === 403) throw new AskError(`access was denied (${status})`, true);
    if (status !== 200) throw new AskError(`the server answered with status ${status}`, false, { status });
    return await bodyOf(response, bytes);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof AskError) throw error;
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new AskError(`no answer within ${timeout / 1000} s`, true);
    throw new AskError('the connection failed', true);
  }
}

async function bodyOf(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of response.body ?? []) {
    const part = chunk as Uint8Array;
    size += part.byteLength;
    // Leaving the loop closes the connection.
    if (size > most) throw new AskError(`the answer is larger than ${most / 1_000_000} MB`);
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
