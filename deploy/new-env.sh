#!/bin/sh
# Writes .env beside docker-compose.yml: .env.example with a random value for each empty password. Never overwrites one.
set -eu
cd "$(dirname "$0")/.."
if [ -e .env ]; then
    echo ".env exists already and is left alone. The databases know its passwords: change them there too, or remove the volumes." >&2
    exit 1
fi
umask 077
while IFS= read -r line; do
    case $line in
        IE_*_PASSWORD=) printf '%s%s\n' "$line" "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')" ;;
        IE_OWNERS_SECRET_KEY=) printf '%s%s\n' "$line" "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <.env.example >.env
echo "Wrote .env. Now set IE_OIDC_AUTHORITY in it." >&2
