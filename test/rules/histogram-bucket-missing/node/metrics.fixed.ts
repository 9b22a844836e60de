import { exponentialBuckets, Gauge, Histogram, Summary } from 'prom-client';

export const seconds = new Histogram({ name: 'cart_seconds', help: 'Time.', buckets: [0.1, 0.25, 0.3, 0.5] });
export const made = new Histogram({ name: 'made_seconds', help: 'Time.', buckets: exponentialBuckets(0.1, 3, 3) });
export const summary = new Summary({ name: 'mail_seconds', help: 'Time.', percentiles: [0.5, 0.99] });
export const last = new Gauge({ name: 'mail_latency_seconds', help: 'Time of the last mail.' });
