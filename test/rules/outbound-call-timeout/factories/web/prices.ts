import { bare, createClient } from './http-client';

const client = createClient('https://prices.internal');
const other = bare('https://stock.internal');

export const price = (id: string) => client.get(`/${id}`);
//                                          ^^^ shown: its client has one
export const stock = (id: string) => other.get(`/${id}`);
//                                         ^^^ cannot tell: client
