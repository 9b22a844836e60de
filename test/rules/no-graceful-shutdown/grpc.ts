import * as grpc from '@grpc/grpc-js';

const server = new grpc.Server();
server.bindAsync('0.0.0.0:50051', grpc.ServerCredentials.createInsecure(), () => {});
//     ^^^^^^^^^ violated: process

process.once('SIGTERM', () => server.forceShutdown());
