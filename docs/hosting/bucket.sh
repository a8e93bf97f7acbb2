#!/bin/sh
# A bucket of Amazon S3, or of anything that speaks like it. After `make`: docs/hosting/bucket.sh s3://BUCKET/evidence
# AWS_ENDPOINT_URL names another provider. Whoever comes while this runs finds every page whole, with its styles.
set -eu
to=${1:?say where to, as s3://BUCKET/FOLDER}
from=${2:-_site}

put() {
    aws s3 sync "$from" "$to" --only-show-errors --exclude '.written-by-build' --exclude '.being-written*' \
        --exclude '.nojekyll' --exclude '_headers' --exclude '_redirects' "$@"
}

# 1. What pages need, before the pages. What has another content has another name, so browsers may keep it for ever.
put --exclude '*' --include 'assets/*' --cache-control 'public, max-age=31536000, immutable'
# 2. Everything else, which browsers ask for again; then the files whose kind a name does not tell.
put --exclude 'assets/*' --cache-control 'public, max-age=0, must-revalidate'
as() {
    aws s3 cp "$from" "$to" --only-show-errors --recursive --exclude '*' --include "$1" --content-type "$2" \
        --cache-control 'public, max-age=0, must-revalidate'
}
as 'changes.xml' 'application/atom+xml; charset=utf-8'
as 'site.webmanifest' 'application/manifest+json'
as '*.ris' 'application/x-research-info-systems; charset=utf-8'
as '*.bib' 'text/x-bibtex; charset=utf-8'
# 3. What the site no longer has, when nothing leads to it any more.
put --delete
