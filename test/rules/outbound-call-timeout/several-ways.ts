import axios from 'axios';

export const slow = Math.random() > 0.5;
const client = slow ? axios : axios.create({ timeout: 1000 });

export const one = () => client.get('https://prices.internal');
//                              ^^^ cannot tell: called function sets

export const two = (get = axios.get) => get('https://prices.internal');
//                                      ^^^ cannot tell: called function

export const three = (url: string, run: typeof fetch = fetch) => run(url);
//                                                               ^^^ cannot tell: called function
