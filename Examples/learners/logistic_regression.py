"""Logistic regression on pixels with scikit-learn, a learner of `bench`.

    python3 logistic_regression.py REQUEST

The L-BFGS solver begins at zero and takes all images at once: nothing is random, and the seed has no use.
One thread, so that sums are added in one order.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import json
import sys
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression


def pixels(images):
    """Images as rows of numbers from 0 to 1."""
    data = np.load(images["images"], allow_pickle=False)
    return data.reshape(images["count"], -1) / 255.0


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        request = json.load(file)
    labels = np.load(request["labelled"]["labels"], allow_pickle=False)
    model = LogisticRegression(C=1.0, max_iter=200)
    with warnings.catch_warnings():
        # The iterations are the budget here: that they end first is no fault.
        warnings.simplefilter("ignore")
        model.fit(pixels(request["labelled"]), labels)
    predictions = model.predict(pixels(request["test"]))
    with open(request["answer"], "w", encoding="utf-8") as file:
        json.dump(
            {
                "predictions": [int(value) for value in predictions],
                "log": f"scikit-learn {sklearn.__version__}, {model.n_iter_.max()} iterations",
            },
            file,
        )


if __name__ == "__main__":
    main()
