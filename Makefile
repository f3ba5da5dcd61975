# Targets are explained by the comment behind each `##`; `make help` prints those. Messages are for users, hence Chinese.
# A recipe is plain sh; nothing here needs more than GNU make 3.81 (macOS).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help report check pages look year new test lint format bench gallery schema lock clean system-deps
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -qq
PYTHON ?= python3.13 python3.12 python3.11 python3
SYSTEM_PACKAGES := libreoffice-writer poppler-utils fontconfig fonts-noto-cjk fonts-lxgw-wenkai fonts-liberation

# Taken as typed: make does not expand them, and recipes read them from the environment, so that no shell parses a name.
override CASE := $(value CASE)
override STRUCTURE := $(value STRUCTURE)
# Of these only what stands on the command line counts: a shell may have a NAME of its own (that of the machine).
typed = $(if $(filter command,$(origin $(1))),$(value $(1)))
override NAME := $(call typed,NAME)
override YEAR := $(call typed,YEAR)
override FROM := $(call typed,FROM)
export CASE STRUCTURE NAME YEAR FROM
IN_STRUCTURE = $${STRUCTURE:+"--structure=$$STRUCTURE"}
ARGS ?=
CASES = $(sort $(basename $(notdir $(wildcard cases/*.toml))) $(notdir $(patsubst %/,%,$(dir $(wildcard cases/*/*.toml)))))

# A stamp without its interpreter (moved, or the system's Python was replaced) counts for nothing.
STALE := $(shell test -x $(PY) || echo stale)

help: ## 显示本帮助
	@echo '用法：make 目标 [CASE=案例名] [ARGS="其他参数"]'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' Makefile | while IFS='	' read -r name text; do printf '  %-12s %s\n' "$$name" "$$text"; done

report: $(if $(CASE),$(VENV)/.runtime) ## 生成报告（Word 和 PDF）：make report CASE=案例名（草稿加 ARGS=--draft；换结构加 STRUCTURE=结构名）
	@$(need-case)
	@$(PY) -m reportgen build --pdf $(IN_STRUCTURE) $(ARGS) -- "$$CASE"

check: $(if $(CASE),$(VENV)/.runtime) ## 检查案例，不写文件：make check CASE=案例名
	@$(need-case)
	@$(PY) -m reportgen check $(IN_STRUCTURE) $(ARGS) -- "$$CASE"

pages: $(if $(CASE),$(VENV)/.runtime) ## 检查版面：make pages CASE=案例名（需要 LibreOffice）
	@$(need-case)
	@$(PY) -m reportgen pages $(IN_STRUCTURE) $(ARGS) -- "$$CASE"

look: $(if $(CASE),$(VENV)/.runtime) ## 把各页画成图片来看，附总览：make look CASE=案例名，写到 output/look/
	@$(need-case)
	@$(PY) -m reportgen pages --png $(IN_STRUCTURE) $(ARGS) -- "$$CASE"

year: $(if $(YEAR),$(VENV)/.runtime) ## 生成一个年度的全部报告和年度汇总：make year YEAR=2022（PDF 加 ARGS=--pdf）
	@test -n "$$YEAR" || { echo '用法：make year YEAR=年度 [ARGS="--pdf --html --jobs 4"]' >&2; exit 2; }
	@$(PY) -m reportgen year $(ARGS) -- "$$YEAR"

new: $(if $(NAME),$(VENV)/.runtime) ## 新建案例：make new NAME=案例名（可加 STRUCTURE=结构名 YEAR=年度 FROM=旧案例）
	@test -n "$$NAME" || { echo '用法：make new NAME=案例名 [STRUCTURE=结构名] [YEAR=年度] [FROM=旧案例]' >&2; exit 2; }
	@$(PY) -m reportgen new $(IN_STRUCTURE) $${YEAR:+"--year=$$YEAR"} $${FROM:+"--from=$$FROM"} $(ARGS) -- "$$NAME"

test: $(VENV)/.dev ## 运行全部测试
	@$(PY) -m pytest $(ARGS)

lint: $(VENV)/.dev ## 检查代码：ruff 规则、格式与 mypy 类型
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

