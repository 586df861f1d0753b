"""`sayso config` and `sayso --version`."""

from __future__ import annotations

import json
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from index.commands.context import DONE, Context
from index.errors import ConfigError, ModelError


def configuration(context: Context) -> int:
    """Print the values in force and where each comes from, or check a file without using it."""
    from index import config

    if context.args.check is not None:
        file = Path(context.args.check)
        if file.is_dir():
            raise ConfigError(f"{file} is a folder: name the file, such as {file / 'config.yaml'}")
        if not file.is_file():
            raise ConfigError(f"{file}: there is no such file")
        config.read_file(file)
        context.out.record({"file": str(file), "ok": True}, f"{file} can be used")
        return DONE
    own = context.folder / "config.yaml"
    for setting in config.settings(own if own.is_file() else None):
        value = json.dumps(setting.value, ensure_ascii=False)
        context.out.record(
            {"key": setting.key, "value": setting.value, "file": setting.file, "line": setting.line},
            f"{setting.key}: {value}  ({setting.file}, line {setting.line})",
        )
    return DONE


def versions(context: Context) -> int:
    """Print the versions of Sayso and of what its results depend on."""
    from index.language.document import MODEL_COMMIT, MODEL_VERSION, pinned_package

    try:
        model = f"{pinned_package()} {MODEL_VERSION} ({MODEL_COMMIT})"
    except ModelError as error:
        model = f"missing: {error.sentence}"
    found = {
        "sayso": installed("sayso"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "engine": f"whoosh {installed('whoosh')}",
        "model": model,
    }
    context.out.record(found, "\n".join(f"{name:<8} {value}" for name, value in found.items()))
    return DONE


def installed(distribution: str) -> str:
    """The version of an installed distribution."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
