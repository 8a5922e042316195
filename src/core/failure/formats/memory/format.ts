/** Memory that ran out: in the heap of a runtime, or taken by the kernel. */
import type { Format } from "../../format.ts";

export const memory: Format = {
  tool: "memory",
  layer: "infrastructure",
  nameless: true,
  class: "out-of-memory",
  pattern_name: "out_of_memory",
  rules: [
    { id: "node-heap", says: "problem", literals: ["JavaScript heap out of memory", "Allocation failed - process out of memory"], pattern: /FATAL ERROR: .*(?:JavaScript heap|process) out of memory/, confidence: 0.97 },
    { id: "java", says: "problem", literals: ["java.lang.OutOfMemoryError"], pattern: /^(?:Caused by: |Exception in thread "[^"]+" |\[ERROR\] |.{0,40})java\.lang\.OutOfMemoryError(?:: (?<message>.*))?$/, tool: "java", confidence: 0.85 },
    { id: "jvm-start", says: "problem", literals: ["insufficient memory for the Java Runtime"], pattern: /insufficient memory for the Java Runtime Environment/, tool: "java", confidence: 0.95 },
    { id: "killed", says: "problem", literals: [" Killed  "], pattern: /: line \d+:\s+\d+ Killed\s+(?<message>.+)$/, confidence: 0.88, read: ({ message = "" }) => ({ message }) },
    { id: "kernel", says: "problem", literals: ["Out of memory: Kill", "oom-kill:", "Memory cgroup out of memory"], pattern: /(?:Out of memory: Kill(?:ed)? process|oom-kill:|Memory cgroup out of memory)/, confidence: 0.96 },
    { id: "compiler", says: "problem", literals: ["Killed signal terminated program", "virtual memory exhausted", ": Killed (program ", "unable to execute command: Killed", "ld terminated with signal 9", "compiler is out of heap space", "out of memory allocating"], pattern: /(?:fatal error: Killed signal terminated program (?<message>\w+)|virtual memory exhausted|internal compiler error: Killed \(program|unable to execute command: Killed|ld terminated with signal 9|compiler is out of heap space|out of memory allocating \d+ bytes)/, tool: "gcc", confidence: 0.95 },
    { id: "worker", says: "problem", literals: ["ERR_WORKER_OUT_OF_MEMORY", "terminated by another process: signal=SIGKILL", "(signal: 9, SIGKILL: kill)", "GC overhead limit exceeded", "LLVM ERROR: out of memory", "OOMKilled", "CUDA out of memory"], pattern: /(?:ERR_WORKER_OUT_OF_MEMORY|terminated by another process: signal=SIGKILL|\(signal: 9, SIGKILL: kill\)|GC overhead limit exceeded|LLVM ERROR: out of memory|OOMKilled|CUDA out of memory)/, confidence: 0.88 },
    { id: "numpy", says: "problem", literals: ["MemoryError: Unable to allocate "], pattern: /MemoryError: (?<message>Unable to allocate .*)$/, tool: "python", confidence: 0.93 },
    { id: "php", says: "problem", literals: ["Allowed memory size of "], pattern: /Allowed memory size of \d+ bytes exhausted/, tool: "php", confidence: 0.95 },
    { id: "bare-killed", says: "hint", literals: ["Killed"], pattern: /^Killed$/, confidence: 0.7 },
    { id: "exit-137", says: "hint", literals: ["exit code 137", "exit code: 137", "exited with 137", "exited (137)", "exit status 137", "] Error 137"], pattern: /(?:exit code:?|exited with|exit status) 137\b|exited \(137\)|^g?make.*\] Error 137$/, confidence: 0.65 },
    { id: "allocate", says: "hint", literals: ["annot allocate memory", "std::bad_alloc", "runtime: out of memory", "memory allocation of "], pattern: /(?:[Cc]annot allocate memory|std::bad_alloc|runtime: out of memory|memory allocation of \d+ bytes failed)/, confidence: 0.75 },
  ],
};
