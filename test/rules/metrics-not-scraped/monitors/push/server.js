import express from 'express';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { register } from 'prom-client';

export const reader = new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() });
const app = express();
app.get('/metrics', async (request, response) => response.send(await register.metrics()));
app.listen(8080);
