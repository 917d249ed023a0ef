# What people and CI run; `make help` lists it. Every target sets up what it needs and is quick when there is nothing to do.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PORT ?= 8000
MODEL ?= nanodet-g
CONFIGURATION ?= Release
FLAVORS ?= cpu
export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1

VISION_PACKAGES = libgtk-3-0
CLUSTER_PACKAGES = $(VISION_PACKAGES) libturbojpeg0 nginx-light redis-server redis-tools curl
TEST_PACKAGES = $(CLUSTER_PACKAGES) chromium gcc libc6-dev prometheus
MODELS = dotnet run --project src/Proctoring.Models -c $(CONFIGURATION) --no-build --

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{ printf "make %-14s %s\n", $$1, $$2 }'

tools:
	@eng/tools.sh
	@eng/need.sh $(VISION_PACKAGES)

build: tools ## build everything
	@dotnet build Proctoring.sln -c $(CONFIGURATION) -v quiet

models: build ## fetch, verify and convert the models below models/
	@$(MODELS) fetch

run: models ## gateway and detector in one process on http://localhost:$(PORT), with MODEL=name
	@mkdir -p artifacts/run
	@exec env ORT_DISABLE_TELEMETRY=1 Sessions__File=$(CURDIR)/artifacts/run/sessions.json Delivery__Store=Folder Delivery__Folder=$(CURDIR)/artifacts/run/pictures Server__Port=$(PORT) Server__ManagementPort=0 Detector__Model=$(CURDIR)/models/$(MODEL) \
		dotnet src/Proctoring.Standalone/bin/$(CONFIGURATION)/net10.0/Proctoring.Standalone.dll

run-cluster: models ## nginx, two gateways, two inference processes and Redis on http://localhost:$(PORT); Ctrl-C stops all
	@eng/need.sh $(CLUSTER_PACKAGES)
	@exec env ORT_DISABLE_TELEMETRY=1 eng/cluster.sh $(PORT) $(CONFIGURATION) $(MODEL)

kube-tools: tools
	@eng/kube-tools.sh

chart: build kube-tools ## lint the chart, render every values file, check what comes out; FIX=1 writes golden files and tables anew
	@artifacts/tools/kube/helm lint --strict charts/proctoring --values charts/proctoring/ci/minimal.yaml
	@$(if $(FIX),PROCTORING_FIX=1) dotnet test tests/Proctoring.Chart.Tests -c $(CONFIGURATION) --no-build --nologo

stores: tools # object stores that tests talk to
	@[ -d artifacts/tools/stores/node_modules/@20minutes/s3rver ] || npm install --silent --no-save --no-audit --no-fund --prefix artifacts/tools/stores azurite@3 @20minutes/s3rver@5 >/dev/null || echo "azurite and s3rver cannot be had from npm; tests of object stores skip." >&2

grafana: tools # Grafana's types, which dashboards are checked against
	@[ -d artifacts/tools/grafana/node_modules/typescript ] || npm install --silent --no-save --no-audit --no-fund --prefix artifacts/tools/grafana @grafana/grafana-foundation-sdk@0.0.21 typescript@5.9.3 >/dev/null || echo "Grafana's types cannot be had from npm; their tests skip." >&2

test: models kube-tools stores grafana ## every test; at most 20 minutes
	@eng/need.sh $(TEST_PACKAGES)
	@eng/test.sh

images: build models kube-tools ## build the images (FLAVORS="cpu gpu openvino"), print their sizes, run the chart's pods with them
	@eng/images/build.sh $(FLAVORS)
	@eng/images/peers.sh
	@PROCTORING_IMAGES=1 dotnet test tests/Proctoring.Chart.Tests -c $(CONFIGURATION) --no-build --nologo --filter Category=Images --logger "console;verbosity=normal"

soak: images stores ## what takes longer: damaged JPEGs, an edge that changes, 200 sessions while everything fails, picture stores away, the images
	@eng/need.sh $(TEST_PACKAGES)
	@PROCTORING_SOAK=1 dotnet test tests/Proctoring.Cluster.Tests -c Release --no-build --nologo --filter FullyQualifiedName~EdgeChangesTests --logger "console;verbosity=detailed"
	@PROCTORING_MUTATIONS=100000 dotnet test tests/Proctoring.Vision.Tests -c Release --no-build --nologo --filter FullyQualifiedName~MutationTests
	@PROCTORING_CHAOS_SESSIONS=200 PROCTORING_CHAOS_SECONDS=60 dotnet test tests/Proctoring.Cluster.Tests -c Release --no-build --nologo --logger "console;verbosity=detailed" --filter FullyQualifiedName~ChaosTests
	@PROCTORING_SOAK=1 PROCTORING_STORE_FAULT_SECONDS=20 dotnet test tests/Proctoring.Gateway.Tests -c Release --no-build --nologo --logger "console;verbosity=detailed" --filter "FullyQualifiedName~StoreFaultTests|FullyQualifiedName~FailOverTests"

accuracy: models ## mAP on labelled photographs and phone recall on drawn scenes: make accuracy DATA=folder [MODEL=name] [POD=http://host:8001]
	@dotnet run --project benchmarks/Proctoring.Scenes -c $(CONFIGURATION) --no-build -- artifacts/scenes
	@$(MODELS) accuracy --model $(MODEL) $(if $(DATA),--data $(DATA)) $(if $(POD),--pod $(POD)) --scenes artifacts/scenes

bench: models ## measure, print beside the targets, write artifacts/bench.json
	@eng/need.sh redis-server
	@dotnet run --project benchmarks/Proctoring.Benchmarks -c Release --no-build

capacity: build ## plan and simulate 1 thousand, 100 thousand and 1 million candidates; writes docs/capacity.md
	@dotnet run --project benchmarks/Proctoring.Capacity -c $(CONFIGURATION) --no-build

load: build ## candidates against a running server: make load ARGS="http://localhost:8000 --candidates 50 --duration 60" (ARGS=--help)
	@dotnet run --project benchmarks/Proctoring.Load -c $(CONFIGURATION) --no-build -- $(or $(ARGS),--help)

previews: models ## draw the dashboards from a cluster under load into docs/previews; takes MINUTES (5) and a little
	@eng/need.sh $(CLUSTER_PACKAGES) chromium prometheus
	@eng/previews.sh $(CONFIGURATION) $(or $(MINUTES),5)

metrics: build ## write docs/metrics.md from the code
	@PROCTORING_WRITE=1 dotnet test tests/Proctoring.Ops.Tests -c Release --no-build --nologo --filter FullyQualifiedName~CatalogueTests

openapi: build ## write docs/openapi.json from the code
	@PROCTORING_WRITE=1 dotnet test tests/Proctoring.Gateway.Tests -c Release --no-build --nologo --filter FullyQualifiedName~OpenApiTests

format: ## check the formatting (FIX=1 mends it)
	@dotnet format Proctoring.sln $(if $(FIX),,--verify-no-changes)

.PHONY: help tools kube-tools stores grafana chart images build models run run-cluster test soak accuracy bench capacity load previews metrics openapi format
