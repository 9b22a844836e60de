#!/bin/sh
if [ "$1" = console ]; then
  exec /bin/sh
fi
python -m shop
