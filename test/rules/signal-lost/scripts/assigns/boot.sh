#!/bin/bash
set -e
if [ -f /etc/shop ]; then
  . /etc/shop.env
fi
REGION="eu-1" TOKEN=$(cat /run/token) exec java -jar /shop.jar
