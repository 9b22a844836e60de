import type { CodeLanguage } from '../../syntax/code/outline.ts';

/** Modules of languages and of libraries that are never a workspace's own: calls to them are left out, as there are many. */
const go =
  /^(?:archive|bufio|bytes|cmp|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt|hash|html|image|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|structs|sync|syscall|testing|text|time|unicode|unique|unsafe|google\.golang\.org|golang\.org|k8s\.io|gopkg\.in|go\.uber\.org|go\.opentelemetry\.io|go\.mongodb\.org|cloud\.google\.com|sigs\.k8s\.io|github\.com\/(?:aws|Azure|beorn7|cespare|dgraph-io|fatih|gin-gonic|go-chi|go-kit|go-logr|go-redis|go-sql-driver|gofiber|gogo|golang|golang-jwt|google|googleapis|gorilla|grpc-ecosystem|hashicorp|IBM|jackc|jmoiron|json-iterator|klauspost|labstack|lib|mattn|miekg|mitchellh|nats-io|opentracing|pkg|redis|rs|segmentio|Shopify|sirupsen|spf13|stretchr|urfave|valyala|zeromicro))(?:\/|$)/;
const java =
  /^(?:javax?|jakarta|lombok|reactor|android|kotlin|scala)\.|^(?:org\.(?:springframework|slf4j|apache|hibernate|junit|mockito)|com\.(?:fasterxml|google)|io\.(?:grpc|micrometer|opentelemetry|netty|swagger|vertx))\./;
const csharp =
  /^(?:System|Microsoft|Grpc|Google|Npgsql|StackExchange|Serilog|Polly|Prometheus|OpenTelemetry|RabbitMQ|Confluent|Dapper|MediatR|AutoMapper|FluentValidation|Newtonsoft|Swashbuckle|Azure|Amazon|MongoDB|MassTransit)\./;
const python =
  /^(?:abc|argparse|asyncio|base64|collections|contextlib|copy|csv|dataclasses|datetime|decimal|enum|functools|hashlib|hmac|http|importlib|inspect|io|itertools|json|logging|math|os|pathlib|pickle|random|re|shutil|signal|socket|string|subprocess|sys|tempfile|threading|time|traceback|types|typing|typing_extensions|unittest|urllib|uuid|warnings|django|rest_framework|flask|fastapi|pydantic|sqlalchemy|requests|celery|grpc|graphene|boto3|redis|numpy|pandas)(?:\.|$)/;
const script =
  /^(?:node:|react(?:$|-|\/)|next(?:$|\/)|lodash|@types\/|@mui\/|@testing-library\/|@opentelemetry\/|@nestjs\/|@aws-sdk\/|express$|axios$|zod$|fs$|path$|util$|crypto$|http$|https$|os$|events$|stream$|child_process$)/;

/** Whether a module is of others, by its name. */
export function isForeign(language: CodeLanguage, module: string): boolean {
  switch (language) {
    case 'go':
      return go.test(module);
    case 'java':
      return java.test(`${module}.`);
    case 'csharp':
      return csharp.test(`${module}.`);
    case 'python':
      return python.test(module);
    default:
      return script.test(module);
  }
}
