export async function one(query: string, signal: AbortSignal) {
  return fetch(`https://search.internal/?q=${query}`);
  //     ^^^^^ violated
}

export async function two(query: string, options: { signal?: AbortSignal }) {
  return fetch('https://search.internal/', { method: 'POST', body: query });
  //     ^^^^^ violated
}
