#!/bin/sh
# Dumps the database of DATABASE_URL to a file, restores it into a database of its own on the same server and compares every table.
# Usage: DATABASE_URL=postgres://… deploy/backup.sh vibe.dump
set -eu
file=${1:?Usage: backup.sh FILE}
: "${DATABASE_URL:?Set DATABASE_URL}"
check="vibe_restore_check_$$"

counts() {
  psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@" --command="
    SELECT table_name || ' ' || (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', table_name), false, true, '')))[1]::text
      FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name"
}

# One snapshot for the dump and for the numbers that it is compared with would need a session of its own, so writers must rest, or
# tables that grow meanwhile differ: then only fewer rows than before are a fault.
before=$(counts --dbname="$DATABASE_URL")
pg_dump --format=custom --file="$file" "$DATABASE_URL"
psql --no-psqlrc --quiet --dbname="$DATABASE_URL" --command="CREATE DATABASE $check TEMPLATE template0 ENCODING 'UTF8'"
trap 'psql --no-psqlrc --quiet --dbname="$DATABASE_URL" --command="DROP DATABASE IF EXISTS $check" >/dev/null' EXIT
target=$(printf '%s' "$DATABASE_URL" | sed -E "s#/[^/?]*(\\?|\$)#/$check\\1#")
pg_restore --exit-on-error --no-owner --dbname="$target" "$file"
after=$(counts --dbname="$target")

printf '%s\n' "$before" | while read -r table rows; do
  restored=$(printf '%s\n' "$after" | sed -n "s/^$table //p")
  [ "${restored:-0}" -ge "$rows" ] || { echo "$table: $rows rows, restored ${restored:-none}" >&2; exit 1; }
done
echo "Restored and compared $(printf '%s\n' "$before" | wc -l | tr -d ' ') tables: $file"
