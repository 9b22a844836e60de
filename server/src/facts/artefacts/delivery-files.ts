/** Whether a file is a Dockerfile, by its name. */
export function isDockerfile(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return (
    /^(dockerfile|containerfile)([._-][\w.-]+)?$|\.(dockerfile|containerfile)$/i.test(name) &&
    !/\.(dockerignore|md|txt|tpl|tmpl|j2|template|erb|in|go|rs|rb|sh)$/i.test(name)
  );
}

/** Whether a file may be a script that a container starts, by its name. */
export function isShellScript(file: string): boolean {
  return /\.(sh|bash)$|(^|\/)((docker-)?entrypoint|(start|launch)-[\w-]{1,60})$/i.test(file);
}

/** Whether a file tells Tilt what to build, by its name. */
export function isTiltfile(file: string): boolean {
  return /(^|\/)Tiltfile(\.[\w.-]+)?$/.test(file);
}

/** Whether a file is a Makefile, which may build images. */
export function isMakefile(file: string): boolean {
  return /(^|\/)(GNU)?[Mm]akefile$|\.mk$/.test(file);
}

/** Whether a file tells Docker's bake what to build. */
export function isBakeFile(file: string): boolean {
  return /(^|\/)docker-bake[\w.-]*\.hcl$/.test(file);
}

/** Whether a file may be the configuration of a program, which names the hosts that it calls. */
export function mayNameHosts(file: string): boolean {
  return isConfiguration(file) || /\.(ya?ml|json)$/i.test(file);
}

/** Whether a file is a configuration that nothing else is read from, by its name: of proxies, of Spring, of the environment. */
export function isConfiguration(file: string): boolean {
  return /\.(conf|properties|cfg|ini|env)(\.(template|tmpl|tpl|j2|example))?$|(^|\/)(\.env([._-][\w-]+)?|Caddyfile)$|\.ya?ml\.(template|tmpl|tpl|j2)$/i.test(
    file,
  );
}

/** Whether a file is of Terraform, by its name. */
export function isTerraform(file: string): boolean {
  return file.endsWith('.tf');
}

/** Whether a file says how images are made and started, by its name alone. */
export function isDeliveryFile(file: string): boolean {
  return isDockerfile(file) || isShellScript(file) || isTiltfile(file) || isMakefile(file) || isBakeFile(file);
}
