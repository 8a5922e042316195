/** Processor time in milliseconds that the work takes: on a busy machine the clock goes on while others work. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
