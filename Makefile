# What people type. `make demo` and `make test` install what is missing on a fresh Debian first.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BUILD := .build
PREFIX ?= /usr/local

.PHONY: help demo test setup lint imports unit browser-test stress build man install fuzz assets format \
  record clean

help:            ## Lists the targets.
	@grep -E '^[a-z-]+: .*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1 - /'

demo: setup      ## Builds waymark and the archive in playbooks/, and says where to look.
	@Scripts/demo

test: lint unit browser-test ## Runs every check there is: what CI runs.

setup:           ## Installs what is missing (apt-get), if anything is.
	@Scripts/setup

lint:            ## Checks the format, the sizes of files and the names that are banned.
	@Scripts/lint

unit: setup      ## Builds and runs all Swift tests: import rules, units, laws, goldens, journeys.
	swift build --build-tests
	swift test --skip-build

browser-test: setup build ## Opens the archive's site in Chromium; skipped where there is none.
	@Scripts/browser-test

stress: setup    ## Has 8 processes append 500 lessons and events each to one incident, with the release program.
	swift build --build-tests
	WAYMARK_STRESS_EACH=500 WAYMARK_PROGRAM="$$(Scripts/release)" swift test --skip-build --filter ManyWritersTests

build: setup     ## Builds the program for debugging.
	swift build --product waymark
	swift build --product waymark-serve

man: build       ## Writes the manual pages to man/ from the definitions of the commands.
	@Scripts/man

install: setup   ## Installs a release with manual pages and completions: PREFIX=/usr/local.
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' Scripts/install

fuzz: setup      ## Tries inputs for longer: FUZZ_SECONDS=60 for each TARGET, SEED=1.
	@Scripts/fuzz

assets:          ## Lists the files of templates/ and site/ that are compiled in.
	Scripts/assets

changelog: build ## Writes CHANGELOG.md from the records of waymark in playbooks/.
	@Scripts/changelog

format:          ## Formats all Swift files in place.
	swift format --in-place --recursive Sources Tests Package.swift

record:          ## Writes the goldens anew, to be read in review; fails by design.
	RECORD_GOLDEN=1 swift test

clean:           ## Removes what was built.
	rm -rf $(BUILD) .build-browser playbooks/public playbooks/.waymark
