import { credentials, loadPackageDefinition } from '@grpc/grpc-js';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { loadSync } from '@grpc/proto-loader';
import { Search } from './gen/search_pb';

const shop = loadPackageDefinition(loadSync('search.proto')) as any;
const client = new shop.Search('search:50051', credentials.createInsecure());
const other = createClient(Search, createGrpcTransport({ baseUrl: 'http://search:8080' }));

client.find({ text: 'x' }, (error: Error | null) => {
  //   ^^^^ violated
  if (error) console.error(error);
});

export const find = async (text: string) => await other.find({ text });
//                                                      ^^^^ violated
