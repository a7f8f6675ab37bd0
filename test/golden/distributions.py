"""Writes distributions.json, the numbers of SciPy that scripts/compare/distributions.ts is tested against.

python -m venv v && v/bin/pip install scipy==1.17.1 && v/bin/python test/golden/distributions.py > test/golden/distributions.json
"""

import json
import warnings

import numpy
import scipy
from scipy import stats

warnings.simplefilter("ignore")
degrees = [1, 2, 3, 4, 5, 7, 9, 15, 19, 29, 49, 99, 110, 150, 199, 499, 999, 9999]
shares = [1e-6, 1e-4, 0.001, 0.005, 0.025, 0.05, 0.2, 0.4, 0.5, 0.7, 0.8, 0.9, 0.95, 0.975, 0.995, 0.999, 0.9999, 0.999999]
points = [-1000, -100, -40, -20, -15, -10, -8, -6, -5, -4, -3, -2.5, -2, -1.5, -1, -0.5, -0.05, 0, 0.3, 1, 2, 4]

draws = numpy.random.default_rng(15)


def signed_ranks(values, method):
    nonzero = [value for value in values if value != 0]
    return [list(values), float(stats.wilcoxon(nonzero, method=method).pvalue)]


untied = [numpy.round(draws.normal(shift, 1, n), 6) for n in (1, 2, 3, 5, 8, 14, 25, 50) for shift in (0, 0.4, 2)]
tied = [numpy.round(draws.normal(shift, 2, n)) + 0.0 for n in (3, 6, 9, 12, 14) for shift in (0, 1, 3)]

out = {
    "scipy": scipy.__version__,
    "student": [[t, n, float(stats.t.cdf(t, n))] for n in degrees for t in points if stats.t.cdf(t, n) > 1e-300],
    "studentQuantiles": [[p, n, float(stats.t.ppf(p, n))] for n in degrees for p in shares],
    "normal": [[float(z), float(stats.norm.cdf(z))] for z in numpy.linspace(-37, 8, 91)],
    "signedRanks": [signed_ranks(values.tolist(), "exact") for values in untied]
    + [
        signed_ranks(values.tolist(), stats.PermutationMethod(n_resamples=numpy.inf))
        for values in tied
        if numpy.any(values)
    ],
}
rows = ",\n".join(
    f'"{name}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
    for name, value in out.items()
)
print("{\n" + rows + "\n}")
