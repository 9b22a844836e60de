import type { ServerLimit } from '../../model/code-fact.ts';
import { related, rule, type RuleContext } from '../../model/rule.ts';
import { isAside } from '../vocabulary/aside.ts';
import { shortName } from '../vocabulary/calls/call-names.ts';
import { servesMonitoringAlone } from '../vocabulary/stopping/shutdown.ts';
import { fixesOf } from '../vocabulary/repairs.ts';

const goServer = (limit: string) => `package main

import (
	"log"
	"net/http"
	"time"
)

const patience = 5 * time.Second

func main() {
	server := &http.Server{Addr: ":8080"${limit}}
	log.Fatal(server.ListenAndServe())
}
`;

const nodeServer = (limit: string) => `import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('ok'));
server.requestTimeout = ${limit};
server.listen(8080);
`;

export const serverTimeouts = rule({
  id: 'server-timeouts',
  summary: 'Servers limit slow clients',
  aspect: 'performance',
  severity: 'warning',
  harm: 'outage',
  scope: 'file',
  refines: true,
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'A client that sends its request slowly, or not at all, holds a connection and its memory for as long as the server allows. A few thousand of them, from an attack or one bad network, leave no connections for users.',
    remedy:
      'Limit the time for headers, for the whole request and for idle connections. Set longer limits only on routes that take uploads or stream.',
    guide: 'servers-and-handles',
    examples: [
      {
        title: 'Go: a server without limits',
        bad: { 'main.go': goServer('') },
        good: { 'main.go': goServer(', ReadHeaderTimeout: patience') },
      },
      {
        title: 'Node: the limit is disabled',
        bad: { 'server.ts': nodeServer('0') },
        good: { 'server.ts': nodeServer('60_000') },
      },
    ],
  },
  reads: ['server-limit'],
  check(server, context) {
    if (server.local || isAside(context.file)) return;
    const name = shortName(server.api);
    const old = server.runtime && olderThan(server.runtime, context);
    if (old) {
      const message = `${name} has no request timeout: ${old.fact.image} is older than ${server.runtime?.image} ${server.runtime?.from}`;
      return context.violated(server.span, message, {
        related: [related(old, 'the runtime')],
        fixes: fixesOf(server.repair, context.file),
      });
    }
    if (server.bound === 'present') return context.shown(server.span, `${name} limits slow clients: ${server.because}`);
    if (server.bound === 'unknown') {
      const message = `${name} may not limit slow clients: ${server.because}`;
      return context.cannotTell(server.span, message, 'Which read timeout is set where it is created?');
    }
    if (server.auxiliary) {
      const message = `${name} has no read timeout, but may not serve users (${server.because})`;
      return context.cannotTell(server.span, message, 'Can users reach it?');
    }
    const paths = context.inFile('route').map(({ path }) => path);
    if (servesMonitoringAlone(paths)) {
      const message = `${name} has no read timeout, but only serves ${paths.slice(0, 3).join(', ')}`;
      return context.cannotTell(server.span, message, 'Can users reach it?');
    }
    context.violated(
      server.span,
      `${name} has no read timeout; slow clients can hold connections (${server.because})`,
      {
        fixes: fixesOf(server.repair, context.file),
      },
    );
  },
});

/** The image of the service with a runtime that does not have the limit yet. */
function olderThan({ image, from }: NonNullable<ServerLimit['runtime']>, context: RuleContext) {
  return context.inService('image-use').find(({ fact }) => {
    const [, name, major] = /(?:^|\/)([\w-]+):(\d+)[^/]*$/.exec(fact.image) ?? [];
    return fact.as === 'base' && name === image && Number(major) < from;
  });
}
