"""The seven sketches of applied category theory (Fong and Spivak, arXiv 1803.05316), in small.

1. ``orders``, ``layer_budget``: what is at most what; joins; a Galois connection.
2. ``resources``: a monotone way to have two things at once.
3. ``schema``, ``database``: a plan is a category, data a functor from it.
4. ``codesign``: what can be provided with what.
5. ``signal_flow``: diagrams of wires are typed matrices.
6. ``circuits``, ``resistance``: open networks with typed ports.
7. ``behaviour``: what is seen over intervals, and how pieces are glued.
"""

from ctml.sketches.behaviour import Behaviour, Interval, glue, observe
from ctml.sketches.circuits import OpenCircuit, Resistor
from ctml.sketches.codesign import DesignProblem, InSeries, Requirement, Together
from ctml.sketches.database import Database
from ctml.sketches.layer_budget import (
    ByFeatures,
    ByLayers,
    FeatureCount,
    FeaturesTold,
    LayerCount,
    LayersNeeded,
    features_and_layers,
)
from ctml.sketches.orders import GaloisConnection, Inclusion, JoinOrder, Order
from ctml.sketches.resistance import resistance
from ctml.sketches.resources import ByCost, MonoidalOrder, OneAfterTheOther, Resources, SideBySide
from ctml.sketches.schema import ForeignKey, Path, PathsAgree, Schema
from ctml.sketches.signal_flow import Wires, amplified, beside, copied, straight, summed

__all__ = [
    "Behaviour",
    "ByCost",
    "ByFeatures",
    "ByLayers",
    "Database",
    "DesignProblem",
    "FeatureCount",
    "FeaturesTold",
    "ForeignKey",
    "GaloisConnection",
    "InSeries",
    "Inclusion",
    "Interval",
    "JoinOrder",
    "LayerCount",
    "LayersNeeded",
    "MonoidalOrder",
    "OneAfterTheOther",
    "OpenCircuit",
    "Order",
    "Path",
    "PathsAgree",
    "Requirement",
    "Resistor",
    "Resources",
    "Schema",
    "SideBySide",
    "Together",
    "Wires",
    "amplified",
    "beside",
    "copied",
    "features_and_layers",
    "glue",
    "observe",
    "resistance",
    "straight",
    "summed",
]
