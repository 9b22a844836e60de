const { metrics } = require('@opentelemetry/api');
const meter = metrics.getMeter('shop');
meter.createCounter('shop.orders', { unit: '{order}' });
meter.createHistogram('shop.duration', { unit: 's' });