format: $(VENV)/.dev ## 按 ruff 的格式整理代码
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: $(VENV)/.dev ## 测量速度和查错的效果（变异测试），打印表格并写 JSON
	@$(PY) -m tests.bench $(ARGS)

gallery: $(VENV)/.dev ## 把所有图表画出来看：三种数据，Word 图表和图片，写到 output/gallery/
	@$(PY) -m tests.charts.gallery
	@echo '已写到 output/gallery/'

schema: $(VENV)/.runtime ## 更新 cases/case.schema.json（编辑器据此补全和解释字段）
	@$(PY) -m reportgen schema > cases/case.schema.json.new && mv cases/case.schema.json.new cases/case.schema.json
	@echo '已更新 cases/case.schema.json'

lock: $(VENV)/.runtime ## 按 pyproject.toml 重新锁定依赖（需要 uv；升级间接依赖加 ARGS=--upgrade）
	@command -v uv >/dev/null || { echo '需要 uv：请先安装（例如 pipx install uv），再运行 make lock。' >&2; exit 2; }
	@$(call locked,requirements.txt)
	@$(call locked,requirements-dev.txt,--extra dev --constraint requirements.txt)

clean: ## 删除 .venv 和各种缓存（output/ 里的报告保留）
	@rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find reportgen tests -name __pycache__ -type d -prune -exec rm -rf {} +

system-deps: ## 安装系统软件（Debian/Ubuntu）：看版面、跑测试用的 LibreOffice 与中文字体
	@command -v apt-get >/dev/null || { echo '本机没有 apt-get，请自行安装：$(SYSTEM_PACKAGES)' >&2; exit 2; }
	@missing=''; for name in $(SYSTEM_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$name"; done; \
	test -n "$$missing" || { echo '系统软件已齐全。'; exit 0; }; \
	sudo=''; test "$$(id -u)" = 0 || sudo=sudo; \
	command -v $${sudo:-true} >/dev/null || { echo "安装系统软件需要 root 权限，请用 root 安装：$$missing" >&2; exit 2; }; \
	echo "正在安装系统软件：$$missing"; \
	$$sudo apt-get -qq update && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$missing

# The environment: made anew whenever what it holds changes. The stamp comes last, so one that was killed half-way is made again.
$(VENV)/.runtime: requirements.txt pyproject.toml $(STALE)
	@$(find-python); rm -f $@; echo '正在安装依赖（只需一次，约半分钟）…'; "$$python" -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements.txt || { $(install-failed); }
	@$(PIP) install --no-deps --no-build-isolation -e . || { $(install-failed); }
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo '正在安装开发和测试工具（只需一次）…'
	@$(PIP) install --require-hashes -r requirements-dev.txt || { $(install-failed); }
	@touch $@

.PHONY: stale
stale:

define need-case
test -n "$$CASE" || { echo '用法：make $@ CASE=案例名' >&2; \
echo '现有案例：$(CASES)' >&2; exit 2; }
endef

define find-python
python=''; old=''; \
for name in $(PYTHON); do \
  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
  old="$$name"; "$$name" -c 'import venv, ensurepip' 2>/dev/null || continue; \
  python="$$name"; break; \
done; \
if test -z "$$old"; then \
  echo '没有找到 Python 3.11 或更高版本。请先安装（Debian/Ubuntu：sudo apt install python3 python3-venv；macOS：brew install python），' >&2; \
  echo '再运行同一条命令；装在别处的，可写 make … PYTHON=/路径/python3。' >&2; exit 2; \
elif test -z "$$python"; then \
  echo "$$old 缺少 venv 模块。请先安装（Debian/Ubuntu：sudo apt install python3-venv），再运行同一条命令。" >&2; exit 2; \
fi
endef

define install-failed
echo '安装没有完成：请看上面的原因（常见的是网络不通），处理后再运行同一条命令，会接着重装。' >&2; exit 1
endef

# The build backend is locked too: the project itself is installed without isolation, so that nothing unpinned is fetched.
define locked
$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' | \
uv pip compile pyproject.toml - --universal --generate-hashes --no-emit-index-url --no-emit-find-links --quiet \
  --custom-compile-command 'make lock' --output-file $(1) $(2) $(ARGS) >/dev/null
endef
