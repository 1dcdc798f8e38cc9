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
#embed "../../templates/placeholder.md"
, 0};
static const WaymarkAsset all[] = {
  {"site/scripts/search.js", file_0, sizeof file_0 - 1},
  {"site/styles/main.css", file_1, sizeof file_1 - 1},
  {"templates/placeholder.md", file_2, sizeof file_2 - 1},
};
const WaymarkAsset *waymark_assets(unsigned long *count) {
  *count = sizeof all / sizeof *all;
  return all;
}
