import axios, { type AxiosInstance, type AxiosRequestConfig } from 'axios';
import { limits, base } from './settings';

const seconds = 1000;

export class Prices {
  private readonly http = axios.create({ baseURL: base });
  //                            ^^^^^^ violated: axios.create

  async one(id: string) {
    return this.http.get(`/items/${id}`);
    //               ^^^ cannot tell: client
  }

  async bounded(id: string) {
    return this.http.get(`/items/${id}`, { timeout: 5 * seconds });
    //               ^^^ shown: timeout: 5 * seconds
  }
}

export class Orders {
  private http: AxiosInstance;

  constructor() {
    this.http = axios.create({ baseURL: base, timeout: limits.orders });
    //                ^^^^^^ shown: timeout: limits.orders
  }

  place(order: unknown) {
    return this.http.post('/orders', order);
    //               ^^^^ shown
  }

  patient(order: unknown) {
    return this.http.post('/orders', order, { timeout: 0 });
    //               ^^^^ violated: `timeout: 0`
  }
}

export class Injected {
  constructor(private readonly http: AxiosInstance) {}

  ask() {
    return this.http.get('/x');
    //               ^^^ cannot tell: client
  }
}

export function direct(url: string, body: { timeout: number }) {
  axios.get(url);
  //    ^^^ violated
  axios.post(url, body);
  //    ^^^^ violated
  axios.post(url, { timeout: 5000 });
  //    ^^^^ violated
  axios.post(url, body, { timeout: 5000 });
  //    ^^^^ shown
  axios.get(url, { timeout: 0 });
  //    ^^^ violated: `timeout: 0`
  axios(url);
//^^^^^ violated
  axios({ url, timeout: 5000 });
//^^^^^ shown
  axios.request({ url });
  //    ^^^^^^^ violated
}

export function optional(url: string, timeout?: number) {
  return axios.get(url, { timeout });
  //           ^^^ cannot tell: `timeout` may be empty
}

export function defaulted(url: string, timeout = 5000) {
  return axios.get(url, { timeout });
  //           ^^^ shown
}

export function orElse(url: string, timeout?: number) {
  return axios.get(url, { timeout: timeout ?? 5000 });
  //           ^^^ shown
}

export function assembled(url: string, token: string) {
  const config: AxiosRequestConfig = { headers: { token } };
  config.timeout = 5000;
  return axios.get(url, config);
  //           ^^^ shown: config.timeout = 5000
}

export function assembledWithout(url: string, token: string) {
  const config: AxiosRequestConfig = { headers: { token } };
  config.maxRedirects = 1;
  return axios.get(url, config);
  //           ^^^ violated
}

export function merged(url: string, token: string) {
  const shared = { timeout: 5000 };
  return axios.get(url, { ...shared, headers: { token } });
  //           ^^^ shown
}

export function mergedByAssign(url: string, token: string) {
  return axios.get(url, Object.assign({ timeout: 5000 }, { headers: { token } }));
  //           ^^^ shown
}

export function built(url: string) {
  return axios.get(url, settingsFor(url));
  //           ^^^ shown
}

function settingsFor(url: string) {
  return { timeout: url.length * 1000 };
}

export function onOneWay(url: string, slow: boolean) {
  return axios.get(url, slow ? {} : { timeout: 5000 });
  //           ^^^ cannot tell: set
}

const make = () => axios.create({ timeout: 5000 });
//                       ^^^^^^ shown
const made = make();

export const viaFactory = () => made.get('/x');
//                                   ^^^ shown

const later = axios.create();
//                  ^^^^^^ shown: defaults.timeout = 5000
later.defaults.timeout = 5000;

const intercepted = axios.create();
//                        ^^^^^^ cannot tell: interceptor here
intercepted.interceptors.request.use((config) => ({ ...config, timeout: 5000 }));

const signed = axios.create();
//                   ^^^^^^ violated
signed.interceptors.request.use((config) => ({ ...config, auth: { username: 'a', password: 'b' } }));

const careful = axios.create({ baseURL: base });
//                    ^^^^^^ shown: each call through
export const carefully = () => careful.get('/x', { timeout: 2000 });

