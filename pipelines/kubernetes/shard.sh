#!/usr/bin/env bash
# Records the readiness of a share of many repositories; each repository belongs to one share.
#   REPOSITORIES          a file with a line for each repository: NAME URL
#   RECORDS               a folder that all shares write to
#   SHARDS                number of shares (default 1)
#   JOB_COMPLETION_INDEX  this share, from 0; an Indexed Job of Kubernetes sets it
#   PRR                   the command (default prr)
# It can be started again at any time: what is recorded already for the newest commit is not done again.
set -euo pipefail
export GIT_TERMINAL_PROMPT=0

share="${JOB_COMPLETION_INDEX:-0}"
shards="${SHARDS:-1}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$RECORDS"

record() {
  local name="$1" url="$2" commit file
  commit="$(git ls-remote "$url" HEAD | cut -f 1)"
  [[ "$commit" =~ ^[0-9a-f]{40,64}$ ]] || return 1
  file="$RECORDS/${name//\//+}@$commit.json"
  [[ -s "$file" ]] && return 0
  rm -rf "$work/repository"
  git clone --quiet --depth=1 "$url" "$work/repository" || return 1
  # The file appears whole or not at all, also when the pod is killed.
  "${PRR:-prr}" check --no-cache --repository "$name" --record "$file.$share.part" "$work/repository" >/dev/null || return 1
  mv "$file.$share.part" "$file"
}

number=0
failed=0
# The last line may have no end.
while read -r name url _ || [[ -n "$name" ]]; do
  if [[ -z "$name" || "$name" == '#'* ]]; then continue; fi
  mine=$((number % shards == share))
  number=$((number + 1))
  if ((!mine)); then continue; fi
  if [[ ! "$name" =~ ^[A-Za-z0-9][A-Za-z0-9._/-]*$ || -z "$url" ]]; then
    echo "not a line NAME URL: $name $url" >&2
    failed=$((failed + 1))
  elif ! record "$name" "$url"; then
    echo "$name could not be recorded" >&2
    failed=$((failed + 1))
  fi
done <"$REPOSITORIES"
# One repository that fails stops none of the others; the share is tried again, and does only what is left.
((failed == 0))
