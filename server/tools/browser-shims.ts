/**
 * What libraries take from Node without asking, for bundles that run in a browser (esbuild's `inject`): the reader of Dockerfiles
 * asks for the bytes of single characters.
 */
export const Buffer = { from: (text: string): Uint8Array => new TextEncoder().encode(text) };

const waiting = new Map<number, () => void>();
let last = 0;
const channel = new MessageChannel();
channel.port1.onmessage = ({ data }) => {
  const step = waiting.get(data as number);
  waiting.delete(data as number);
  step?.();
};

/** A turn for others before the step: `setTimeout` would wait four milliseconds each time. */
export function setImmediate(step: () => void): void {
  waiting.set(++last, step);
  channel.port2.postMessage(last);
}
