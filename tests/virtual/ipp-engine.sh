#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What ippeveprinter runs for each document ($1): keeps it, then behaves as the scenario says.
# From ipp-printer.sh: KIOSK_IPP_FOLDER, KIOSK_IPP_SCENARIO (a file).
set -eu
umask 077
folder=$KIOSK_IPP_FOLDER
scenario=$(cat "$KIOSK_IPP_SCENARIO" 2>/dev/null || echo ok)
cp "$1" "$folder/job-$IPP_JOB_ID.pdf.part"
mv "$folder/job-$IPP_JOB_ID.pdf.part" "$folder/job-$IPP_JOB_ID.pdf"
echo "$IPP_JOB_ID ${IPP_JOB_NAME:-} $(sha256sum < "$1" | cut -d' ' -f1)" >> "$folder/jobs.log"
case $scenario in
  jam)   echo 'STATE: +media-jam-error' >&2; sleep 1; echo 'STATE: -media-jam' >&2 ;;
  empty) echo 'STATE: +media-empty-error,media-needed' >&2; sleep 1
         echo 'STATE: -media-empty,media-needed' >&2 ;;
  cover) echo 'STATE: +cover-open' >&2; sleep 1; echo 'STATE: -cover-open' >&2 ;;
  toner) echo 'STATE: +toner-low-warning' >&2 ;;
  waste) echo 'STATE: +marker-waste-full-error' >&2 ;;
  stuck) echo 'STATE: +media-jam-error' >&2; sleep 60 ;;
  fail)  echo 'ERROR: engine fault' >&2; exit 3 ;;
esac
echo 'ATTR: job-impressions-completed=1' >&2
