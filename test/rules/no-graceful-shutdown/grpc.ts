import * as grpc from '@grpc/grpc-js';

const server = new grpc.Server();
server.bindAsync('0.0.0.0:50051', grpc.ServerCredentials.createInsecure(), () => {});
//     ^^^^^^^^^ violated: it ends the process and stops no server

process.once('SIGTERM', () => server.forceShutdown());
