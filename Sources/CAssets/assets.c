// Written by Scripts/assets; do not edit.
#include "assets.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../site/scripts/search.js"
, 0};
static const unsigned char file_1[] = {
#embed "../../site/styles/main.css"
, 0};
static const unsigned char file_2[] = {
#embed "../../templates/changelog.md"
, 0};
static const unsigned char file_3[] = {
#embed "../../templates/compatibility.md"
, 0};
static const unsigned char file_4[] = {
#embed "../../templates/component.md"
, 0};
static const unsigned char file_5[] = {
#embed "../../templates/decisions.md"
, 0};
static const unsigned char file_6[] = {
#embed "../../templates/deprecation-timeline.md"
, 0};
static const unsigned char file_7[] = {
#embed "../../templates/incident-review.md"
, 0};
static const unsigned char file_8[] = {
#embed "../../templates/index.md"
, 0};
static const unsigned char file_9[] = {
#embed "../../templates/known-issues.md"
, 0};
static const unsigned char file_10[] = {
#embed "../../templates/lessons.md"
, 0};
static const unsigned char file_11[] = {
#embed "../../templates/metrics.md"
, 0};
static const unsigned char file_12[] = {
#embed "../../templates/migration-guide.md"
, 0};
static const unsigned char file_13[] = {
#embed "../../templates/migrations.md"
, 0};
static const unsigned char file_14[] = {
#embed "../../templates/partials/before-after.md"
, 0};
static const unsigned char file_15[] = {
#embed "../../templates/partials/change-line.md"
, 0};
static const unsigned char file_16[] = {
#embed "../../templates/partials/change.md"
, 0};
static const unsigned char file_17[] = {
#embed "../../templates/partials/check.md"
, 0};
static const unsigned char file_18[] = {
#embed "../../templates/partials/deprecation.md"
, 0};
static const unsigned char file_19[] = {
#embed "../../templates/partials/edit.md"
, 0};
static const unsigned char file_20[] = {
#embed "../../templates/partials/lesson.md"
, 0};
static const unsigned char file_21[] = {
#embed "../../templates/partials/sources.md"
, 0};
static const unsigned char file_22[] = {
#embed "../../templates/partials/step.md"
, 0};
static const unsigned char file_23[] = {
#embed "../../templates/policies.md"
, 0};
static const unsigned char file_24[] = {
#embed "../../templates/release-notes.md"
, 0};
static const unsigned char file_25[] = {
#embed "../../templates/runbook.md"
, 0};
static const unsigned char file_26[] = {
#embed "../../templates/teams.md"
, 0};
static const WaymarkAsset all[] = {
  {"site/scripts/search.js", file_0, sizeof file_0 - 1},
  {"site/styles/main.css", file_1, sizeof file_1 - 1},
  {"templates/changelog.md", file_2, sizeof file_2 - 1},
  {"templates/compatibility.md", file_3, sizeof file_3 - 1},
  {"templates/component.md", file_4, sizeof file_4 - 1},
  {"templates/decisions.md", file_5, sizeof file_5 - 1},
  {"templates/deprecation-timeline.md", file_6, sizeof file_6 - 1},
  {"templates/incident-review.md", file_7, sizeof file_7 - 1},
  {"templates/index.md", file_8, sizeof file_8 - 1},
  {"templates/known-issues.md", file_9, sizeof file_9 - 1},
  {"templates/lessons.md", file_10, sizeof file_10 - 1},
  {"templates/metrics.md", file_11, sizeof file_11 - 1},
  {"templates/migration-guide.md", file_12, sizeof file_12 - 1},
  {"templates/migrations.md", file_13, sizeof file_13 - 1},
  {"templates/partials/before-after.md", file_14, sizeof file_14 - 1},
  {"templates/partials/change-line.md", file_15, sizeof file_15 - 1},
  {"templates/partials/change.md", file_16, sizeof file_16 - 1},
  {"templates/partials/check.md", file_17, sizeof file_17 - 1},
  {"templates/partials/deprecation.md", file_18, sizeof file_18 - 1},
  {"templates/partials/edit.md", file_19, sizeof file_19 - 1},
  {"templates/partials/lesson.md", file_20, sizeof file_20 - 1},
  {"templates/partials/sources.md", file_21, sizeof file_21 - 1},
  {"templates/partials/step.md", file_22, sizeof file_22 - 1},
  {"templates/policies.md", file_23, sizeof file_23 - 1},
  {"templates/release-notes.md", file_24, sizeof file_24 - 1},
  {"templates/runbook.md", file_25, sizeof file_25 - 1},
  {"templates/teams.md", file_26, sizeof file_26 - 1},
};
const WaymarkAsset *waymark_assets(unsigned long *count) {
  *count = sizeof all / sizeof *all;
  return all;
}
