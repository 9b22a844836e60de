/**
 * Whether a file among tests may be a load test, by its path. Such files are read for that alone: the tests of a service are
 * none of what runs in production, and its load test is what the checklist asks for.
 */
export function mayBeLoadTest(file: string): boolean {
  return (
    /(^|[/_.-])(k6|load-?tests?|load-?testing|load|perf|performance|stress|soak|benchmarks?|locust\w*|gatling|jmeter|artillery|vegeta)([/_.-]|$)/i.test(
      file,
    ) && /\.([cm]?[jt]s|py|java|jmx|ya?ml|sh)$|(^|\/)Makefile$/.test(file)
  );
}
