import type { ComposeService, ImageStart } from '../../model/image-fact.ts';
import type { RuleContext } from '../../model/rule.ts';
import { say } from '../../words/say.ts';

/** What stands in for a service of others on a developer's machine: catchers of mail, emulators of clouds. */
const standIn =
  /(^|[/_-])(maildev|mailhog|mailpit|mailcatcher|inbucket|localstack|azurite|fake-gcs-server|pubsub-emulator|dynamodb-local|[\w-]*emulators?|kinesalite|smtp4dev|papercut)([:@_-]|$)/i;

/** Why a compose file looks as if it were for developers alone, as a clause; undefined where nothing says so. */
export function developmentOf(context: RuleContext): string | undefined {
  const services = context.inFile('compose-service');
  if (services.length === 0 || services.some(({ deployed }) => deployed)) return undefined;
  const edited = services.find(({ mountsCode }) => mountsCode);
  if (edited) return say('development.mounts-its-source-code', { name: edited.name });
  const stand = services.find(({ image }) => image !== undefined && standIn.test(image.text));
  if (stand) return say('development.emulates-a-production-service', { name: stand.name });
  if (surrounds(services, context)) return say('development.it-only-runs-dependencies-of');
  return isAmongSources(context) ? say('development.it-is-in-a-source') : undefined;
}

/** Folders whose compose files are handed to those who install. */
const forInstalling =
  /(^|[/_-])(deploy\w*|prod|production|install\w*|host(ing|ed)?|self-?host\w*|docker|compose|setup|quick-?start|ops|infra\w*|environments?|manifests|dist|releases?)([/_-]|$)/i;

/** Whether a compose file is beside the code of programs that run, in a folder that is not made for deploying. */
function isAmongSources({ file, production }: RuleContext): boolean {
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  if (forInstalling.test(folder)) return false;
  const runs = production()?.programs.some(({ kind }) => kind === 'server' || kind === 'worker');
  return runs === true;
}

/**
 * Why an image looks as if only developers ran it, as a clause: it has no code of its own and compose mounts it, or it stands in for
 * something else, or a profile of compose alone starts it.
 */
export function developmentOfImage({ copied }: ImageStart, context: RuleContext): string | undefined {
  const dockerfile = context.file;
  const name = dockerfile.split('/').find((part) => standIn.test(part));
  if (name !== undefined) return say('development.emulates-a-production-service', { name });
  const building = context
    .inWorkspace('compose-service')
    .filter(({ fact }) => fact.dockerfile === dockerfile)
    .map(({ fact }) => fact);
  const [first] = building;
  const isBare = copied.every((source) => /\.(sh|conf|toml|ya?ml|json|lock|txt|mod|sum)$/.test(source));
  const isOfDevelopers = building.every(
    ({ mountsCode, profiles }) => (mountsCode === true && isBare) || profiles.length > 0,
  );
  if (!first || !isOfDevelopers) return undefined;
  return first.mountsCode
    ? say('development.compose-mounts-code-over-its')
    : say('development.only-profile-starts-it', { profiles: first.profiles.join(', ') });
}

/** Whether none of the services runs the repository's code, and the repository has some that runs. */
function surrounds(services: readonly ComposeService[], context: RuleContext): boolean {
  const picture = context.production();
  if (!picture || services.some(({ dockerfile }) => dockerfile !== undefined)) return false;
  const runs = picture.programs.some(({ kind }) => kind === 'server' || kind === 'worker');
  if (!runs) return false;
  const ours = new Set(
    picture.workloads.flatMap(({ environments, containers }) =>
      containers.some(({ program }) => program !== undefined) ? environments.map(({ at }) => at.file) : [],
    ),
  );
  return !ours.has(context.file) && services.every(({ image }) => image !== undefined && isStore(image.text));
}

/** Databases, caches, brokers and their consoles: what code keeps data in. */
const store =
  /(^|[/_-])(postgres(ql)?|postgis|timescaledb|mysql|mariadb|mongo(db)?|redis|valkey|memcached|rabbitmq|kafka|zookeeper|nats|elasticsearch|opensearch|kibana|minio|cassandra|clickhouse(-server)?|adminer|pgadmin4?|phpmyadmin|mongo-express|redisinsight|redis-commander)([:@_-]|$)/i;

function isStore(image: string): boolean {
  return store.test(image);
}
