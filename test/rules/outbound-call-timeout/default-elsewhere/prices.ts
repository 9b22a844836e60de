import axios from 'axios';

export const price = (id: string) => axios.get(`https://prices.internal/${id}`);
//                                         ^^^ cannot tell: a default is set in another file
