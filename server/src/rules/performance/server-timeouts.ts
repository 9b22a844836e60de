import { rule } from '../../model/rule.ts';
import { isAside } from '../vocabulary/aside.ts';
import { shortName } from '../vocabulary/call-names.ts';
import { servesMonitoringAlone } from '../vocabulary/shutdown.ts';
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
  summary: 'Servers bound how long they wait for a request',
  aspect: 'performance',
  severity: 'warning',
  harm: 'outage',
  scope: 'file',
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'A client that opens a connection and sends its request slowly, or not at all, holds a connection and its memory for as long as the server lets it. A few thousand of them, by malice or by one bad network, leave no connection for users.',
    remedy:
      'Bound the time in which headers must arrive, the time for the whole request, and how long an idle connection is kept; set longer limits only for routes that take uploads or stream.',
    guide: 'servers-and-handles',
    examples: [
      {
        title: 'Go: a server without limits',
        bad: { 'main.go': goServer('') },
        good: { 'main.go': goServer(', ReadHeaderTimeout: patience') },
      },
      {
        title: 'Node: the limit switched off',
        bad: { 'server.ts': nodeServer('0') },
        good: { 'server.ts': nodeServer('60_000') },
      },
    ],
  },
  reads: ['server-limit'],
  check(server, context) {
    if (server.local || isAside(context.file)) return;
    const name = shortName(server.api);
    if (server.bound === 'present') return context.shown(server.span, `${name} is bounded: ${server.because}`);
    if (server.bound === 'unknown') {
      const message = `${name} may wait for ever for a slow client: ${server.because}`;
      return context.cannotTell(server.span, message, 'Which limits does it get where it is made?');
    }
    if (server.auxiliary) {
      const message = `${name} has no limit for slow clients, though it seems not to be for users: ${server.because}`;
      return context.cannotTell(server.span, message, 'Who can reach it?');
    }
    const paths = context.inFile('route').map(({ path }) => path);
    if (servesMonitoringAlone(paths)) {
      const message = `${name} has no limit for slow clients, and all that is registered here is ${paths.slice(0, 3).join(', ')}`;
      return context.cannotTell(server.span, message, 'Who can reach it?');
    }
    context.violated(server.span, `${name} has no limit for slow clients: ${server.because}`, {
      fixes: fixesOf(server.repair, context.file),
    });
  },
});
