#!/usr/bin/env bash
# Installs Debian or Ubuntu packages without starting or needing a system service. Needs root.
# usage: install-debian.sh PACKAGE...
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1

# A policy that forbids service starts while packages are installed; one that is already there is left alone.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi

# Without this, Debian's package would make a default cluster that nobody asked for and start it at the next boot.
if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
fi

apt-get update -q
# confold: no question about configuration files, the one above among them.
apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@" </dev/null
