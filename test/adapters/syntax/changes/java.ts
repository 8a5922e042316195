/** Changes of java and what each is: nothing where it is layout alone. */
import type { Change } from "./change.ts";

export const changes: readonly Change[] = [
  ["jv: string", "A.java", "class A { void f() {\ng(\"a\");\n} }\n", "class A { void f() {\ng(\"b\");\n} }\n", ["change_syntax_tree"]],
  ["jv: char", "A.java", "class A { void f() {\ng('a');\n} }\n", "class A { void f() {\ng(\"a\");\n} }\n", ["change_syntax_tree"]],
  ["jv: num", "A.java", "class A { void f() {\ng(1L);\n} }\n", "class A { void f() {\ng(1);\n} }\n", ["change_syntax_tree"]],
  ["jv: num oct", "A.java", "class A { void f() {\ng(010);\n} }\n", "class A { void f() {\ng(8);\n} }\n", ["change_syntax_tree"]],
  ["jv: empty while", "A.java", "class A { void f() {\nwhile (a()) ; g();\n} }\n", "class A { void f() {\nwhile (a()) g();\n} }\n", ["change_syntax_tree"]],
  ["jv: ws", "A.java", "class A { void f() {\ng( a,b );\n} }\n", "class A { void f() {\ng(a, b);\n} }\n", []],
  ["jv: cast", "A.java", "class A { void f() {\ng((int) a + b);\n} }\n", "class A { void f() {\ng((int) (a + b));\n} }\n", ["change_syntax_tree"]],
  ["jv: text block", "A.java", "class A { void f() {\ng(\"\"\"\n a\n  b\"\"\");\n} }\n", "class A { void f() {\ng(\"\"\"\n a\n b\"\"\");\n} }\n", ["change_syntax_tree"]],
  ["jv: ==", "A.java", "class A { void f() {\ng(a == b);\n} }\n", "class A { void f() {\ng(a.equals(b));\n} }\n", ["change_syntax_tree"]],
  ["jv: comment moved", "A.java", "class A { void f() {\n/* a */ g(); h();\n} }\n", "class A { void f() {\ng(); /* a */ h();\n} }\n", ["modify_comments"]],
  ["jv: import order", "A.java", "import b.B;\nimport a.A;\nclass C {}\n", "import a.A;\nimport b.B;\nclass C {}\n", ["modify_imports"]],
  ["jv: import static", "A.java", "import a.A;\nclass C {}\n", "import static a.A;\nclass C {}\n", ["modify_imports"]],
  ["jv: annotation", "A.java", "class A { @Test void f() {} }\n", "class A { void f() {} }\n", ["change_syntax_tree"]],
  ["jv: modifier", "A.java", "class A { private int a; }\n", "class A { public int a; }\n", ["change_syntax_tree"]],
  ["jv: synchronized", "A.java", "class A { synchronized void f() {} }\n", "class A { void f() {} }\n", ["change_syntax_tree"]],
  ["jv: generics", "A.java", "class A { List<? extends B> a; }\n", "class A { List<? super B> a; }\n", ["change_syntax_tree"]],
];
