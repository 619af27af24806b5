# What a contributor types. `make help` lists the targets.

SWIFT ?= swift
# `make deps DEPS=no`, and every target with it, only names the Debian packages that are missing.
DEPS ?= yes
# `make up` installs for this user; with PREFIX given, there.
UP_PREFIX := $(or $(PREFIX),$(if $(filter 0,$(shell id -u)),/usr/local,$(HOME)/.local))
PREFIX ?= /usr/local
DESTDIR ?=

RELEASE = .build/release
PROGRAMS = openclaw openclaw-gateway
SOURCES = Package.swift Sources Tests templates
# Where the linker finds the C++ library as an archive alone, and so links in the little that the Swift runtime needs of
# it: loading the whole library takes a fifth of the time in which a command starts.
CXX_ARCHIVE = $(CURDIR)/.build/c++

BUILD_PACKAGES = libsystemd-dev pkg-config
TEST_PACKAGES = systemd systemd-container dbus dbus-user-session libpam-systemd polkitd sudo strace lsof jq bash zsh fish man-db \
  groff-base python3 python3-websockets curl
WATCH_PACKAGES = inotify-tools
# What `make bench` puts beside ours; a row whose peer is missing is left out and says so.
BENCH_PACKAGES = supervisor nginx-light wrk

# Under sudo everything would be made for root, from the build on.
ifneq ($(filter up down,$(MAKECMDGOALS)),)
ifneq ($(filter-out 0,$(SUDO_UID)),)
ifeq ($(shell id -u),0)
$(error Under sudo this would act for root. For $(SUDO_USER), without sudo: make $(MAKECMDGOALS). \
  For a system service: make build && sudo make install && \
  sudo openclaw gateway $(if $(filter down,$(MAKECMDGOALS)),uninstall --system,install --system --run-as $(SUDO_USER)))
endif
endif
endif

BIN = $(DESTDIR)$(PREFIX)/bin
LIBEXEC = $(DESTDIR)$(PREFIX)/libexec/openclaw
SHARE = $(DESTDIR)$(PREFIX)/share

.PHONY: help build install uninstall test bench soak fuzz up down watch generate drift format lint check deps

help: ## List the targets.
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | expand -t 12

build: ## Build both programs for release, the Swift runtime linked in.
	@$(call need,$(BUILD_PACKAGES))
	@$(find_cxx_archive)
	for program in $(PROGRAMS); do \
	  $(SWIFT) build -c release --static-swift-stdlib -Xswiftc "-L$(CXX_ARCHIVE)" --product "$$program" || exit; \
	done

# Without a build there is nothing to install; with one, `sudo make install` compiles nothing as root.
$(RELEASE)/openclaw:
	$(MAKE) build

