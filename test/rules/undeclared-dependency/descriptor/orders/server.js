import { createServer } from 'node:http';

export const pay = (order) =>
  fetch('https://api.stripe.com/v1/charges', { method: 'POST', body: order, signal: AbortSignal.timeout(1000) });
//^^^^^ violated: orders uses api.stripe.com (the host api.stripe.com)
export const schema = 'https://schema.org/Order';
export const call = (url) => fetch(url, { signal: AbortSignal.timeout(1000) });
export const local = () => fetch('http://localhost:3000/', { signal: AbortSignal.timeout(1000) });
export const example = () => fetch('https://example.com/', { signal: AbortSignal.timeout(1000) });

createServer((request, response) => response.end('ok')).listen(80);
