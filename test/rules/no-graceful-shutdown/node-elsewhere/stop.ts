import type { Server } from 'node:http';

export function onStop(server: Server) {
  process.on('SIGTERM', () => server.close());
}
