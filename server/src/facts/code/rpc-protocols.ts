import { unclear, type Given } from './given.ts';

/** What a stub of Go says, by the package it is of: RPCs other than gRPC (`…/rpc`) often have a limit of their own, whatever callers pass on. */
export function ofProtocol(said: Given, module: string): Given {
  return said.state === 'unclear' && /(?:^|\/)rpc$/.test(module) ? unclear(said.because) : said;
}
