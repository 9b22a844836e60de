/**
 * What libraries take from Node without asking, for bundles that run in a browser (esbuild's `inject`): the reader of Dockerfiles
 * asks for the bytes of single characters.
 */
export const Buffer = { from: (text: string): Uint8Array => new TextEncoder().encode(text) };
