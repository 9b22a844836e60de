import { Counter, Gauge } from 'prom-client';

export const requests = new Counter({ name: 'shop_requests_total', help: 'x', labelNames: ['route', 'code'] });
export const depth = new Gauge({ name: 'shop_queue_depth', help: 'x' });
export const other = new Gauge({ name: 'shop_size', help: 'x', labelNames: names() });
