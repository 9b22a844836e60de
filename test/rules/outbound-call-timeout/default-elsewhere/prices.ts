import axios from 'axios';

export const price = (id: string) => axios.get(`https://prices.internal/${id}`);
//                                         ^^^ cannot tell: another file
