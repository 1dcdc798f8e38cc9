// Written by Scripts/assets; do not edit.
#include "assets.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char file_0[] = {
#embed "../../site/styles/main.css"
, 0};
static const unsigned char file_1[] = {
#embed "../../templates/partials/check.md"
, 0};
static const unsigned char file_2[] = {
#embed "../../templates/partials/edit.md"
, 0};
static const unsigned char file_3[] = {
#embed "../../templates/partials/lesson.md"
, 0};
static const unsigned char file_4[] = {
#embed "../../templates/partials/sources.md"
, 0};
static const unsigned char file_5[] = {
#embed "../../templates/partials/step.md"
, 0};
static const unsigned char file_6[] = {
#embed "../../templates/runbook.md"
, 0};
static const WaymarkAsset all[] = {
  {"site/styles/main.css", file_0, sizeof file_0 - 1},
  {"templates/partials/check.md", file_1, sizeof file_1 - 1},
  {"templates/partials/edit.md", file_2, sizeof file_2 - 1},
  {"templates/partials/lesson.md", file_3, sizeof file_3 - 1},
  {"templates/partials/sources.md", file_4, sizeof file_4 - 1},
  {"templates/partials/step.md", file_5, sizeof file_5 - 1},
  {"templates/runbook.md", file_6, sizeof file_6 - 1},
};
const WaymarkAsset *waymark_assets(unsigned long *count) {
  *count = sizeof all / sizeof *all;
  return all;
}
