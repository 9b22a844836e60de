import axios from 'axios';

export const bounded = axios.create({ baseURL: 'https://prices.internal', timeout: 2000 });
//                           ^^^^^^ shown

export const open = axios.create({ baseURL: 'https://stock.internal' });
//                        ^^^^^^ violated: timeout

export const each = axios.create({ baseURL: 'https://slow.internal' });
//                        ^^^^^^ shown: their own

export default axios.create({ baseURL: 'https://default.internal', timeout: 2000 });
//                   ^^^^^^ shown
