#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes TLS certificates for trying things out on one machine: an authority, a server certificate
# for localhost and one client certificate for each device, in DIR/tls. Not for a real province.
# usage: dev-certificates.sh DIR DEVICE...
set -eu

[ $# -ge 1 ] || { sed -n 's/^# usage: /usage: /p' "$0" >&2; exit 2; }
tls=$1/tls
shift
umask 077
mkdir -p "$tls"

# A kiosk's clock may run behind, so certificates begin a day before they are made.
begin=$(date -u -d yesterday +%Y%m%d%H%M%SZ)
end=$(date -u -d '+400 days' +%Y%m%d%H%M%SZ)

new_key () {
  openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null ||
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null
}

# sign NAME SUBJECT EXTENSIONS
sign () {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  new_key "$tls/$1.key"
  printf '%s\n' "$3" > "$work/extensions"
  : > "$work/index"
  cat > "$work/ca.cnf" <<END
[ca]
default_ca = here
[here]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
END
  printf '[req]\ndistinguished_name = name\n[name]\n' > "$work/req.cnf"
  openssl req -config "$work/req.cnf" -new -key "$tls/$1.key" -subj "$2" -out "$work/request"
  openssl ca -config "$work/ca.cnf" -batch -notext -cert "$tls/ca.crt" -keyfile "$tls/ca.key" \
    -startdate "$begin" -enddate "$end" -in "$work/request" -extfile "$work/extensions" \
    -out "$tls/$1.crt" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
  rm -rf "$work"
  trap - EXIT
}

if [ ! -f "$tls/ca.crt" ]; then
  new_key "$tls/ca.key"
  config=$(mktemp)
  printf '[req]\ndistinguished_name = name\nx509_extensions = ca\n[name]\n[ca]\n%s\n%s\n%s\n' \
    'basicConstraints = critical,CA:TRUE' 'keyUsage = critical,keyCertSign,cRLSign' \
    'subjectKeyIdentifier = hash' > "$config"
  openssl req -config "$config" -new -x509 -key "$tls/ca.key" -days 800 -sha256 \
    -subj '/CN=Trial authority' -out "$tls/ca.crt"
  rm -f "$config"
fi

[ -f "$tls/server.crt" ] || sign server /CN=localhost "basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost,IP:127.0.0.1,IP:::1"

for device in "$@"; do
  [ -f "$tls/$device.crt" ] || sign "$device" "/CN=$device" "basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth"
done
