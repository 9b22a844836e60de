import axios from 'axios';

axios.defaults.timeout = 5000;

export const price = (id: string) => axios.get(`https://prices.internal/${id}`);
//                                         ^^^ shown: axios.defaults.timeout = 5000

export const never = (id: string) => axios.get(`https://prices.internal/${id}`, { timeout: 0 });
//                                         ^^^ violated
