#!/bin/sh
set -e
exec npx knex migrate:latest
