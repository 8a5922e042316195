/**
 * What a tool needs beside its own installation: programs that it calls, packages that set-up steps have downloaded, settings that keep it
 * off the network. Of a home folder only caches of published packages are shown, read-only; never the files beside them that may hold credentials.
 */
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

export interface Surroundings {
  /** Names of programs that it calls. */
  readonly companions: readonly string[];
  /** Absolute paths; those that are not there are left out by the sandbox. */
  readonly readable: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const none: Surroundings = { companions: [], readable: [], environment: {} };

export function surroundingsOf(program: string): Surroundings {
  switch (basename(program)) {
    case "go": case "gofmt": case "goimports": case "golangci-lint": return go();
    case "cargo-insta": return insta();
    case "cargo": case "rustfmt": case "cargo-clippy": case "cargo-fmt": return rust();
    case "mvn": return maven();
    case "java": case "ktlint": case "google-java-format": return java();
    case "uv": return { ...none, companions: ["python3"] };
    // From Composer 2.7 on: what may stay at its version stays. Older ones do not know it.
    case "composer": return { ...php(), environment: { COMPOSER_MINIMAL_CHANGES: "1", COMPOSER_ALLOW_SUPERUSER: "1" } };
    case "php-cs-fixer": return php();
    default: return none;
  }
}

/** Debian, Ubuntu and setup-php name the extensions to load, such as mbstring, in files below /etc/php. */
function php(): Surroundings {
  return { ...none, companions: ["php"], readable: ["/etc/php"] };
}

/** GOSUMDB: what the cache holds was checked when it was downloaded. GOTOOLCHAIN is local: another toolchain would have to be fetched. */
function go(): Surroundings {
  const cache = join(homedir(), "go", "pkg", "mod");
  return { companions: ["go"], readable: [cache], environment: { GOMODCACHE: cache, GOPROXY: "off", GOSUMDB: "off", GOFLAGS: "-buildvcs=false" } };
}

/** rustup's proxies choose the toolchain that the repository pins; where it is not installed they fail instead of fetching it. */
function rust(): Surroundings {
  const [cargo, rustup] = [join(homedir(), ".cargo"), join(homedir(), ".rustup")];
  return {
    companions: ["cargo", "rustc"],
    readable: [join(cargo, "registry"), join(cargo, "git"), rustup],
    environment: { CARGO_HOME: cargo, RUSTUP_HOME: rustup, RUSTUP_AUTO_INSTALL: "0", CARGO_TARGET_DIR: "/tmp/target", CARGO_NET_OFFLINE: "true", CARGO_TERM_COLOR: "never" },
  };
}

/** Where `CI` is set, insta writes no snapshot, whatever it is told (its `is_ci`). */
function insta(): Surroundings {
  const { environment, ...rest } = rust();
  return { ...rest, environment: { ...environment, CI: "false" } };
}

function maven(): Surroundings {
  const repository = join(homedir(), ".m2", "repository");
  const { companions, readable } = java();
  return { companions, readable: [...readable, repository, "/etc/maven"], environment: { MAVEN_OPTS: `-Duser.home=/tmp -Dmaven.repo.local=${repository}` } };
}

/** Debian's Java keeps its security settings in /etc, and does not start without them. */
function java(): Surroundings {
  const settings = readdirSync("/etc").filter((name) => /^java-\d+-openjdk$/.test(name)).map((name) => join("/etc", name));
  return { companions: ["java"], readable: settings, environment: {} };
}
