import type { Text } from './observation.ts';
import type { Span } from './span.ts';

/** An image that a Dockerfile, a compose file or a pipeline names. */
export interface ImageUse {
  readonly kind: 'image-use';
  readonly span: Span;
  /** With the defaults of a Dockerfile's ARG put in; what is not known keeps its `$`. */
  readonly image: string;
  /** `FROM`, `COPY --from`, a service of a compose file, a job of a pipeline. */
  readonly as: 'base' | 'copied' | 'service' | 'job';
  /** Part of it is the default of an argument, which a build can override. */
  readonly defaulted?: true;
  /** The image is made here: the name is what it shall be called. */
  readonly built?: true;
}

/** `uses: owner/action@ref` in a GitHub workflow. */
export interface ActionUse {
  readonly kind: 'action-use';
  readonly span: Span;
  readonly action: string;
  readonly ref: string;
  /** A whole workflow, not an action. */
  readonly workflow?: true;
}

/** Stands for each image. */
export const anyImage = '*';

/** A tool puts another image, or another tag, in the place of an image's name. */
export interface ImageRewrite {
  readonly kind: 'image-rewrite';
  readonly span: Span;
  readonly tool: 'Kustomize' | 'Skaffold' | 'Tilt' | 'OpenShift' | 'a pipeline';
  /** The image's name without tag; `anyImage` where all of that tag are meant. */
  readonly image: string;
  /** The one tag that is rewritten; absent where each is. */
  readonly tag?: string;
  /** The image with the name and tag that it gets, where these are written. */
  readonly becomes?: string;
  /** It gets a tag or a digest that stays what it is. */
  readonly pinned: boolean;
  /** Files and folders that it is for; absent where it is for all. */
  readonly resources?: readonly string[];
}

/** How a container is told to start. */
export interface StartCommand {
  /** The arguments as written. */
  readonly span: Span;
  /** `shell`: Docker wraps it in a shell; `exec`: the words are the process. */
  readonly form: 'shell' | 'exec';
  /** In shell form the text for the shell, as one word. */
  readonly words: readonly string[];
}

/** What the image of a Dockerfile starts. */
export interface ImageStart {
  readonly kind: 'image-start';
  /** The last stage's base image. */
  readonly span: Span;
  /** The image that its stages begin with, as written. */
  readonly base: string;
  /** Names of all stages of the Dockerfile. */
  readonly stages: readonly string[];
  readonly entrypoint?: StartCommand;
  readonly cmd?: StartCommand;
  /** `SHELL`, where it is set. */
  readonly shell?: readonly string[];
  /** Sources of files that are copied into the image, relative to the build's context. */
  readonly copied: readonly string[];
  /** The last `WORKDIR` of what is started. */
  readonly workdir?: string;
  /** Sources of all stages with where they are put, relative to the build's context. */
  readonly copies: readonly { readonly sources: readonly string[]; readonly to: string }[];
  /** Commands of all stages that build a program: `go build -o /app ./cmd/app`. */
  readonly builds: readonly string[];
  /** Variables that the image sets, with a value that can be no secret. */
  readonly environment: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  /** Ports of `EXPOSE` of what is started, as written. */
  readonly exposes: readonly string[];
  /** Stages with a name that say themselves what they start: `docker build --target` makes images of them. */
  readonly targets: readonly {
    readonly stage: string;
    readonly entrypoint?: StartCommand;
    readonly cmd?: StartCommand;
  }[];
}

/** An image that a pipeline or a tool builds. */
export interface ImageBuild {
  readonly kind: 'image-build';
  /** The image's name, or the step. */
  readonly span: Span;
  /** Without tag; empty where it is made up when the pipeline runs. */
  readonly image: string;
  /** Paths in the workspace. */
  readonly dockerfile?: string;
  readonly context?: string;
  readonly target?: string;
}

/** A binary that a Makefile, a script or a release makes of a package of Go. */
export interface BinaryBuild {
  readonly kind: 'binary-build';
  /** The command, or the value that names the binary. */
  readonly span: Span;
  /** The binary's name. */
  readonly output: string;
  /** The package as written: `./cmd/server`. */
  readonly target: string;
}

