import { Histogram } from 'prom-client';

export const duration = new Histogram({ name: 'shop_request_duration_seconds', help: 'x', labelNames: ['route'] });
