import axios from 'axios';

export const client = axios.create({ xsrfCookieName: 'token' });
//                          ^^^^^^ cannot tell: it runs in a browser
