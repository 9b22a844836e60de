const limit = 5000;

export async function plain(id: string) {
  const response = await fetch(`https://prices.internal/items/${id}`);
  //                     ^^^^^ violated: fetch has no timeout
  return response.json();
}

export async function withOptions(body: unknown) {
  return fetch('https://prices.internal/items', { method: 'POST', body: JSON.stringify(body) });
  //     ^^^^^ violated
}

export function overLines() {
  return globalThis.fetch('https://prices.internal/items', {
    //              ^^^^^ violated
    method: 'DELETE',
  });
}

export function empty(url: string) {
  void fetch(url, {});
  //   ^^^^^ violated
}

export function bounded(url: string) {
  return fetch(url, { signal: AbortSignal.timeout(limit) });
  //     ^^^^^ shown: its signal aborts after limit
}

export function either(url: string, outer: AbortSignal) {
  return fetch(url, { signal: AbortSignal.any([outer, AbortSignal.timeout(5000)]) });
  //     ^^^^^ shown
}

export async function byController(url: string) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  try {
    return await fetch(url, { signal: controller.signal });
    //           ^^^^^ shown: a timer aborts its signal
  } finally {
    clearTimeout(timer);
  }
}

export async function destructured(url: string) {
  const { signal, abort } = new AbortController();
  setTimeout(abort, 5000);
  return fetch(url, { signal });
  //     ^^^^^ shown
}

export function byUser(url: string, stop: EventTarget) {
  const controller = new AbortController();
  stop.addEventListener('click', () => controller.abort());
  return fetch(url, { signal: controller.signal });
  //     ^^^^^ cannot tell: its signal may be aborted by something other than time
}

export function handedIn(url: string, signal: AbortSignal) {
  return fetch(url, { signal });
  //     ^^^^^ cannot tell: signal
}

export function optionsHandedIn(url: string, init: RequestInit) {
  return fetch(url, init);
  //     ^^^^^ cannot tell: options of fetch
}

export function optionsSpread(url: string, init: RequestInit) {
  return fetch(url, { ...init, method: 'POST' });
  //     ^^^^^ cannot tell
}

export function everythingSpread(...args: Parameters<typeof fetch>) {
  return fetch(...args);
  //     ^^^^^ cannot tell: arguments are spread
}

export function requestHandedIn(request: Request) {
  return fetch(request);
  //     ^^^^^ cannot tell: elsewhere
}

export function requestMadeHere(url: string) {
  const request = new Request(url, { method: 'PUT' });
  return fetch(request);
  //     ^^^^^ violated
}

export function requestWithSignal(url: string) {
  const bounded = new Request(url, { signal: AbortSignal.timeout(1000) });
  return fetch(bounded);
  //     ^^^^^ shown
}

export function raced(url: string) {
  const late = new Promise((_, reject) => setTimeout(reject, 5000, new Error('late')));
  return Promise.race([fetch(url), late]);
  //                   ^^^^^ cannot tell: it is raced
}

export function racedInPlace(url: string) {
  return Promise.race([fetch(url).then((answer) => answer.json()), new Promise((_, no) => setTimeout(no, 5000))]);
  //                   ^^^^^ shown: it is raced against a timer
}

export function wrapped(url: string) {
  return withTimeout(fetch(url), 5000);
  //                 ^^^^^ cannot tell: `withTimeout` around
}

export function wrappedLater(url: string) {
  return pTimeout(() => fetch(url).then((answer) => answer.text()), 5000);
  //                    ^^^^^ cannot tell
}

export function delayed(url: string) {
  setTimeout(() => fetch(url), 5000);
  //               ^^^^^ violated
}

export function undefinedSignal(url: string) {
  return fetch(url, { signal: undefined });
  //     ^^^^^ violated
}

export function stream(url: string) {
  return fetch(url, { headers: { accept: 'text/event-stream' } });
  //     ^^^^^ cannot tell: an event stream is meant to stay open
}

export function relative() {
  return fetch('/api/prices');
}

declare function withTimeout<T>(work: Promise<T>, ms: number): Promise<T>;
declare function pTimeout<T>(work: () => Promise<T>, ms: number): Promise<T>;
