import got, { type OptionsInit } from 'got';

interface Options {
  signal?: AbortSignal;
  retries?: number;
}

interface Init extends RequestInit {
  signal?: AbortSignal;
}

export async function lostByType(url: string, options: Options) {
  return fetch(url, { keepalive: (options.retries ?? 0) > 0 });
  //     ^^^^^ shown
}

export async function lost(url: string, options: Options) {
  return fetch(url, { method: 'POST' });
  //     ^^^^^ violated: options.signal
}

export async function lostByVariable(url: string, signal: AbortSignal) {
  return got(url, { timeout: { request: 5000 } }).json();
  //     ^^^ violated
}

export async function set(url: string, signal: AbortSignal) {
  const options: OptionsInit = { timeout: { request: 5000 } };
  options.signal = signal;
  return got(url, options).json();
  //     ^^^ shown
}

export async function requested(url: string, init: Init) {
  const request = new Request(url, init);
  return fetch(request);
  //     ^^^^^ shown
}
