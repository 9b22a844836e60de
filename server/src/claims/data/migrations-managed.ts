import type { ClaimReader, ClaimReading, ServiceView } from '../../model/claim.ts';
import type { Container } from '../../model/artefact-fact.ts';
import type { Located } from '../../model/rule.ts';
import type { Related } from '../../model/site.ts';
import { nameOf } from '../../rules/vocabulary/workloads/images.ts';
import { podsOf } from '../../rules/vocabulary/workloads/replicas.ts';
import {
  decided,
  inProduction,
  isOnlyComposed,
  notApplicable,
  open,
  placeOf,
  productionContainers,
  productionWorkloads,
} from '../deployed.ts';

/** Commands of migration tools that bring a schema up to date. */
const migrating =
  /\b(?:manage\.py['", ]+migrate|django-admin['", ]+migrate|alembic['", ]+(?:-\S+['", ]+)*upgrade|flask['", ]+db['", ]+upgrade|aerich['", ]+upgrade|flyway\b.*\bmigrate|liquibase\b.*\bupdate|prisma['", ]+(?:migrate['", ]+deploy|db['", ]+push)|knex\b.*\bmigrate:(?:latest|up)|typeorm\b.*\bmigration:run|sequelize(?:-cli)?\b.*\bdb:migrate|drizzle-kit['", ]+migrate|node-pg-migrate['", ]+up|db-migrate['", ]+up|goose\b.*\bup|migrate\b.*-(?:path|source)\b.*\bup|dbmate\b.*\b(?:up|migrate)|atlas['", ]+(?:migrate|schema)['", ]+apply|sql-migrate['", ]+up|tern['", ]+migrate|sqitch['", ]+deploy|(?:rails|rake)['", ]+db:migrate|artisan['", ]+migrate|dotnet['", ]+ef['", ]+database['", ]+update|mix['", ]+ecto\.migrate)\b/;

/** Tools that take a lock in the database, so that several may start at once. */
const locking = /flyway|liquibase|prisma|knex|-(?:path|source)\b.*\bup|rails|rake|typeorm|node-pg-migrate|atlas|ecto/;

/** A migration tool changes the schema in a step of its own, before the new version serves. */
export const migrationsManaged: ClaimReader = {
  id: 'migrations-managed',
  looks: 'Its migrations, and the Job, init container or release step that runs them.',
  read(view) {
    const trait = view.profile.traits.find(({ id }) => id === 'migrations');
    const step = jobOf(view) ?? initOf(view) ?? releaseOf(view);
    if (step) return step;
    const [started] = startedWith(view);
    const files: readonly Related[] = trait?.at ? [{ ...trait.at, message: trait.because }] : [];
    if (started)
      return open(`${started.message} each time a replica starts`, 'Is a lock held while migrations run?', [
        started,
        ...files,
      ]);
    if (!trait) return notApplicable('It has no schema migrations');
    return open(
      'Could not determine what runs its migrations',
      'Which job or release step runs the migrations?',
      files,
    );
  },
};

/** A Job that runs a tool: of the service, or called after it. */
function jobOf(view: ServiceView): ClaimReading | undefined {
  const own = new Set(productionContainers(view).map(({ fact }) => fact));
  const names = [view.service.name, ...view.service.workloads];
  const images = new Set([...own].flatMap(({ role, image }) => (role === 'main' && image ? [nameOf(image.text)] : [])));
  const job = view
    .inWorkspace('container')
    .find(
      ({ file, fact }) =>
        /^(Cron)?Job$/.test(fact.owner.workload) &&
        !fact.partial &&
        migrating.test(wordsOf(fact)) &&
        inProduction(view, { file, fact: fact.owner }) &&
        (own.has(fact) ||
          (fact.image !== undefined && images.has(nameOf(fact.image.text))) ||
          names.some((name) => `${fact.owner.name}-`.startsWith(`${name}-`))),
    );
  return job && decided('shown', [placeOf(job, `Job ${job.fact.owner.name} runs ${toolIn(job)}`)]);
}

function initOf(view: ServiceView): ClaimReading | undefined {
  const init = productionContainers(view).find(({ fact }) => fact.role === 'init' && migrating.test(wordsOf(fact)));
  if (!init) return undefined;
  const { fact, file } = init;
  const at = placeOf(init, `Init container ${fact.name} of ${fact.owner.name} runs ${toolIn(init)}`);
  const workload = productionWorkloads(view).find((each) => each.file === file && each.fact.name === fact.owner.name);
  const pods = workload && podsOf(workload.fact, workload.file, view);
  // Each pod has its own init containers: with several pods they start together.
  if (locking.test(wordsOf(fact)) || pods?.count === 1) return decided('shown', [at]);
  return open(at.message, 'Is a lock held while migrations run?', [at]);
}

/** The release step of a platform: of a Procfile, of Heroku. */
function releaseOf(view: ServiceView): ClaimReading | undefined {
  const step = view.own('process-start').find(({ fact }) => fact.name === 'release' && migrating.test(fact.command));
  return step && decided('shown', [placeOf(step, `The release step of ${step.fact.by} runs ${step.fact.command}`)]);
}

/** Where the command that serves, or its script, runs a tool first. */
function startedWith(view: ServiceView): readonly Related[] {
  const containers = productionContainers(view).filter(({ fact }) => fact.role === 'main' && !fact.owner.ends);
  // A compose file beside manifests is for development.
  const composed = isOnlyComposed(view)
    ? view.own('compose-service').filter(({ file, fact }) => inProduction(view, { file, fact }))
    : [];
  const images = view.own('image-start');
  const commands = [
    ...containers.map(({ fact }) => (fact.command ?? []).join(' ')),
    ...composed.map(({ fact }) => [...(fact.entrypoint?.words ?? []), ...(fact.command?.words ?? [])].join(' ')),
    ...images.map(({ fact }) => [...(fact.entrypoint?.words ?? []), ...(fact.cmd?.words ?? [])].join(' ')),
  ];
  // Only a script that is started runs at each start.
  const scripts = view
    .own('start-script')
    .filter(({ file }) => commands.some((command) => command.includes(file.slice(file.lastIndexOf('/') + 1))));
  return [
    ...containers
      .filter(({ fact }) => migrating.test(wordsOf(fact)))
      .map((each) => placeOf(each, `Container ${each.fact.name} runs ${toolIn(each)}`)),
    ...composed
      .filter(({ fact }) => migrating.test((fact.command?.words ?? []).join(' ')))
      .map((each) => placeOf(each, `${each.fact.name} runs a migration tool`)),
    ...images
      .filter(({ fact }) => migrating.test([...(fact.entrypoint?.words ?? []), ...(fact.cmd?.words ?? [])].join(' ')))
      .map((each) => placeOf(each, `The image runs a migration tool`)),
    ...scripts
      .filter(({ fact }) => fact.runs.some(({ command }) => migrating.test(command)))
      .map((each) => placeOf(each, `${each.file} runs a migration tool`)),
  ];
}

function wordsOf({ command = [], image }: Container): string {
  // The entrypoint of an image of a tool is the tool.
  const tool = /flyway|liquibase|migrate\/migrate|dbmate|goose/.exec(image?.text ?? '')?.[0] ?? '';
  return `${tool.replace('migrate/migrate', 'migrate')} ${command.join(' ')}`;
}

function toolIn({ fact }: Located<Container>): string {
  return (migrating.exec(wordsOf(fact))?.[0] ?? '').replace(/['", ]+/g, ' ').slice(0, 60);
}
