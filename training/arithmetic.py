"""The kind of numbers that this processor is fast with."""

from __future__ import annotations

from functools import cache

import torch


@cache
def has_fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 itself. Without that PyTorch takes a hundred times as
    long with them as with float32.
    """
    known = torch.cpu.get_capabilities()
    return bool(known.get("amx_bf16") or known.get("avx512_bf16"))


def reduced() -> torch.autocast:
    """Products in bfloat16 where the processor is fast with it, else in float32."""
    return torch.autocast("cpu", torch.bfloat16, enabled=has_fast_bfloat16())
