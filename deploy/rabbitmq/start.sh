#!/usr/bin/env bash
# Puts the password into the definitions and starts RabbitMQ the way its official image does.
# The definitions lift the limit of 20 deliveries that RabbitMQ 4 has for quorum queues: past it a message is dropped,
# and the engine parks poison messages itself.
set -euo pipefail
case ${IE_RABBITMQ_PASSWORD:-} in
    '' | *[!A-Za-z0-9]*) echo "IE_RABBITMQ_PASSWORD has to be letters and digits, at least one." >&2; exit 1 ;;
esac
target=/etc/rabbitmq/intentengine-definitions.json
(umask 077 && sed "s/@PASSWORD@/$IE_RABBITMQ_PASSWORD/" "$(dirname "$0")/definitions.json" >"$target")
chown rabbitmq "$target"
unset IE_RABBITMQ_PASSWORD
exec docker-entrypoint.sh rabbitmq-server
