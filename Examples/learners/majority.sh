#!/bin/sh
# The smallest learner: it answers with the class that most labelled images have, whatever the image.
#
# It reads the request with Python's JSON only because a shell has none; jq would do as well.
set -eu
request=$1

member() { python3 -c 'import json, sys; value = json.load(open(sys.argv[1]))
for key in sys.argv[2].split("."): value = value[key]
print(value)' "$request" "$1"; }

labels=$(member labelled.labels)
count=$(member test.count)
answer=$(member answer)

# An .npy file has 128 bytes of header here; then every byte is a label.
majority=$(tail -c +129 "$labels" | od -An -v -tu1 -w1 | sort -n | uniq -c | sort -s -k1,1nr | head -n 1 | awk '{ print $2 }')

{
  printf '{"predictions": ['
  yes "$majority" | head -n "$count" | paste -sd, -
  printf '], "log": "every image is taken for a %s"}\n' "$majority"
} > "$answer"
