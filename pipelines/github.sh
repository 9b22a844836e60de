#!/usr/bin/env bash
# The steps of action.yml. Input: the variables PRR_*, and those of GitHub's runner.
set -euo pipefail

page="$RUNNER_TEMP/production-readiness.md"
# Only the commands that write the comment get the token.
token="$GH_TOKEN"
unset GH_TOKEN

# Not in the repository, whose .npmrc could name another registry.
(cd "$RUNNER_TEMP" && npm install --prefix "$RUNNER_TEMP/prr" --ignore-scripts --no-audit --no-fund --loglevel=error "production-readiness@$PRR_VERSION")
prr() { node "$RUNNER_TEMP/prr/node_modules/production-readiness/dist/prr.cjs" "$@"; }
notice() { echo "::notice title=production readiness::$1"; }

if [[ -n "$PRR_SARIF" ]]; then prr check --format sarif "$PRR_PATH" >"$PRR_SARIF"; fi

# The revision to compare with, as a commit that is here; empty where there is none.
base="$PRR_BASE"
if [[ -z "$base" ]]; then
  base="$PRR_EVENT_BASE"
  # What is checked out for a pull request is its merge into the base as it is now: the first of two parents.
  mapfile -t parents < <(git cat-file -p HEAD | sed -n '/^$/q; s/^parent //p')
  if [[ -n "$PRR_PULL_REQUEST" && ${#parents[@]} -eq 2 ]]; then base="${parents[0]}"; fi
fi
if [[ "$base" =~ ^0*$ ]]; then
  base=''
elif ! git rev-parse --verify --quiet --end-of-options "$base^{commit}" >/dev/null; then
  if git fetch --quiet --no-tags --depth=1 origin "$base"; then base="$(git rev-parse FETCH_HEAD)"; else base=''; fi
fi
if [[ -z "$base" ]]; then
  code=0
  prr check --format github ${PRR_FAIL_ON:+--fail-on "$PRR_FAIL_ON"} "$PRR_PATH" || code=$?
  notice 'There is no revision to compare with (a first push, or one that cannot be fetched); all findings are shown.'
  exit "$code"
fi

# Annotations on the lines that the change brings.
prr check --format github --new-since "$base" "$PRR_PATH"

code=0
prr diff "$base" "$PRR_PATH" --format markdown ${PRR_FAIL_ON:+--fail-on "$PRR_FAIL_ON"} >"$page" || code=$?
# 1 is what --fail-on asks for; the others are failures of the command, which has said why.
if ((code > 1)); then exit "$code"; fi
cat "$page" >>"$GITHUB_STEP_SUMMARY"

# One comment of ours for each folder, which each run replaces. Only ours: other people may write our mark, too.
comment() {
  local comments="repos/$GITHUB_REPOSITORY/issues/$PRR_PULL_REQUEST/comments" id
  PRR_MARK="$(head -n 1 "$page")"
  PRR_LOGIN="$(gh api user --jq .login 2>/dev/null || true)"
  export PRR_MARK PRR_LOGIN
  id="$(gh api "$comments" --paginate --jq '.[] | select((.user.type == "Bot" or .user.login == env.PRR_LOGIN) and (.body | startswith(env.PRR_MARK))) | .id' | head -n 1)"
  if [[ -n "$id" ]]; then
    gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$page" --silent
  else
    gh api --method POST "$comments" --field "body=@$page" --silent
  fi
}
if [[ "$PRR_COMMENT" == true && -n "$PRR_PULL_REQUEST" ]]; then
  (export GH_TOKEN="$token" && comment) || notice 'The comment could not be written (a pull request from a fork, or no permission "pull-requests: write"); the result is in the summary of this job.'
fi
exit "$code"
