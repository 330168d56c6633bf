#!/usr/bin/env bash
# Runs one server so that it never outlives whoever asked for it.
# usage: bash supervise.sh LOG SIGNAL GRACE_SECONDS COMMAND...
# Prints the server's process id on the first line of stdout, then waits for it and exits with its code.
# The asker keeps our stdin open: end of file (it closed the pipe, or it was killed) stops the server.
log=$1 signal=$2 grace=$3
shift 3
umask 077
exec 3<&0 </dev/null 2>>"$log"
# Handlers, not '': ignored signals would be inherited by the server.
trap : INT TERM HUP
"$@" 3<&- >>"$log" 2>&1 &
server=$!
(
    exec >/dev/null 2>&1
    while read -r _ <&3; do :; done
    kill -s "$signal" "$server"
    for ((i = 0; i < grace * 10; i++)); do
        kill -0 "$server" || exit
        sleep 0.1
    done
    kill -s KILL "$server"
) &
watcher=$!
exec 3<&-
echo "$server"
# A trapped signal ends "wait" early; a server that is gone for good cannot be signalled any more.
while :; do
    wait "$server"
    code=$?
    kill -0 "$server" 2>/dev/null || break
done
kill "$watcher" 2>/dev/null
exit "$code"
