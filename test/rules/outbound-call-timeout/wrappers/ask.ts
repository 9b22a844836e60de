export async function ask(address: string, options: { limit?: number; method?: string } = {}) {
  const signal = options.limit ? AbortSignal.timeout(options.limit) : undefined;
  return fetch(address, { method: options.method, signal });
  //     ^^^^^ cannot tell: set
}
