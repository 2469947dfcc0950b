import numpy as np
import pytest

from training.calibrate import calibration_error, fit


def test_the_fitted_chances_are_those_of_the_data() -> None:
    draw = np.random.default_rng(1)
    signs = np.stack([np.ones(4000), draw.normal(size=4000)], axis=1)
    chance = 1 / (1 + np.exp(-(0.5 + 1.5 * signs[:, 1])))
    right = (draw.random(4000) < chance).astype(float)
    assert fit(signs, right) == pytest.approx([0.5, 1.5], abs=0.15)
    fitted = 1 / (1 + np.exp(-signs @ fit(signs[:2000], right[:2000])))
    assert calibration_error(fitted[2000:], right[2000:]) < 0.05


def test_the_error_is_the_gap_between_said_and_true() -> None:
    said = np.array([0.85, 0.85, 0.25, 0.25])
    assert calibration_error(said, np.array([1.0, 1.0, 0.0, 0.0])) == pytest.approx(0.2)
    assert calibration_error(said, np.array([1.0, 0.0, 1.0, 0.0])) == pytest.approx(0.3)
