/** Longest work without a break, in milliseconds: an answer that waits for it is still felt as immediate. */
const sliceMs = 12;

/** Gives others their turn: called between the steps of long work, it takes a break once the last one was some milliseconds ago. */
export function openSlices(): () => Promise<void> | undefined {
  let end = performance.now() + sliceMs;
  return () => {
    if (performance.now() < end) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        end = performance.now() + sliceMs;
        resolve();
      }),
    );
  };
}
