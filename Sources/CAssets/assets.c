// Written by Scripts/assets; do not edit.
#include "assets.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../site/icons/favicon.svg"
, 0};
static const unsigned char file_1[] = {
#embed "../../site/scripts/copy.js"
, 0};
static const unsigned char file_2[] = {
#embed "../../site/scripts/matrix.js"
, 0};
static const unsigned char file_3[] = {
#embed "../../site/scripts/nav.js"
, 0};
static const unsigned char file_4[] = {
#embed "../../site/scripts/runs.js"
, 0};
static const unsigned char file_5[] = {
#embed "../../site/scripts/search.js"
, 0};
static const unsigned char file_6[] = {
#embed "../../site/scripts/steps.js"
, 0};
static const unsigned char file_7[] = {
#embed "../../site/scripts/tasks.js"
, 0};
static const unsigned char file_8[] = {
#embed "../../site/scripts/theme.js"
, 0};
static const unsigned char file_9[] = {
#embed "../../site/scripts/timeline.js"
, 0};
static const unsigned char file_10[] = {
#embed "../../site/scripts/toc.js"
, 0};
static const unsigned char file_11[] = {
#embed "../../site/styles/content.css"
, 0};
static const unsigned char file_12[] = {
#embed "../../site/styles/figures.css"
, 0};
static const unsigned char file_13[] = {
#embed "../../site/styles/main.css"
, 0};
static const unsigned char file_14[] = {
#embed "../../site/styles/print.css"
, 0};
static const unsigned char file_15[] = {
#embed "../../site/styles/runbook.css"
, 0};
static const unsigned char file_16[] = {
#embed "../../templates/changelog.md"
, 0};
static const unsigned char file_17[] = {
#embed "../../templates/compatibility.md"
, 0};
static const unsigned char file_18[] = {
#embed "../../templates/component.md"
, 0};
static const unsigned char file_19[] = {
#embed "../../templates/decisions.md"
, 0};
static const unsigned char file_20[] = {
#embed "../../templates/deprecation-timeline.md"
, 0};
static const unsigned char file_21[] = {
#embed "../../templates/incident-review.md"
, 0};
static const unsigned char file_22[] = {
#embed "../../templates/index.md"
, 0};
static const unsigned char file_23[] = {
#embed "../../templates/known-issues.md"
, 0};
static const unsigned char file_24[] = {
#embed "../../templates/lessons.md"
, 0};
static const unsigned char file_25[] = {
#embed "../../templates/metrics.md"
, 0};
static const unsigned char file_26[] = {
#embed "../../templates/migration-guide.md"
, 0};
static const unsigned char file_27[] = {
#embed "../../templates/migrations.md"
, 0};
static const unsigned char file_28[] = {
#embed "../../templates/partials/before-after.md"
, 0};
static const unsigned char file_29[] = {
#embed "../../templates/partials/change-line.md"
, 0};
static const unsigned char file_30[] = {
#embed "../../templates/partials/change-short.md"
, 0};
static const unsigned char file_31[] = {
#embed "../../templates/partials/change.md"
, 0};
static const unsigned char file_32[] = {
#embed "../../templates/partials/check.md"
, 0};
static const unsigned char file_33[] = {
#embed "../../templates/partials/deprecation.md"
, 0};
static const unsigned char file_34[] = {
#embed "../../templates/partials/edit.md"
, 0};
static const unsigned char file_35[] = {
#embed "../../templates/partials/illustrations.md"
, 0};
static const unsigned char file_36[] = {
#embed "../../templates/partials/lesson.md"
, 0};
static const unsigned char file_37[] = {
#embed "../../templates/partials/links.md"
, 0};
static const unsigned char file_38[] = {
#embed "../../templates/partials/more.md"
, 0};
static const unsigned char file_39[] = {
#embed "../../templates/partials/query.md"
, 0};
static const unsigned char file_40[] = {
#embed "../../templates/partials/references.md"
, 0};
static const unsigned char file_41[] = {
#embed "../../templates/partials/retired.md"
, 0};
static const unsigned char file_42[] = {
#embed "../../templates/partials/sources.md"
, 0};
static const unsigned char file_43[] = {
#embed "../../templates/partials/step.md"
, 0};
static const unsigned char file_44[] = {
#embed "../../templates/path.md"
, 0};
static const unsigned char file_45[] = {
#embed "../../templates/policies.md"
, 0};
static const unsigned char file_46[] = {
#embed "../../templates/release-notes.md"
, 0};
static const unsigned char file_47[] = {
#embed "../../templates/runbook.md"
, 0};
static const unsigned char file_48[] = {
#embed "../../templates/teams.md"
, 0};
static const unsigned char file_49[] = {
#embed "../../templates/tombstone.md"
, 0};
static const WaymarkAsset all[] = {
  {"site/icons/favicon.svg", file_0, sizeof file_0 - 1},
  {"site/scripts/copy.js", file_1, sizeof file_1 - 1},
  {"site/scripts/matrix.js", file_2, sizeof file_2 - 1},
  {"site/scripts/nav.js", file_3, sizeof file_3 - 1},
  {"site/scripts/runs.js", file_4, sizeof file_4 - 1},
  {"site/scripts/search.js", file_5, sizeof file_5 - 1},
  {"site/scripts/steps.js", file_6, sizeof file_6 - 1},
  {"site/scripts/tasks.js", file_7, sizeof file_7 - 1},
  {"site/scripts/theme.js", file_8, sizeof file_8 - 1},
  {"site/scripts/timeline.js", file_9, sizeof file_9 - 1},
  {"site/scripts/toc.js", file_10, sizeof file_10 - 1},
  {"site/styles/content.css", file_11, sizeof file_11 - 1},
  {"site/styles/figures.css", file_12, sizeof file_12 - 1},
  {"site/styles/main.css", file_13, sizeof file_13 - 1},
  {"site/styles/print.css", file_14, sizeof file_14 - 1},
  {"site/styles/runbook.css", file_15, sizeof file_15 - 1},
  {"templates/changelog.md", file_16, sizeof file_16 - 1},
  {"templates/compatibility.md", file_17, sizeof file_17 - 1},
  {"templates/component.md", file_18, sizeof file_18 - 1},
  {"templates/decisions.md", file_19, sizeof file_19 - 1},
  {"templates/deprecation-timeline.md", file_20, sizeof file_20 - 1},
  {"templates/incident-review.md", file_21, sizeof file_21 - 1},
  {"templates/index.md", file_22, sizeof file_22 - 1},
  {"templates/known-issues.md", file_23, sizeof file_23 - 1},
  {"templates/lessons.md", file_24, sizeof file_24 - 1},
  {"templates/metrics.md", file_25, sizeof file_25 - 1},
  {"templates/migration-guide.md", file_26, sizeof file_26 - 1},
  {"templates/migrations.md", file_27, sizeof file_27 - 1},
  {"templates/partials/before-after.md", file_28, sizeof file_28 - 1},
  {"templates/partials/change-line.md", file_29, sizeof file_29 - 1},
  {"templates/partials/change-short.md", file_30, sizeof file_30 - 1},
  {"templates/partials/change.md", file_31, sizeof file_31 - 1},
  {"templates/partials/check.md", file_32, sizeof file_32 - 1},
  {"templates/partials/deprecation.md", file_33, sizeof file_33 - 1},
  {"templates/partials/edit.md", file_34, sizeof file_34 - 1},
  {"templates/partials/illustrations.md", file_35, sizeof file_35 - 1},
  {"templates/partials/lesson.md", file_36, sizeof file_36 - 1},
  {"templates/partials/links.md", file_37, sizeof file_37 - 1},
  {"templates/partials/more.md", file_38, sizeof file_38 - 1},
  {"templates/partials/query.md", file_39, sizeof file_39 - 1},
  {"templates/partials/references.md", file_40, sizeof file_40 - 1},
  {"templates/partials/retired.md", file_41, sizeof file_41 - 1},
  {"templates/partials/sources.md", file_42, sizeof file_42 - 1},
  {"templates/partials/step.md", file_43, sizeof file_43 - 1},
  {"templates/path.md", file_44, sizeof file_44 - 1},
  {"templates/policies.md", file_45, sizeof file_45 - 1},
  {"templates/release-notes.md", file_46, sizeof file_46 - 1},
  {"templates/runbook.md", file_47, sizeof file_47 - 1},
  {"templates/teams.md", file_48, sizeof file_48 - 1},
  {"templates/tombstone.md", file_49, sizeof file_49 - 1},
};
const WaymarkAsset *waymark_assets(unsigned long *count) {
  *count = sizeof all / sizeof *all;
  return all;
}
