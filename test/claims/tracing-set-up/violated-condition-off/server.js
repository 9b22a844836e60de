const { NodeSDK } = require('@opentelemetry/sdk-node');
if (process.env.ENABLE_TRACING === '1') {
  const sdk = new NodeSDK({ serviceName: 'web' });
  sdk.start();
}
const express = require('express');
const app = express();
app.get('/', (request, response) => response.send('hello'));
app.listen(8080);
