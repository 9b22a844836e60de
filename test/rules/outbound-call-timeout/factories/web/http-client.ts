import axios from 'axios';

export function createClient(baseURL: string) {
  return axios.create({ baseURL, timeout: 3000 });
  //           ^^^^^^ shown
}

export const bare = (baseURL: string) => axios.create({ baseURL });
//                                             ^^^^^^ violated: timeout
