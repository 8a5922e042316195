import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sandbox } from "../../src/ports/sandbox.ts";
import { makeBox, workingKinds, type Box } from "../adapters/sandbox/kinds.ts";

jest.setTimeout(30_000);
const kinds = await workingKinds();

test("where CI runs these tests, at least one sandbox works", () => {
  if (process.env["CI"] === "true") expect(kinds.length).toBeGreaterThan(0);
});

const each = kinds.length > 0 ? describe.each(kinds.map((sandbox): [string, Sandbox] => [sandbox.kind, sandbox])) : describe.skip.each([["no sandbox here", null as unknown as Sandbox] as [string, Sandbox]]);

each("in the sandbox of %s", (_kind, sandbox) => {
  let box: Box;
  beforeEach(() => { box = makeBox(sandbox); });
  afterEach(() => box.remove());

  test("a command runs, and what it writes in scratch is there afterwards", async () => {
    const outcome = await box.sh("echo made > file; echo out; echo err >&2; exit 3");
    expect([outcome.exit, outcome.stopped, outcome.text]).toEqual([3, null, "out\nerr\n"]);
    expect(readFileSync(join(box.scratch, "file"), "utf8")).toBe("made\n");
  });

  test("X08: the scratch folder is seen at another place when asked, with read-only folders over it", async () => {
    writeFileSync(join(box.scratch, "a.txt"), "scratch");
    mkdirSync(join(box.outside, "node_modules"));
    writeFileSync(join(box.outside, "node_modules", "tool"), "tool");
    const outcome = await box.sh("cat a.txt node_modules/tool; touch node_modules/x; touch b.txt; pwd", { at: box.outside, directory: box.outside, readable: [join(box.outside, "node_modules")] });
    expect(outcome.text).toContain("scratchtool");
    expect(outcome.text).toContain("Read-only file system");
    expect(outcome.text.trim().endsWith(box.outside)).toBe(true);
    expect(existsSync(join(box.scratch, "b.txt"))).toBe(true);
    expect(existsSync(join(box.outside, "b.txt"))).toBe(false);
  });

  test("a readable link is seen with what it points to", async () => {
    mkdirSync(join(box.outside, "real"));
    writeFileSync(join(box.outside, "real", "data"), "data");
    symlinkSync(join(box.outside, "real"), join(box.outside, "link"));
    expect((await box.sh(`cat ${box.outside}/link/data ${box.outside}/real/data`, { readable: [join(box.outside, "link")] })).text).toBe("datadata");
  });

  test("X01: files of the host cannot be read", async () => {
    writeFileSync(join(box.outside, "secret"), "canary-7d1f");
    const outcome = await box.sh(`cat ${box.outside}/secret /etc/shadow /etc/hostname ${homedir()}/.bashrc; ls -A /root /home /var /run /opt /sys; cat /etc/passwd`);
    expect(outcome.text).not.toContain("canary-7d1f");
    expect(outcome.text).not.toContain("root:");
    expect(outcome.text.split("\n").filter((line) => line !== "" && !/No such file|cannot access/.test(line))).toEqual([expect.stringMatching(/^regreen:x:/)]);
  });

  test("the root folder, /etc and /usr cannot be written", async () => {
    const outcome = await box.sh("for f in /new /etc/new /usr/new /usr/bin/env /bin/sh /dev/new; do (: >> $f) 2>/dev/null && echo wrote $f; done; echo end");
    expect(outcome.text).toBe("end\n");
  });

  test("nothing is written outside scratch, not even by a link", async () => {
    symlinkSync(box.outside, join(box.scratch, "link"));
    await box.sh(`echo x > link/file; echo x > ${box.outside}/file; echo x > ../outside/file`);
    expect(readdirSync(box.outside)).toEqual([]);
  });

  test("X01, X02: the environment is only what was given", async () => {
    process.env["REGREEN_CANARY"] = "canary-51aa";
    const outcome = await box.sh("env; cat /proc/*/environ | tr '\\0' '\\n'");
    delete process.env["REGREEN_CANARY"];
    expect(outcome.text).not.toContain("canary-51aa");
    const names = new Set(outcome.text.split("\n").filter((line) => line.includes("=")).map((line) => line.split("=")[0]));
    for (const name of ["PATH", "PWD", "OLDPWD", "_", "SHLVL"]) names.delete(name);
    expect([...names]).toEqual([]);
  });

  test("X03: the network is not reached: neither a server of this machine, nor an interface, nor a name", async () => {
    let reached = 0;
    const server = createServer((socket) => { reached += 1; socket.end(); });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const script = `const net=require("net"),dns=require("dns"),os=require("os");
      net.connect(${port},"127.0.0.1").on("error",e=>console.log("tcp",e.code)).on("connect",()=>console.log("REACHED"));
      dns.lookup("example.com",e=>console.log("dns",e&&e.code)); console.log("if",Object.keys(os.networkInterfaces()).filter(n=>n!=="lo").length);`;
    const outcome = await box.node(script);
    server.close();
    expect(reached).toBe(0);
    expect(outcome.text.split("\n").sort().join(" ").trim()).toMatch(/^dns E\w+ if 0 tcp E\w+$/);
  });

  test("X10: path sockets of the host, docker's among them, are not reached", async () => {
    const server = createServer();
    const path = join(box.outside, "docker.sock");
    await new Promise<void>((resolve) => server.listen(path, resolve));
    const outcome = await box.node(`require("net").connect(${JSON.stringify(path)}).on("error",e=>console.log(e.code)).on("connect",()=>{console.log("REACHED");process.exit()})`);
    server.close();
    expect(outcome.text).toBe("ENOENT\n");
  });

  test("X03: a datagram reaches nobody, and an abstract socket of the host is not there", async () => {
    let heard = 0;
    const udp = createSocket("udp4").on("message", () => { heard += 1; });
    await new Promise<void>((resolve) => { udp.bind(0, "127.0.0.1", resolve); });
    const name = `\0regreen-attack-${process.pid}`;
    const server = createServer(() => { heard += 1; });
    await new Promise<void>((resolve) => { server.listen({ path: name }, resolve); });
    const script = `const s=require("dgram").createSocket("udp4");s.send("x",${udp.address().port},"127.0.0.1",()=>s.close());
      require("net").connect({path:${JSON.stringify(name)}}).on("error",e=>console.log(e.code)).on("connect",()=>{console.log("REACHED");process.exit()})`;
    const outcome = await box.node(script);
    await sleep(50);
    udp.close();
    server.close();
    expect([outcome.text, heard]).toEqual(["ECONNREFUSED\n", 0]);
  });

  test("X10: there is no sudo to be had, and no socket of a container's daemon", async () => {
    const outcome = await box.sh("sudo -n id -u 2>/dev/null; ls /var/run/docker.sock /run/docker.sock /run/containerd 2>/dev/null; echo end");
    expect(outcome.text).toBe("end\n");
  });

  test("processes of others are not seen, not signalled and not traced", async () => {
    const victim = spawn("sleep", ["30"], { env: { SECRET: "canary-9c20" } });
    const outcome = await box.sh(`ls /proc | grep -c '^[0-9]'; cat /proc/${victim.pid}/environ; kill -9 ${victim.pid}; kill -9 -1; echo end`);
    await sleep(20);
    expect(victim.exitCode ?? victim.signalCode).toBeNull();
    victim.kill("SIGKILL");
    expect(outcome.text).not.toContain("canary-9c20");
    expect(Number(outcome.text.split("\n")[0])).toBeLessThan(10);
  });

  test("nothing of the sandbox's own runs where the command could write into its memory: the first process is the command itself, and its exit status is what is told", async () => {
    const outcome = await box.sh("for p in /proc/[0-9]*; do read name < $p/comm; echo $name; (: 3<>$p/mem) 2>/dev/null && echo open >/dev/null; done; echo $$; exit 7");
    const [own, names] = [outcome.text.trim().split("\n").at(-1), new Set(outcome.text.trim().split("\n").slice(0, -1))];
    expect([own, [...names], outcome.exit]).toEqual(["1", ["sh"], 7]);
  });

  test("a program that dies by a signal, and one that is ended by its own child, do not count as passed", async () => {
    const [aborted, killed] = [await box.node("process.abort()"), await box.sh("sh -c 'kill -9 1; exit 0'; exit 4")];
    expect([aborted.exit === 0, killed.exit]).toEqual([false, 4]);
  });

  test("settings of the kernel cannot be written through /proc", async () => {
    const outcome = await box.sh("for f in /proc/sys/kernel/core_pattern /proc/sys/vm/overcommit_memory /proc/sysrq-trigger; do (: >> $f) 2>/dev/null && echo wrote $f; done; echo end");
    expect(outcome.text).toBe("end\n");
  });

  test("X10: no capability is held, none can be had, and no further user namespace opens the way to one", async () => {
    const outcome = await box.sh("grep -E '^(CapEff|CapPrm|CapBnd|NoNewPrivs)' /proc/self/status | tr -d '\\t'; mount -t tmpfs none /tmp 2>/dev/null && echo mounted; unshare --user --map-root-user sh -c 'mount -t tmpfs none /tmp' 2>/dev/null && echo mounted; chroot / true 2>/dev/null && echo chroot");
    expect(outcome.text).toContain("CapEff:0000000000000000");
    expect(outcome.text).toContain("CapPrm:0000000000000000");
    expect(outcome.text).toContain("NoNewPrivs:1");
    expect(outcome.text).not.toMatch(/^chroot$/m);
  });

  test("a set-uid program gives nothing", async () => {
    const outcome = await box.sh("cp /usr/bin/id ./id && chmod 4755 ./id; ./id -u; su -c 'id -u' root </dev/null 2>/dev/null; mknod ./disk b 8 0 2>/dev/null && echo device; echo end");
    expect(outcome.text).not.toContain("device");
    expect(outcome.text.trim().endsWith("end")).toBe(true);
    expect(new Set(outcome.text.trim().split("\n").slice(0, -1)).size).toBeLessThanOrEqual(1);
  });

  test("there is no terminal to write to or to type into", async () => {
    expect((await box.sh("(: > /dev/tty) 2>&1; [ -t 0 ] || echo no stdin terminal")).text).toMatch(/(No such|cannot)[^]*no stdin terminal/);
  });

  test("the checkout's .git is not there to be edited", async () => {
    mkdirSync(join(box.outside, ".git", "hooks"), { recursive: true });
    const outcome = await box.sh("ls -A; echo evil > .git/hooks/pre-commit", { at: box.outside, directory: box.outside });
    expect(outcome.text).toMatch(/nonexistent|No such/);
    expect(readdirSync(join(box.outside, ".git", "hooks"))).toEqual([]);
  });

  test("a command over its time is ended with all that it started", async () => {
    const outcome = await box.sh("(sleep 60; echo late > late) & trap '' TERM HUP; sleep 60", { limited: { seconds: 0.3 } });
    expect([outcome.exit, outcome.stopped]).toEqual([null, "time"]);
    expect(outcome.seconds).toBeLessThan(3);
  });

  test("X15: a process left in the background ends with its command", async () => {
    const outcome = await box.sh("(setsid sh -c 'while :; do date +%s%N > beat; sleep 0.02; done' >/dev/null 2>&1 &) ; sleep 0.1; echo end");
    expect([outcome.exit, outcome.text]).toEqual([0, "end\n"]);
    const first = readFileSync(join(box.scratch, "beat"), "utf8");
    await sleep(120);
    expect(readFileSync(join(box.scratch, "beat"), "utf8")).toBe(first);
  });

  test("X11: a fork bomb is ended, and the machine goes on", async () => {
    const outcome = await box.sh("b() { b & sleep 5; }; for i in 1 2 3 4 5 6 7 8; do b & done; wait", { limited: { processes: 64, seconds: 5 } });
    // Root is stopped by the watch, others already by the kernel's own limit, which makes the shell give up.
    expect([outcome.stopped === "processes" || outcome.exit !== 0, outcome.seconds < 8]).toEqual([true, true]);
    expect((await box.sh("echo alive")).text).toBe("alive\n");
  });

  test("X11: memory cannot be filled, by one process or by many", async () => {
    const one = await box.node("const a=[];for(;;)a.push(Buffer.alloc(16<<20,1))", { limited: { memoryMegabytes: 128 } });
    expect([one.exit === 0, one.seconds < 10]).toEqual([false, true]);
    const many = await box.sh(`for i in 1 2 3 4; do ${process.execPath} -e 'const a=Buffer.alloc(100<<20,1);setTimeout(()=>a,8000)' & done; wait`, { limited: { memoryMegabytes: 256 } });
    expect([many.stopped, many.seconds < 7]).toEqual(["memory", true]);
  });

  test("X11: the disk cannot be filled: neither by one file, nor by many, nor in /tmp", async () => {
    const one = await box.sh("dd if=/dev/zero of=big bs=1M count=64 2>/dev/null");
    expect(one.exit).not.toBe(0);
    expect(statSync(join(box.scratch, "big")).size).toBeLessThanOrEqual(4 << 20);
    const many = await box.sh("i=0; while :; do i=$((i+1)); dd if=/dev/zero of=part$i bs=1M count=3 2>/dev/null; done", { limited: { seconds: 10 } });
    expect(many.stopped).toBe("disk");
    const memory = await box.sh("i=0; while [ $i -lt 80 ]; do i=$((i+1)); dd if=/dev/zero of=/tmp/part$i bs=1M count=3 2>&1 | grep -o 'No space' && break; done");
    expect(memory.text).toContain("No space");
  });

  test("X14: endless output is cut, marked, and ended", async () => {
    const outcome = await box.sh("yes", { limited: { outputBytes: 10_000 } });
    expect([outcome.output.length, outcome.truncated, outcome.stopped]).toEqual([10_000, true, "output"]);
  });

  test("an abort ends it at once", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const outcome = await box.sh("sleep 30", { signal: controller.signal });
    expect([outcome.stopped, outcome.seconds < 2]).toEqual(["aborted", true]);
  });

  test("a program that is not there is a fault that names it", async () => {
    await expect(box.run(["no-such-tool"])).rejects.toThrow('the program "no-such-tool" is not installed');
  });

  test("when Regreen is killed, the command dies with it", async () => {
    const program = join(import.meta.dirname, "../adapters/sandbox/run-forever.ts");
    const runner = spawn(process.execPath, [program, sandbox.kind, box.scratch], { stdio: "ignore", env: { ...process.env, TMPDIR: box.outside } });
    const beat = join(box.scratch, "beat");
    for (let tries = 0; tries < 200 && !existsSync(beat); tries += 1) await sleep(25);
    expect(existsSync(beat)).toBe(true);
    runner.kill("SIGKILL");
    await sleep(100);
    const first = readFileSync(beat, "utf8");
    await sleep(120);
    expect(readFileSync(beat, "utf8")).toBe(first);
  });
});
