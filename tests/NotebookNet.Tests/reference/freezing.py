"""Adam and AdamW where one parameter rests for some steps, by their papers' equations in plain floats: like PyTorch, which skips a
parameter without a gradient, each parameter counts its own updates.

Prints the values of the two parameters, one number each, after each of the steps; the gradient of both is that of θ²/2 + θ, θ + 1.
The first rests in steps 3 to 5, the second from the start to step 4.

    python3 freezing.py        (Python 3.11)
"""

import math

B1, B2, EPS, RATE = 0.9, 0.999, 1e-8, 0.1


def run(decay):
    theta, m, v, t = [1.0, -2.0], [0.0, 0.0], [0.0, 0.0], [0, 0]
    for step in range(1, 9):
        for i, resting in enumerate([3 <= step <= 5, step <= 4]):
            if resting:
                continue
            t[i] += 1
            g = theta[i] + 1
            theta[i] -= RATE * decay * theta[i]
            m[i] = B1 * m[i] + (1 - B1) * g
            v[i] = B2 * v[i] + (1 - B2) * g * g
            theta[i] -= RATE * (m[i] / (1 - B1 ** t[i])) / (math.sqrt(v[i] / (1 - B2 ** t[i])) + EPS)
        print(f"{{ {theta[0]!r}, {theta[1]!r} }},")


for name, decay in [("Adam", 0.0), ("AdamW", 0.01)]:
    print(name)
    run(decay)
