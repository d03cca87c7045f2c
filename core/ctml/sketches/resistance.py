"""Resistance: what an open circuit looks like from outside."""

import numpy as np

from ctml.domain import FloatArray
from ctml.errors import InvalidShapeError, InvalidValueError
from ctml.sketches.circuits import In, OpenCircuit, Out


def resistance(circuit: OpenCircuit[In, Out]) -> float:
    """Return the ohms between the one input and the one output of a circuit.

    One ampere is sent in on the left and taken out on the right; Kirchhoff's and Ohm's laws give
    the voltages as L · v = i, with the conductances 1/ohms in the matrix L; the resistance is the
    difference of the two voltages. In series resistances add up, in parallel conductances do.

    Args:
        circuit: one port on each side.

    Raises:
        InvalidShapeError: it has more or fewer ports.
        InvalidValueError: nothing connects the two.
    """
    if (len(circuit.inputs), len(circuit.outputs)) != (1, 1):
        given = f"{len(circuit.inputs)} inputs and {len(circuit.outputs)} outputs"
        raise InvalidShapeError("resistance", given, "one port on each side")
    laplacian, current = _conductances(circuit), np.zeros(circuit.nodes)
    current[circuit.inputs[0]] += 1
    current[circuit.outputs[0]] -= 1
    voltages = np.linalg.lstsq(laplacian, current)[0]
    if not np.allclose(laplacian @ voltages, current):
        raise InvalidValueError("resistance", "ports without a connection", "a path between them")
    return float(voltages[circuit.inputs[0]] - voltages[circuit.outputs[0]])


def _conductances(circuit: OpenCircuit[In, Out]) -> FloatArray:
    laplacian = np.zeros((circuit.nodes, circuit.nodes))
    for resistor in circuit.resistors:
        one, other, conductance = resistor.one, resistor.other, 1 / resistor.ohms
        laplacian[one, one] += conductance
        laplacian[other, other] += conductance
        laplacian[one, other] -= conductance
        laplacian[other, one] -= conductance
    return laplacian
