/** Words of which one is in every text that sets up tracing or logging, or that is a load test. */
export const setupWords =
  'opentelemetry|dd-trace|ddtrace|elastic-?apm|newrelic|[sS]entry|applicationinsights|jaeger|zipkin|pino|winston|bunyan|log4js|structlog|jsonlogger|json_log|JsonFormatter|serialize *= *True|log/slog|go\\.uber\\.org/zap|zerolog|logrus|["\']k6[/"\']|\\blocust\\b|io\\.gatling|@gatling\\.io|uptrace|@instana|honeycomb|@vercel/otel|logfire|azure\\.monitor|google\\.cloud|powertools|loguru|ecs_logging|ConsoleLogger|go-kit/|trace-agent|fastify|runtime/pkg/log';
