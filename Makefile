# Qui fait quoi : « make » seul liste les commandes.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install run test lint types contracts knowledge train index fit chat replay evals \
	bench soak freshness import official coverage exchange lock format clean

APP := var/venv-app/bin/python
RASA := var/venv-rasa/bin/python
DATA ?=

# Deux cœurs suffisent : les bibliothèques de calcul ne se disputent pas la machine.
export OMP_NUM_THREADS ?= 1
export OMP_WAIT_POLICY ?= PASSIVE
export OPENBLAS_NUM_THREADS ?= 1
export TOKENIZERS_PARALLELISM := false
export HF_HUB_OFFLINE := 1
export TRANSFORMERS_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False
export RASA_TELEMETRY_ENABLED := false
export PYTHONUNBUFFERED := 1

help: ## Liste les commandes
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## Installe ou met à jour ce qui doit l'être
	@./install.sh

run: install ## Démarre le service (http://127.0.0.1:8000)
	@exec $(APP) -m app serve

test: ## Vérifie tout : style, types, règles, fiches, tests rapides et chaîne réelle
	@./install.sh --dev
	@$(MAKE) --no-print-directory lint types contracts knowledge
	@$(APP) -m pytest -q -m "not real" -n auto --maxprocesses 4 --dist loadfile </dev/null
	@$(RASA) -m pytest -q tests/bot/nlu </dev/null
	@$(APP) -m pytest -q -m "real and not alone" -n 2 --dist loadfile </dev/null
	@$(APP) -m pytest -q -m alone </dev/null

lint: ## Vérifie le style (ruff)
	@$(APP) -m ruff check --quiet .

types: ## Vérifie les types (mypy)
	@$(APP) -m mypy

contracts: ## Vérifie qui importe qui (import-linter)
	@var/venv-app/bin/lint-imports --cache-dir var/caches/imports

knowledge: ## Vérifie les fiches, l'annuaire et les sources
	@$(APP) -m knowledge

train: install ## Entraîne le modèle de dialogue s'il a changé
	@$(APP) -m bot.train

index: install ## Met l'index de recherche à jour
	@$(APP) -m app index

fit: install ## Apprend le classement et la confiance (DATA=dossier)
	@$(APP) -m retrieval.fit --data "$(DATA)"

chat: install ## Converse dans le terminal
	@exec $(APP) -m app chat

replay: install ## Rejoue les dialogues de référence
	@$(APP) -m evals replay

evals: install ## Mesure compréhension, recherche et réponses (DATA=dossier)
	@$(APP) -m evals run --data "$(DATA)"

bench: install ## Mesure temps de réponse, débit et mémoire
	@$(APP) -m evals bench

soak: ## Course aux demandes, messages sous arrêts brutaux, foule de dix minutes
	@./install.sh --dev
	@$(APP) -m evals soak

freshness: install ## Liste les fiches à relire
	@$(APP) -m knowledge freshness

import: ## Importe un corpus (SOURCE=service-public|annuaire|data-inclusion FILE=… OPTIONS=…)
	@$(APP) -m knowledge.imports "$(SOURCE)" $(FILE) $(OPTIONS)

official: ## Télécharge et importe les fiches officielles de service-public.fr
	@$(APP) -m app official

coverage: ## Dit ce que couvrent les annuaires importés, par département et organisme
	@$(APP) -m knowledge.imports.coverage

exchange: ## Échange des fiches avec un autre lieu (DO="export …" ou DO="import …")
	@$(APP) -m knowledge.exchange $(DO)

lock: ## Recalcule les verrous après un changement de dépendance
	@./install.sh lock

format: ## Corrige ce que ruff sait corriger
	@$(APP) -m ruff check --fix --quiet .

clean: ## Efface les environnements et ce qui se reconstruit ; garde la base de données
	@rm -rf var/venv-app var/venv-rasa var/venv-tools var/caches var/logs var/models var/rasa \
		var/index var/communes node_modules channels/static/vendor
