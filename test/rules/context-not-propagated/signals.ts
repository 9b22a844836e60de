import axios from 'axios';

export async function found(query: string, signal: AbortSignal) {
  return fetch(`https://search.internal/?q=${query}`, { signal });
  //     ^^^^^ shown: signal
}

export async function lost(query: string, signal: AbortSignal) {
  return fetch(`https://search.internal/?q=${query}`);
  //     ^^^^^ violated: fetch
}

export async function lostWithOptions(query: string, signal?: AbortSignal) {
  return fetch('https://search.internal/', { method: 'POST', body: query });
  //     ^^^^^ violated
}

export async function combined(query: string, signal: AbortSignal) {
  const both = AbortSignal.any([signal, AbortSignal.timeout(1000)]);
  return fetch(`https://search.internal/?q=${query}`, { signal: both });
  //     ^^^^^ shown
}

export async function fromOptions(query: string, options: { signal?: AbortSignal } = {}) {
  await axios.get('https://search.internal/', { params: { query }, timeout: 1000 });
  //          ^^^ violated: axios.get
  return fetch(`https://search.internal/?q=${query}`, options);
  //     ^^^^^ shown
}

export const taken = async ({ signal, query }: { signal: AbortSignal; query: string }) =>
  fetch(`https://search.internal/?q=${query}`);
//^^^^^ violated

export async function elsewhere(query: string, signal: AbortSignal, init: RequestInit) {
  signal.throwIfAborted();
  return fetch(`https://search.internal/?q=${query}`, init);
  //     ^^^^^ cannot tell: options are set
}

export async function without(query: string) {
  return fetch(`https://search.internal/?q=${query}`);
}
