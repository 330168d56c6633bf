#!/usr/bin/env bash
# Creates the database and the three roles of each service, as ServiceDatabase.cs in shared/LocalServers does for private servers:
#   ie_SERVICE_owner   owns the database, runs migrations
#   ie_SERVICE_app     requests and consumers; owns nothing, cannot bypass row-level security
#   ie_SERVICE_worker  background work across organizations; the same, with policies of its own
# The official PostgreSQL image runs this once, on an empty data folder. Running it again is harmless.
# Passwords: IE_SERVICE_OWNER_PASSWORD, IE_SERVICE_APP_PASSWORD, IE_SERVICE_WORKER_PASSWORD (upper case).
set -euo pipefail

sql() { psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" "$@"; }

create_role() {
    local role=$1 variable=$2
    sql --dbname postgres --set "role=$role" --set "password=${!variable:?is missing}" <<'SQL'
SELECT format('CREATE ROLE %I NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION', :'role')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" LOGIN PASSWORD :'password';
SQL
}

create_database() {
    local database=$1
    sql --dbname postgres --set "database=$database" --set "owner=${database}_owner" <<'SQL'
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
SQL
    sql --dbname "$database" --set "database=$database" --set "app=${database}_app" --set "worker=${database}_worker" <<'SQL'
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"app", :"worker";
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"app", :"worker";
SQL
}

for service in intents workflows lineage; do
    prefix=IE_$(printf '%s' "$service" | tr '[:lower:]' '[:upper:]')
    create_role "ie_${service}_owner" "${prefix}_OWNER_PASSWORD"
    create_role "ie_${service}_app" "${prefix}_APP_PASSWORD"
    create_role "ie_${service}_worker" "${prefix}_WORKER_PASSWORD"
    create_database "ie_$service"
done
