const TRIES = 3;

/** Processor time in milliseconds that the work takes, the least of three: on a busy machine the clock goes on while others work, and a processor that is shared does less in its time. */
export function processorTime(work: () => void): number {
  return Math.min(...Array.from({ length: TRIES }, () => once(work)));
}

function once(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
