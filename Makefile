# Souk: everything a developer does. `make` alone says what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.SUFFIXES:

# The JDK that Maven and Souk run on. Looked for once a command; `tools/jdk.sh` says what to install when there is none.
WITH_JDK = JAVA_HOME="$$(sh tools/jdk.sh)" && export JAVA_HOME &&
MVN = $(WITH_JDK) mvn -B -ntp

SOURCES := $(shell find pom.xml .mvn api/openapi.yaml */pom.xml */src/main benchmarks/*-function -type f -not -path '*/target/*' 2>/dev/null)

.PHONY: help
help: ## What there is to do
	@echo "Souk, a marketplace for digital products. You need a JDK 25, Maven, make and Node 20 or later."
	@echo
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' Makefile

.PHONY: run
run: .local/built ## The whole marketplace on this machine; Ctrl+C ends it
	@sh local/run.sh

.PHONY: demo
demo: .local/built ## Plays the first sale by HTTP, step by step, against a running system or one of its own
	@sh local/demo.sh

# It builds all that there was when it began, so nothing has to be built again after it. Two modules at a time: most tests wait for servers.
.PHONY: test
test: lint test-web ## All that proves it: formatting, null safety, architecture, unit, service and system tests
	@rm -f */target/real-services.txt
	@mkdir -p .local && touch .local/testing
	$(MVN) -T 2 -Psbom verify
	@mv .local/testing .local/built
	@$(WITH_JDK) "$$JAVA_HOME/bin/java" tools/CheckSbom.java
	@$(WITH_JDK) "$$JAVA_HOME/bin/java" tools/Cost.java check
	@sh tools/test-summary.sh

.PHONY: test-isolated
test-isolated: .local/built ## The system tests with each function in processes of its own, and what only such can show; CHAOS_SECONDS=120
	@rm -f system-tests/target/real-services.txt
	export ISOLATED=1 && $(MVN) -pl system-tests -am test -Dspotless.check.skip -Dtest="$${TESTS:-dev.souk.system.**}" -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dsouk.excludedGroups=any-mode -Dsouk.chaosSeconds=$${CHAOS_SECONDS:-120}
	@cat system-tests/target/real-services.txt

.PHONY: test-upload
test-upload: .local/built ## Uploads MEGABYTES=1024 in parts over a connection that is cut twice, with each function in processes of its own
	export ISOLATED=1 && $(MVN) -pl system-tests -am verify -Dtest='UploadsTest' -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dsouk.uploadMegabytes=$${MEGABYTES:-1024}

.PHONY: lint
lint: api/node_modules/.installed ## The contract, checked
	npm --prefix api run --silent lint

.PHONY: lint-workflows
lint-workflows: ## GitHub's workflows, checked by actionlint; needs Go
	go run github.com/rhysd/actionlint/cmd/actionlint@v1.7.7 .github/workflows/*.yml

.PHONY: test-web
test-web: ## The storefront's own tests
	npm --prefix web test --silent

.PHONY: test-browser
test-browser: .local/built system-tests/browser/node_modules/.installed ## A purchase and the dev page in Chromium, against a shop of its own
	@sh tools/browser-test.sh

.PHONY: build
build: .local/built ## Compiles what changed

.PHONY: package
package: .local/built ## What Lambda is given, a zip a function, and how large each is
	@$(WITH_JDK) "$$JAVA_HOME/bin/java" tools/PackageSizes.java

.PHONY: sbom
sbom: ## What each package is made of (CycloneDX), into target/sbom; its jars and their licences, checked
	@$(MVN) -q -Psbom -DskipTests -Dspotless.check.skip package
	@$(WITH_JDK) "$$JAVA_HOME/bin/java" tools/CheckSbom.java

.PHONY: package-aot
package-aot: .local/built ## Packages with a JVM and an AOT cache of their own, trained and tried out; ONLY=users,catalog
	@sh packaging/package-aot.sh

.PHONY: bench-coldstart
bench-coldstart: .local/built ## The cold start of every function beside two empty ones; ROUNDS=9 of each
	@sh benchmarks/coldstart.sh

.PHONY: profile-coldstart
profile-coldstart: .local/built ## Where the time of cold starts goes, by samples and the JVM's counters; ROUNDS=5, ONLY=users
	@sh benchmarks/profile-coldstart.sh

.PHONY: bench-payments
bench-payments: .local/built ## Payments a second, webhook to receipt, beside what the database can commit; ROUNDS=5
	@sh benchmarks/payments.sh

.PHONY: bench-catalog
bench-catalog: ## Searches, facets and product pages at 1,000, 10,000 and 100,000 products, with the plans; ROUNDS=40, SIZES=1000,10000, BUFFER_POOL=1024 (MB)
	$(MVN) -q -pl functions-catalog -am verify -Dtest=CatalogBenchmark -Dsurefire.failIfNoSpecifiedTests=false -Dsouk.excludedGroups=none \
	  -Dsouk.sizes=$${SIZES:-1000,10000,100000} -Dsouk.rounds=$${ROUNDS:-40} -Dsouk.bufferPool=$${BUFFER_POOL:-1024}

.PHONY: simulate
simulate: ## Plays histories of sales with faults at every boundary and checks the books; SEEDS=300, SEED=17 tells one
	$(MVN) -q -pl simulation -am verify -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dsouk.seeds=$${SEEDS:-300} $${SEED:+-Dsouk.seed=$$SEED}

.PHONY: test-mutations
test-mutations: ## Takes protections out one by one; the simulation has to fail without each
	$(MVN) -pl simulation -am verify -Dtest=MutationsTest -Dsurefire.failIfNoSpecifiedTests=false -Dsouk.excludedGroups=

.PHONY: localstack-host-test
localstack-host-test: .local/built ## The system tests on LocalStack without Docker, functions as processes; needs Python 3.13 and PyPI
	@sh localstack/host-test.sh

.PHONY: test-mysql
test-mysql: ## With Docker: the functions' tests and those of the tables on MySQL 8.4 instead of MariaDB
	docker compose -f localstack/compose.yaml up --detach --wait --wait-timeout 300 mysql
	$(MVN) -pl shared-test,functions-users,functions-catalog,functions-purchases,functions-email,functions-live,functions-webhooks -am verify \
	  -Dsouk.mysql=jdbc:mysql://127.0.0.1:$${MYSQL_PORT:-3307}/ -Dsouk.mysqlPassword=nothing-worth-a-secret

.PHONY: localstack-up localstack-deploy localstack-test localstack-down
localstack-up: ## With Docker: starts LocalStack and MySQL
	@sh localstack/docker.sh up

localstack-deploy: .local/built ## With Docker: puts Souk on it
	@sh localstack/docker.sh deploy

localstack-test: ## With Docker: the system tests against it
	@sh localstack/docker.sh test

localstack-down: ## With Docker: takes all of it away
	@sh localstack/docker.sh down

.PHONY: synth
synth: .local/built ## Writes the AWS templates, offline; STAGE=prod, CONTEXT=settings.json
	@sh infra-cdk/synth.sh

.PHONY: teardown
teardown: ## Takes a stage out of AWS: STAGE=dev says what would go, and CONFIRM=souk-dev does it; docs/teardown.md
	@sh tools/teardown.sh

.PHONY: cost
cost: .local/built ## What a month costs, into docs/cost.md, from tools/cost and the templates of dev and prod
	@sh tools/cost.sh

.PHONY: dead-letters
dead-letters: ## Shows what could not be handled, of the running `make run` or of STAGE=prod
	@sh tools/queues.sh dead-letters

.PHONY: redrive
redrive: ## Sends the dead letters of QUEUE=payment-events through again, of the running `make run` or of STAGE=prod
	@sh tools/queues.sh redrive "$(QUEUE)"

.PHONY: replay-parked
replay-parked: ## Sends Stripe's events that could not be read through again, of the running `make run` or of STAGE=prod
	@sh tools/queues.sh replay-parked

.PHONY: follow
follow: ## Shows all that was logged of ORDER=ord_…, of the local run or of STAGE=prod in the last DAYS=7
	@sh tools/follow.sh "$(ORDER)"

.PHONY: rotate-secrets
rotate-secrets: .local/built ## Gives STAGE=dev other passwords for its database and other secrets for Stripe's webhooks, without a gap
	@sh tools/rotate-secrets.sh

.PHONY: format
format: ## Formats all Java code
	$(MVN) -q spotless:apply

.PHONY: clean
clean: ## Removes what was built; the data of `make run` stays
	$(MVN) -q clean
	rm -rf api/node_modules system-tests/browser/node_modules .local/built

.PHONY: reset
reset: ## Removes the data of `make run`: it starts empty again
	rm -rf .local/data

.local/built: $(SOURCES)
	@echo "Building; the first time this fetches and compiles for a few minutes."
	@mkdir -p .local
	@$(MVN) -q -T 2 -DskipTests -Dspotless.check.skip package
	@touch $@

%/node_modules/.installed: %/package.json %/package-lock.json
	npm --prefix $* ci --no-audit --no-fund
	@touch $@
