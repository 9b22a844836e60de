import { unclear, type Given } from '../deadlines/given.ts';
import { say } from '../../words/say.ts';

/** What a stub of Go says, by the package it is of: RPCs other than gRPC (`…/rpc`) often have a limit of their own, whatever callers pass on. */
export function ofProtocol(said: Given, module: string): Given {
  if (!/(?:^|\/)rpc$/.test(module)) return said;
  if (said.state === 'unclear') return unclear(said.because);
  return said.state === 'missing' ? unclear(say('rpc-protocols.clients-of-may-have-their', { module })) : said;
}
