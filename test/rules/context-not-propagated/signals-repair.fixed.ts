export async function one(query: string, signal: AbortSignal) {
  return fetch(`https://search.internal/?q=${query}`, { signal });
}

export async function two(query: string, options: { signal?: AbortSignal }) {
  return fetch('https://search.internal/', { signal: options.signal, method: 'POST', body: query });
}
