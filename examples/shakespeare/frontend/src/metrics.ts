import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requests = new Counter({
  name: 'frontend_requests_total',
  help: 'Requests by route and status.',
  labelNames: ['route', 'code'],
  registers: [registry],
});

const duration = new Histogram({
  name: 'frontend_request_duration_seconds',
  help: 'Time to answer, by route.',
  labelNames: ['route'],
  buckets: [0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2],
  registers: [registry],
});

/** Counts and times every request by the route that answered it. */
export function measured(request: Request, response: Response, next: NextFunction): void {
  const stop = duration.startTimer();
  response.on('finish', () => {
    const route = (request.route as { path?: string } | undefined)?.path ?? 'other';
    requests.inc({ route, code: response.statusCode });
    stop({ route });
  });
  next();
}
