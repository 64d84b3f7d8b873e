# `make` alone lists the targets. What takes more than two lines is a script in Scripts/.
# Options of `bench` can be handed on: make sweep OPTIONS='--jobs 1'

SHELL := /bin/bash
BENCH := .build/release/bench
OPTIONS :=
PYTHON := python3
REPORTS := smoke rotnet-mnist lecture-rotnet-mnist pretexts-mnist downstream-mnist

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-fashion setup-arm64 setup-slurm setup-learners build data sweep test lint \
	verify verify-arm64 reports determinism soak fuzz allocations bench bench-statistics \
	bench-statistics-peers bench-report bench-scale clean

help: ## list the targets (the default)
	@echo "Usage: make TARGET"; echo
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  %-22s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing; safe to run again
	@Scripts/setup.sh

setup-fashion: ## the same, and Fashion-MNIST as Debian and Ubuntu package it
	@Scripts/setup.sh --fashion

setup-arm64: ## the same, and what links and emulates arm64 programs
	@Scripts/setup.sh --arm64

setup-learners: setup ## the same, and a Python with what the examples of learners import (about 1 GB)
	@Scripts/setup-learners.sh

setup-slurm: ## the same, and a Slurm that tests start on this machine
	@Scripts/setup.sh --slurm

build: setup ## build bench in release
	swift build -c release --product bench

data: build ## fetch MNIST, unless it is there
	$(BENCH) data fetch mnist

sweep: data ## run the default study and write reports/rotnet-mnist (minutes)
	$(BENCH) sweep --labels 100,1000,5000 $(OPTIONS)

# Some tests look into the release objects, so everything is built in release first.
test: setup ## run all tests
	swift build -c release
	$(BENCH) data fetch mnist && swift test

lint: ## check the layout and documentation of all sources
	@Scripts/lint.sh

verify: $(REPORTS:%=verify-%) ## run the studies of the committed reports again and compare (long)

verify-arm64: setup-arm64 ## prove that arm64, emulated, trains to the same bits (OPTIONS=--all: more runs)
	swift build -c release --product training-digests
	@Scripts/verify-arm64.sh $(OPTIONS)

reports: $(REPORTS:%=report-%) ## write the committed reports, running what is missing (long)

determinism: build ## prove that jobs, threads and CPU levels change no bit of reports/smoke
	@Scripts/determinism.sh

soak: data ## kill bench 100 times at random moments and see that nothing is lost (minutes)
	python3 Scripts/soak.py --bench $(BENCH) $(OPTIONS)

allocations: data ## show that a training step allocates nothing (Linux)
	swift build -c release --product engine-benchmark
	@Scripts/allocations.sh

fuzz: setup ## feed all readers of foreign bytes with made-up ones (SECONDS_EACH=600 a target; OPTIONS)
	@Scripts/fuzz.sh $(OPTIONS)

bench: data ## compare the engine's speed with its peers (PYTHON=… has them; --pairs 3: about 25 min)
	swift build -c release --product engine-benchmark
	python3 Benchmarks/compare.py --python $(PYTHON) $(OPTIONS)

bench-statistics: setup ## simulate coverage of intervals, size of tests and null studies (minutes)
	swift build -c release --product statistics-benchmark
	.build/release/statistics-benchmark calibrate $(OPTIONS)

bench-statistics-peers: setup ## compare the statistics with SciPy and statsmodels (PYTHON=… has them)
	swift build -c release --product statistics-benchmark
	$(PYTHON) Benchmarks/peers/statistics_agreement.py $(OPTIONS)

bench-report: build ## time a report of ten thousand records on one core
	swift build -c release --product report-benchmark
	python3 Benchmarks/report_scale.py $(OPTIONS)

bench-scale: build ## time large plans and stores, and what the harness adds to a run (long)
	swift build -c release --product report-benchmark
	swift build -c release --product scale-benchmark
	python3 Benchmarks/harness_scale.py $(OPTIONS)

clean: ## remove what was built; records (.bench) and reports stay
	rm -rf .build

# One report: `make verify-smoke`, `make report-rotnet-mnist`.
verify-%: data
	$(BENCH) verify reports/$* $(OPTIONS)

report-%: data
	$(BENCH) sweep $* $(OPTIONS)
