/** Database migrations in a change: which there are, which cannot be taken back, which destroy data. Null: the lines are not shown. */
import type { Facts } from "../facts.ts";
import { allLines, type ChangedFile, type ChangedLines } from "./changed-file.ts";
import { kindOf } from "./kinds.ts";

/** SQL, and what migration libraries call it (Rails, Django, Alembic, Knex, TypeORM, Laravel, EF Core). */
const DESTRUCTIVE = /\bdrop\s+(?:table|column|database|schema|index|view|type)\b|\btruncate\b|\bdelete\s+from\b|\balter\s+table\b[^;]{0,400}\b(?:drop|rename|alter\s+column|modify)\b|\b(?:drop_table|remove_column|rename_column|rename_table|remove_columns|change_column|drop_column|dropColumn|dropTable|dropTableIfExists|renameColumn|DropColumn|DropTable|RenameColumn|RemoveField|DeleteModel|RenameField|AlterField|RunSQL)\b/i;
/** A way back: a `down` of its own, or a migration that its library can reverse by itself. */
const WAY_BACK = /\bdef\s+(?:down|downgrade|change)\b|\b(?:exports\.down|async\s+down|public\s+(?:async\s+)?(?:function\s+)?down|function\s+down|void\s+Down)\b|\bdown\s*[:(=]|reverse_sql|reverse_code|--\s*(?:\+migrate\s+Down|migrate:down|rollback)|<rollback\b|^rollback:/im;
const DJANGO = /\boperations\s*=\s*\[/;

export function migrationFacts(files: readonly ChangedFile[]): Facts["migrations"] {
  const migrations = files.filter(({ path }) => kindOf(path) === "migration");
  const shown = allLines(migrations);
  if (shown === null) return null;
  const names = migrations.map(({ path }) => path);
  const forward = shown.filter(({ path, status }) => status !== "removed" && !isWayBack(path));
  return {
    files: names,
    irreversible: forward.filter(({ path, lines }) => !hasWayBack(path, lines, names)).map(({ path }) => path),
    destructive: forward.filter(({ lines }) => DESTRUCTIVE.test(lines.added.map(({ text }) => text).join("\n"))).map(({ path }) => path),
    edited: shown.filter(({ status }) => status !== "added").map(({ path }) => path),
  };
}

function isWayBack(path: string): boolean {
  return /\.down\.sql$|(?:^|\/)U[0-9][0-9_.]*__|(?:^|\/)schema\.rb$|(?:^|\/)structure\.sql$|__init__\.py$|(?:^|\/)(?:down|rollback)\.sql$/i.test(path);
}

function hasWayBack(path: string, lines: ChangedLines, names: readonly string[]): boolean {
  const pairs = [path.replace(/\.up\.sql$/, ".down.sql"), path.replace(/(^|\/)V([0-9][0-9_.]*__)/, "$1U$2"), path.replace(/(^|\/)(?:up|migration)\.sql$/, "$1down.sql")];
  if (pairs.some((pair) => pair !== path && names.includes(pair))) return true;
  return WAY_BACK.test(lines.after) || (DJANGO.test(lines.after) && !/\bRun(?:SQL|Python)\(/.test(lines.after));
}