/** What runs processes that a file lists. */
export type ProcessRunner =
  | 'Procfile'
  | 'systemd'
  | 'supervisord'
  | 's6'
  | 'cron'
  | 'serverless'
  | 'SAM'
  | 'ECS'
  | 'Knative'
  | 'App Engine'
  | 'Fly.io'
  | 'Render'
  | 'Railway'
  | 'Heroku';

/** A process that a file tells a platform to run: a line of a Procfile, a unit of systemd, a function of `serverless.yml`. */
export interface ProcessStart {
  readonly kind: 'process-start';
  /** The command, or the name of what is run. */
  readonly span: Span;
  readonly by: ProcessRunner;
  readonly name: string;
  /** As a shell would read it; empty where the image or the handler alone says what runs. */
  readonly command: string;
  /** It is run on a schedule or once. */
  readonly once?: true;
  /** What calls it: users, messages, or nothing that the file tells. */
  readonly called?: 'by requests' | 'by messages' | 'unknown';
  /** The image that it runs. */
  readonly image?: string;
  /** The Dockerfile that it is built from, as a path in the workspace. */
  readonly dockerfile?: string;
  /** The function of it that is called, as written: `src/orders.create`, `com.acme.Orders::handle`. */
  readonly handler?: string;
  /** The folder of its code, as a path in the workspace. */
  readonly folder?: string;
  /** Entrypoint and arguments of a container, where they are given. */
  readonly program?: readonly string[];
  readonly arguments?: readonly string[];
  /** The unit with several containers that it is one of. */
  readonly unit?: string;
  /** Names by which others reach it. */
  readonly hosts?: readonly string[];
  /** Variables with a value that can be no secret. */
  readonly environment?: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
}

/** A service of a compose file. */
export interface ComposeService {
  readonly kind: 'compose-service';
  /** The service's name. */
  readonly span: Span;
  readonly name: string;
  readonly image?: Text;
  /** The Dockerfile that it is built from. */
  readonly dockerfile?: string;
  /** `init: true`: a small init forwards signals. */
  readonly init: boolean;
  readonly entrypoint?: StartCommand;
  readonly command?: StartCommand;
  /** `deploy`, `mem_limit` or `cpus`: somebody thought of where it runs. */
  readonly resources: { readonly cpu: boolean; readonly memory: boolean };
  /** The file's name says that it is for production, or for a swarm. */
  readonly deployed: boolean;
  /** The folder that it is built from. */
  readonly context?: string;
  /** The stage of the Dockerfile that it is. */
  readonly target?: string;
  /** Files of its environment, as paths in the workspace. */
  readonly environmentFiles: readonly string[];
  /** Variables with a value that can be no secret; those without one are taken from the surroundings (`.env`). */
  readonly environment: readonly { readonly name: string; readonly value?: string; readonly span: Span }[];
  /** Other names by which it is reached: `container_name`, `hostname`, aliases. */
  readonly aliases: readonly string[];
  readonly ports: readonly string[];
  /** Files and folders of the workspace that it mounts. */
  readonly mounts?: readonly string[];
  /** It mounts the code that it is built from over what was built: it runs while people edit. */
  readonly mountsCode?: true;
  /** It is started on demand only. */
  readonly profiles: readonly string[];
}

/** A shell script that may be what a container starts. */
export interface StartScript {
  readonly kind: 'start-script';
  /** The command that it waits for, else the last one. */
  readonly span: Span;
  /** `over`: it replaces itself by the program; `forwards`: its trap sends SIGTERM on; `keeps`: it stays and does not. */
  readonly hands: 'over' | 'forwards' | 'keeps' | 'unknown';
  /** Where `exec ` can be inserted: before the last command, where that is one plain command. */
  readonly execAt?: number;
  /** What it runs with `exec`, and its last command; `label` is the branch or the function that it is in. */
  readonly runs: readonly { readonly label?: string; readonly command: string }[];
}

/** The scripts of a package.json. */
export interface PackageScripts {
  readonly kind: 'package-scripts';
  readonly span: Span;
  readonly scripts: Readonly<Record<string, string>>;
  /** By what it depends on, the package is a page in a browser and nothing that serves. */
  readonly page?: true;
}
