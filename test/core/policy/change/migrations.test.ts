import { expect, test } from "@jest/globals";
import { migrationFacts } from "../../../../src/core/policy/change/migrations.ts";
import { fileOf, hidden, type Edit } from "./a-change.ts";

const facts = (...edits: readonly Edit[]): ReturnType<typeof migrationFacts> => migrationFacts(edits.map(fileOf));
const added = (path: string, after: string): Edit => ({ path, before: null, after });

test.each<readonly [string, readonly Edit[], Partial<NonNullable<ReturnType<typeof migrationFacts>>>]>([
  ["SQL with its way back beside it", [added("db/migrations/1_users.up.sql", "create table users (id int);\n"), added("db/migrations/1_users.down.sql", "drop table users;\n")], { irreversible: [], destructive: [] }],
  ["SQL without a way back", [added("db/migrations/1_users.up.sql", "create table users (id int);\n")], { irreversible: ["db/migrations/1_users.up.sql"], destructive: [] }],
  ["SQL that drops a column", [added("db/migrations/2.up.sql", "alter table users drop column name;\n"), added("db/migrations/2.down.sql", "alter table users add column name text;\n")], { destructive: ["db/migrations/2.up.sql"] }],
  ["Rails that can be reversed", [added("db/migrate/20260101_add.rb", "class Add < ActiveRecord::Migration[8.0]\n  def change\n    add_column :users, :age, :integer\n  end\nend\n")], { irreversible: [], destructive: [] }],
  ["Rails that removes a column", [added("db/migrate/20260101_rm.rb", "class Rm < ActiveRecord::Migration[8.0]\n  def change\n    remove_column :users, :age, :integer\n  end\nend\n")], { irreversible: [], destructive: ["db/migrate/20260101_rm.rb"] }],
  ["Django that only adds", [added("app/migrations/0002_age.py", "class Migration(migrations.Migration):\n    operations = [migrations.AddField('user', 'age', models.IntegerField())]\n")], { irreversible: [] }],
  ["Django with SQL of its own", [added("app/migrations/0003.py", "class Migration(migrations.Migration):\n    operations = [migrations.RunSQL('delete from users')]\n")], { irreversible: ["app/migrations/0003.py"], destructive: ["app/migrations/0003.py"] }],
  ["Alembic with a downgrade", [added("alembic/versions/1.py", "def upgrade():\n    op.add_column('a', x)\n\ndef downgrade():\n    op.drop_column('a', 'x')\n")], { irreversible: [], destructive: ["alembic/versions/1.py"] }],
  ["Knex without a down", [added("migrations/1.js", "exports.up = (knex) => knex.schema.createTable('a', () => {});\n")], { irreversible: ["migrations/1.js"] }],
  ["a migration of before", [{ path: "migrations/1.js", before: "exports.up = f;\nexports.down = g;\n", after: "exports.up = h;\nexports.down = g;\n" }], { edited: ["migrations/1.js"] }],
  ["source that is no migration", [added("src/app.js", "drop table users;\n")], { files: [], irreversible: [], destructive: [] }],
])("%s", (_what, edits, expected) => {
  expect(facts(...edits)).toMatchObject(expected);
});

test("a migration whose lines are not shown is not known to be safe", () => {
  expect(migrationFacts([hidden("db/migrations/1.up.sql")])).toBeNull();
});
