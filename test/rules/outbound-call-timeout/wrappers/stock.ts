import { ask } from './ask';

export const stock = () => ask('https://stock.internal/', { method: 'POST' });
//                         ^^^ violated: `ask` sets a timeout
export const plain = () => ask('https://stock.internal/');
//                         ^^^ violated
export const given = (timeout: number) => ask('https://stock.internal/', { limit: timeout });
//                                        ^^^ cannot tell
export const short = () => ask('https://stock.internal/', { limit: 3000 });
//                         ^^^ cannot tell
