/** Lets what came meanwhile be heard: resolves when other work that waits has had its turn. */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    // A browser has no such call; a timer there waits a little longer.
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve);
  });
}