install: $(RELEASE)/openclaw ## Install below DESTDIR and PREFIX (/usr/local).
	install -d "$(BIN)" "$(LIBEXEC)" "$(SHARE)/openclaw/templates/systemd" "$(SHARE)/openclaw/templates/launchd" \
	  "$(SHARE)/openclaw/templates/windows" "$(SHARE)/man/man1" \
	  "$(SHARE)/bash-completion/completions" "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	@$(call put,$(RELEASE)/openclaw-gateway,$(LIBEXEC)/openclaw-gateway)
	@$(call put,$(RELEASE)/openclaw,$(BIN)/openclaw)
	install -m 644 templates/systemd/*.service templates/systemd/*.socket "$(SHARE)/openclaw/templates/systemd"
	install -m 644 templates/launchd/*.plist "$(SHARE)/openclaw/templates/launchd"
	install -m 644 templates/windows/*.cmd "$(SHARE)/openclaw/templates/windows"
	install -m 644 docs/openclaw.1 "$(SHARE)/man/man1/openclaw.1"
	install -m 644 completions/openclaw.bash "$(SHARE)/bash-completion/completions/openclaw"
	install -m 644 completions/_openclaw "$(SHARE)/zsh/site-functions/_openclaw"
	install -m 644 completions/openclaw.fish "$(SHARE)/fish/vendor_completions.d/openclaw.fish"

uninstall: ## Remove what install put there. Services, config and state stay: see `make down`.
	rm -f "$(BIN)/openclaw" "$(SHARE)/man/man1/openclaw.1" "$(SHARE)/bash-completion/completions/openclaw" \
	  "$(SHARE)/zsh/site-functions/_openclaw" "$(SHARE)/fish/vendor_completions.d/openclaw.fish"
	rm -rf "$(LIBEXEC)" "$(SHARE)/openclaw/templates"
	rmdir "$(SHARE)/openclaw" 2> /dev/null || true

test: ## Run every test. Host tests need root and skip loudly without.
	@$(call need,$(BUILD_PACKAGES) $(TEST_PACKAGES))
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip HostTests
	@# The hosts have the machine to themselves: a boot that waits for a processor looks like one that hangs.
	$(SWIFT) test --skip-build --filter HostTests

bench: build ## Print speed and memory beside other programs.
	Tests/Benchmarks/run

up: build ## Install for this user, set up the default profile, run its gateway, print its status.
	$(MAKE) install PREFIX="$(UP_PREFIX)" DESTDIR=
	"$(UP_PREFIX)/bin/openclaw" setup
	@$(run_gateway)

down: ## Take the default profile's service away. Programs, config and state stay.
	@if [ -x "$(UP_PREFIX)/bin/openclaw" ]; then set -x; "$(UP_PREFIX)/bin/openclaw" gateway uninstall; \
	else echo "$(UP_PREFIX)/bin/openclaw is not installed: there is nothing to take down."; fi

watch: ## Rebuild and restart the dev profile's gateway whenever a source changes.
	@$(call need,$(BUILD_PACKAGES) $(WATCH_PACKAGES))
	@$(watch_sources)

soak: build ## Let a gateway live under load for SOAK_SECONDS (an hour), and print what it holds.
	Tests/Benchmarks/soak --seconds $(or $(SOAK_SECONDS),3600)

fuzz: ## Feed the parsers inputs grown from their seeds: FUZZ_RUNS for each.
	Tests/Fuzzing/run

generate: ## Render completions, manual, exit statuses and protocol from their definitions.
	$(SWIFT) build --product openclaw
	@$(call render,.)

drift: ## Fail when a checked-in rendering is stale.
	$(SWIFT) build --product openclaw
	@folder=$$(mktemp -d) && trap 'rm -r "$$folder"' EXIT && mkdir "$$folder/completions" "$$folder/docs" && \
	$(call render,$$folder) && \
	for file in $(RENDERED); do \
	  diff -u "$$file" "$$folder/$$file" || { echo "$$file is stale: run make generate" >&2; exit 1; }; \
	done

format: ## Format every Swift file in place.
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

lint: ## Fail when a file is not formatted, or breaks a rule of .swift-format.
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

check: lint build test drift ## What CI runs.

deps: ## Install the Debian packages it takes to build, test, watch and measure.
	@$(call need,$(BUILD_PACKAGES) $(TEST_PACKAGES) $(WATCH_PACKAGES) $(BENCH_PACKAGES))

# The files that `generate` writes, and the commands that print them: the same list as RenderedFilesTests and, for the
# protocol, RenderingTests.
RENDERED = completions/openclaw.bash completions/_openclaw completions/openclaw.fish docs/openclaw.1 docs/exit-status.md \
  docs/configuration.md docs/protocol.md docs/doctor.md
# $(1): the folder to write below.
define render
render() { .build/debug/openclaw $$2 $$3 > "$(1)/$$1.new" && mv "$(1)/$$1.new" "$(1)/$$1"; } && \
render completions/openclaw.bash completion bash && \
render completions/_openclaw completion zsh && \
render completions/openclaw.fish completion fish && \
render docs/openclaw.1 help --man && \
render docs/exit-status.md help exit-status && \
render docs/configuration.md help configuration && \
render docs/protocol.md protocol reference && \
render docs/doctor.md doctor --list
endef

# Installs those of the Debian packages $(1) that are missing, after printing the command. Elsewhere it says nothing:
# the compiler will.
define need
command -v dpkg-query > /dev/null || exit 0; \
missing=; \
for package in $(1); do \
  dpkg-query -W -f '$${Status}' "$$package" 2> /dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
done; \
[ -n "$$missing" ] || exit 0; \
if [ "$(DEPS)" = no ]; then echo "missing Debian packages:$$missing"; exit 0; fi; \
install="apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends$$missing"; \
if [ "$$(id -u)" = 0 ]; then echo "$$install"; sh -c "$$install"; \
else echo "sudo sh -c '$$install'"; sudo sh -c "$$install"; fi
endef

# Where the compiler has no archive, the folder stays empty and the library is loaded.
define find_cxx_archive
mkdir -p "$(CXX_ARCHIVE)"; \
archive=$$("$$(command -v clang || command -v cc)" -print-file-name=libstdc++.a); \
if [ -f "$$archive" ]; then ln -sf "$$archive" "$(CXX_ARCHIVE)/libstdc++.a"; fi
endef

# Puts the program $(1) at $(2), by a rename, so that a service that starts meanwhile finds the old one or the new one.
# One that is there already stays.
define put
cmp -s "$(1)" "$(2)" || { set -x; install -m 755 "$(1)" "$(2).new" && mv -f "$(2).new" "$(2)"; }
endef

# Installs the service, with systemd where it runs and with openclaw's own supervisor elsewhere; one that still runs an
# earlier build is restarted.
define run_gateway
openclaw="$(UP_PREFIX)/bin/openclaw"; \
"$$openclaw" gateway install && \
if "$$openclaw" gateway status --no-probe --json | grep -q '"drift": true'; then "$$openclaw" gateway restart; fi && \
"$$openclaw" gateway status; \
status=$$?; \
command -v openclaw > /dev/null || echo "$(UP_PREFIX)/bin is not on PATH yet."; \
exit $$status
endef

# The next change is waited for from before the build, so that none is missed. Without inotifywait, Return is the change.
define watch_sources
gateway=; changes=; \
stop() { [ -z "$$1" ] || { kill "$$1" 2> /dev/null; wait "$$1"; }; }; \
trap 'stop "$$gateway"; stop "$$changes"; exit 0' INT TERM; \
while :; do \
  if command -v inotifywait > /dev/null; then \
    inotifywait -qq -r -e close_write,move,create,delete Package.swift Sources templates & changes=$$!; \
  fi; \
  if $(SWIFT) build --product openclaw && $(SWIFT) build --product openclaw-gateway; then \
    stop "$$gateway"; gateway=; \
    if .build/debug/openclaw --dev setup; then .build/debug/openclaw --dev gateway run & gateway=$$!; fi; \
  fi; \
  if [ -n "$$changes" ]; then wait "$$changes" || break; \
  else echo "Press Return to build again."; read -r line || break; fi; \
done; \
stop "$$gateway"
endef
