/**
 * Milliseconds of CPU that a piece of work takes: the lesser of two runs, because the process's CPU also counts collecting what
 * other tests have left. What takes too long by itself takes too long twice.
 */
export function cpuOf(work: () => void): number {
  const once = () => {
    const begun = process.cpuUsage().user;
    work();
    return (process.cpuUsage().user - begun) / 1000;
  };
  return Math.min(once(), once());
}
