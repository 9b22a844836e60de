#!/usr/bin/env bash
# The steps of action.yml. Input: the variables PRR_*, and those of GitHub's runner.
set -euo pipefail

mark='<!-- production-readiness -->'
page="$RUNNER_TEMP/production-readiness.md"
# Only the commands that write the comment get the token.
token="$GH_TOKEN"
unset GH_TOKEN

# Not in the repository, whose .npmrc could name another registry.
(cd "$RUNNER_TEMP" && npm install --prefix "$RUNNER_TEMP/prr" --ignore-scripts --no-audit --no-fund --silent "production-readiness@$PRR_VERSION")
prr() { node "$RUNNER_TEMP/prr/node_modules/production-readiness/dist/prr.cjs" "$@"; }

# A first push of a branch has no commit before it.
if [[ -z "$PRR_BASE" || "$PRR_BASE" =~ ^0+$ ]]; then
  prr check --format github "$PRR_PATH"
  echo '::notice title=production readiness::There is no revision to compare with; all findings are shown.'
  exit 0
fi

git cat-file -e "$PRR_BASE^{commit}" 2>/dev/null || git fetch --quiet --no-tags --depth=1 origin "$PRR_BASE"
# Annotations on the lines that the change brings.
prr check --format github --new-since "$PRR_BASE" "$PRR_PATH"

code=0
prr diff "$PRR_BASE" "$PRR_PATH" --format markdown ${PRR_FAIL_ON:+--fail-on "$PRR_FAIL_ON"} >"$page" || code=$?
# 1 is what --fail-on asks for; the others are failures of the command, which has said why.
if ((code > 1)); then exit "$code"; fi
cat "$page" >>"$GITHUB_STEP_SUMMARY"

# One comment of ours, which each run replaces. Only those of bots: other people may write our mark, too.
comment() {
  local comments="repos/$GITHUB_REPOSITORY/issues/$PRR_PULL_REQUEST/comments" id
  id="$(GH_TOKEN="$token" gh api "$comments" --paginate --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$mark\"))) | .id" | head -n 1)"
  if [[ -n "$id" ]]; then
    GH_TOKEN="$token" gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$page" --silent
  else
    GH_TOKEN="$token" gh api --method POST "$comments" --field "body=@$page" --silent
  fi
}
if [[ "$PRR_COMMENT" == true && -n "$PRR_PULL_REQUEST" ]]; then
  comment || echo '::notice title=production readiness::The comment could not be written (a pull request from a fork, or no permission "pull-requests: write"); the result is in the summary of this job.'
fi
exit "$code"
