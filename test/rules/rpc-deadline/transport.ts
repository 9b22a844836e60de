import { createClient } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-node';
import { Search } from './gen/search_pb';

const transport = createConnectTransport({ baseUrl: 'http://search:8080', defaultTimeoutMs: 1000 });
const client = createClient(Search, transport);

export async function find(text: string) {
  return await client.find({ text });
  //                  ^^^^ shown: its transport has defaultTimeoutMs
}
