import { credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
import { createClient } from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import { loadSync } from '@grpc/proto-loader';
import { Search } from './gen/search_pb';
import { IndexClient } from './gen/index_grpc_pb';

const shop = loadPackageDefinition(loadSync('search.proto')) as any;
const client = new shop.Search('search:50051', credentials.createInsecure());
const metadata = new Metadata();

client.find({ text: 'x' }, (error: Error | null, hits: unknown) => {
  //   ^^^^ violated: client.find
  if (error) console.error(error);
});

client.find({ text: 'x' }, metadata, (error: Error | null) => {
  //   ^^^^ violated
  if (error) console.error(error);
});

client.find({ text: 'x' }, { deadline: Date.now() + 1000 }, (error: Error | null) => {
  //   ^^^^ shown
  if (error) console.error(error);
});

client.find({ text: 'x' }, metadata, { deadline: Infinity }, (error: Error | null) => {
  //   ^^^^ violated: deadline
  if (error) console.error(error);
});

const changes = client.changes({ text: 'x' });
changes.on('data', (hit: unknown) => console.log(hit));

export class Indexer {
  constructor(private readonly index: IndexClient) {}

  add(document: object, options: object) {
    this.index.add(document, options, (error: Error | null) => {
      //       ^^^ cannot tell
      if (error) console.error(error);
    });
  }
}

const connected = createClient(Search, createGrpcTransport({ baseUrl: 'http://search:8080' }));

export async function find(text: string) {
  await connected.find({ text }, { timeoutMs: 1000 });
  //              ^^^^ shown
  return await connected.find({ text });
  //                     ^^^^ violated
}
