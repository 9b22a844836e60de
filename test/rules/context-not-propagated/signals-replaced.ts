export async function alone(path: string, signal: AbortSignal) {
  const limit = AbortSignal.timeout(3000);
  return fetch(`https://depot.internal/${path}`, { method: 'GET', signal: limit });
  //     ^^^^^ violated: fetch
}

export async function joined(path: string, signal: AbortSignal) {
  return fetch(`https://depot.internal/${path}`, { signal: AbortSignal.any([AbortSignal.timeout(3000), signal]) });
  //     ^^^^^ shown
}

export async function lookedAt(path: string, signal: AbortSignal) {
  signal.throwIfAborted();
  return fetch(`https://depot.internal/${path}`, { signal: AbortSignal.timeout(3000) });
  //     ^^^^^ cannot tell
}
