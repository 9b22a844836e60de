import { rule } from '../../model/rule.ts';
import { judgeConsumer } from '../vocabulary/stopping/consumer-stop.ts';
import { judgeServer } from '../vocabulary/stopping/server-stop.ts';

const express = (end: string) => `import express from 'express';

const app = express();
app.get('/healthz', (req, res) => res.send('ok'));
const server = app.listen(8080);
${end}`;

const goServer = (end: string) => `package main

import (
	"context"
	"log"
	"net/http"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
${end}}
`;

const grpcServer = (hook: string) => `import signal
from concurrent import futures

import grpc


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=10))
    server.add_insecure_port("[::]:50051")
${hook}    server.start()
    server.wait_for_termination()
`;

export const noGracefulShutdown = rule({
  id: 'no-graceful-shutdown',
  summary: 'Servers drain requests on SIGTERM',
  aspect: 'performance',
  severity: 'warning',
  harm: 'errors',
  scope: 'project',
  since: '0.1.0',
  fix: 'suggestion',
  docs: {
    why: 'Every rollout, scale-down and node drain ends the process with SIGTERM. A server that does not handle it drops its in-flight requests, so users see errors at each deploy. Node and Python without a handler exit on SIGTERM at once; as PID 1 of a container they ignore it and are killed at the end of the grace period.',
    remedy:
      'On SIGTERM, fail readiness, wait until no traffic arrives, stop accepting connections, finish in-flight requests, close pools, then exit. Keep the sum below the grace period.',
    guide: 'graceful-shutdown',
    examples: [
      {
        title: 'Express without a SIGTERM handler',
        bad: { 'server.ts': express('') },
        good: { 'server.ts': express("process.on('SIGTERM', () => server.close());\n") },
      },
      {
        title: 'Go: a server that cannot be stopped',
        bad: {
          'main.go':
            'package main\n\nimport (\n\t"log"\n\t"net/http"\n)\n\nfunc main() {\n\tlog.Fatal(http.ListenAndServe(":8080", nil))\n}\n',
        },
        good: {
          'main.go': goServer(
            '\tsrv := &http.Server{Addr: ":8080"}\n\tgo func() { log.Println(srv.ListenAndServe()) }()\n\t<-ctx.Done()\n\tlog.Println(srv.Shutdown(context.Background()))\n',
          ),
        },
      },
      {
        title: 'Python: a gRPC server',
        bad: { 'server.py': grpcServer('') },
        good: {
          'server.py': grpcServer('    signal.signal(signal.SIGTERM, lambda signum, frame: server.stop(30))\n'),
        },
      },
    ],
  },
  reads: ['server', 'consumer-loop'],
  check(fact, context) {
    if (fact.kind === 'consumer-loop') judgeConsumer(fact, context);
    else judgeServer(fact, context);
  },
});
