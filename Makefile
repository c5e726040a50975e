# make plan   install what is missing, build, and print the proven national plan (files in meridian-out/)
# make test   install what is missing, build, and run every check
# Both may be run again at any time; nothing already there is installed twice.

SHELL := /bin/bash
.DEFAULT_GOAL := help

OUT ?= meridian-out
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

# Homebrew keeps headers and libraries outside the compiler's default search path.
ifeq ($(shell uname -s),Darwin)
BREW_PREFIX := $(shell brew --prefix 2>/dev/null)
SWIFT_FLAGS ?= -Xcc -I$(BREW_PREFIX)/include -Xlinker -L$(BREW_PREFIX)/lib
endif

BUILD := swift build -c release $(SWIFT_FLAGS)
# A build folder of its own for the build without GLPK, so that neither spoils the other's products.
WITHOUT_GLPK := --disable-default-traits --traits Command --scratch-path .build-without-glpk

# A test that never ends fails instead of waiting for ever; its process would outlive the guard's end.
GUARD := $(shell command -v timeout >/dev/null && echo timeout --kill-after=10 1500)
END_TESTS = { status=$$?; pkill -KILL -f "$(CURDIR)/.*[M]eridianPackageTests"; exit $$status; }

.PHONY: help plan test setup toolchain glpk test-tools lint unit-tests without-glpk consumer debug-build clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

plan: setup
	$(BUILD) --product meridian
	"$$($(BUILD) --show-bin-path)/meridian" plan --out "$(OUT)"

test: setup test-tools lint debug-build unit-tests without-glpk consumer
	@echo "all checks passed"

setup: toolchain glpk

toolchain:
	@command -v swift >/dev/null 2>&1 || { \
	    echo "No Swift toolchain on PATH. Meridian needs Swift 6.1 or newer: install it from https://www.swift.org/install/ and run make again." >&2; \
	    exit 1; }

glpk:
	@for prefix in /usr /usr/local /opt/homebrew "$(BREW_PREFIX)"; do \
	    [ -f "$$prefix/include/glpk.h" ] && exit 0; done; \
	if command -v apt-get >/dev/null 2>&1; then \
	    echo "Installing libglpk-dev"; \
	    $(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq libglpk-dev; \
	elif command -v brew >/dev/null 2>&1; then brew install glpk; \
	else \
	    echo "GLPK is missing and neither apt-get nor brew is here. Install GLPK 5.0 with its header glpk.h," >&2; \
	    echo "or build without it: swift build --disable-default-traits --traits Command" >&2; exit 1; fi

# glpsol checks exported model files; its tests are skipped where it is absent and cannot be installed.
test-tools:
	@command -v glpsol >/dev/null 2>&1 || { \
	    if command -v apt-get >/dev/null 2>&1; then \
	        $(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq glpk-utils; \
	    else echo "glpsol is not here: its checks of exported models are skipped"; fi; }

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Examples Benchmarks/Package.swift Benchmarks/Benchmarks

# Debug, tests included; a warning in our own code is an error (the flag for that would reach dependencies too).
debug-build:
	@set -o pipefail; log="$$(mktemp)"; \
	swift build --build-tests $(SWIFT_FLAGS) 2>&1 | tee "$$log" | tail -n 3; status=$$?; \
	if grep -E '$(CURDIR)/(Sources|Tests|Examples)/.*warning:' "$$log"; then status=1; fi; \
	[ $$status = 0 ] || grep -E 'error:' "$$log"; rm -f "$$log"; exit $$status

# Release, since the tests prove real plans.
unit-tests:
	swift build --build-tests -c release $(SWIFT_FLAGS)
	$(GUARD) swift test --skip-build -c release $(SWIFT_FLAGS) || $(END_TESTS)

without-glpk:
	swift build --build-tests -c release $(WITHOUT_GLPK)
	$(GUARD) swift test --skip-build -c release $(WITHOUT_GLPK) || $(END_TESTS)

# A separate package depends on this one, by path and by git tag, and solves.
consumer:
	Tests/Consumer/check

clean:
	rm -rf .build .build-without-glpk "$(OUT)"
