import type { EnvRead, GoDeclarations, HostMentions, ModuleLinks, RpcEnd, TopicEnd } from '../../model/link-fact.ts';
import type { CodeLanguage } from '../../syntax/code/outline.ts';
import { csharpLinks } from './csharp.ts';
import { envReads } from './env-reads.ts';
import { goLinks } from './go.ts';
import { goDeclarations } from './go-declarations.ts';
import { hostMentions } from './host-mentions.ts';
import { javaLinks } from './java.ts';
import { pythonLinks } from './python.ts';
import { rpcEnds } from './rpc-ends.ts';
import { scriptLinks } from './script.ts';
import { topicEnds } from './topics.ts';
import type { Links } from './found.ts';

/** UTF-16 units of a file that are looked at; what is longer was not written by hand. */
const maxLength = 1_000_000;

const readers: Readonly<Record<CodeLanguage, (text: string) => Links>> = {
  typescript: scriptLinks,
  javascript: scriptLinks,
  go: goLinks,
  python: pythonLinks,
  java: javaLinks,
  csharp: csharpLinks,
};

/**
 * How a code file hangs together with others: its imports, whether a program begins in it, the environment variables that it
 * reads and the ends of gRPC services, topics and queues in it. Read from the text and not from the outline: every file has them, and most need
 * not be parsed. An import in a comment counts, too: to reach too much only shows too much.
 */
export function extractLinks(
  language: CodeLanguage,
  text: string,
): (ModuleLinks | EnvRead | RpcEnd | TopicEnd | HostMentions | GoDeclarations)[] {
  if (text.length > maxLength) return [];
  const end = text.indexOf('\n');
  const span = { start: 0, end: end < 0 ? text.length : end };
  return [
    { kind: 'module-links', span, language, ...readers[language](text) },
    ...envReads(language, text),
    ...rpcEnds(language, text),
    ...topicEnds(text),
    ...hostMentions(text, { words: true }),
    ...(language === 'go' ? goDeclarations(text) : []),
  ];
}
