import { Server, ServerCredentials } from '@grpc/grpc-js';

const server = new Server();
server.bindAsync('0.0.0.0:50051', ServerCredentials.createInsecure(), () => {});
//     ^^^^^^^^^ shown: SIGTERM

process.once('SIGTERM', () => {
  server.tryShutdown((error) => process.exit(error ? 1 : 0));
});
