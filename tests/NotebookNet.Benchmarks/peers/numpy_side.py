"""The training steps in NumPy, written for speed: every operation in place or into memory made once, one flat vector
for all parameters, column sums as products, and no gradient of the network's input."""

import time

import numpy as np

from side import Work, arguments, serve


class Parameters:
    """All parameters of a network in one vector and their gradients in another, so that an update is a few operations."""

    def __init__(self, count):
        self.values, self.gradients, self.scratch = np.zeros((3, count))
        self.used = 0

    def take(self, *shape):
        """The next values and their gradient, as arrays of this shape."""
        start, self.used = self.used, self.used + int(np.prod(shape))
        part = slice(start, self.used)
        return self.values[part].reshape(shape), self.gradients[part].reshape(shape)


class Affine:
    def __init__(self, parameters, weight, batch, is_first):
        inputs, outputs = weight.shape
        self.w, self.dw = parameters.take(inputs, outputs)
        self.b, self.db = parameters.take(outputs)
        self.w[:] = weight
        self.y = np.empty((batch, outputs))
        self.dx = None if is_first else np.empty((batch, inputs))
        self.ones = np.ones(batch)

    def forward(self, x):
        self.x = x
        np.matmul(x, self.w, out=self.y)
        self.y += self.b
        return self.y

    def backward(self, dy):
        np.matmul(self.x.T, dy, out=self.dw)
        np.matmul(self.ones, dy, out=self.db)
        return None if self.dx is None else np.matmul(dy, self.w.T, out=self.dx)


class ReLU:
    def __init__(self, size, batch):
        self.positive = np.empty((batch, size), bool)

    def forward(self, x):
        np.greater(x, 0, out=self.positive)
        return np.maximum(x, 0, out=x)

    def backward(self, dy):
        return np.multiply(dy, self.positive, out=dy)


class BatchNormalization:
    def __init__(self, parameters, size, batch, momentum=0.9, epsilon=1e-5):
        self.gamma, self.dgamma = parameters.take(size)
        self.beta, self.dbeta = parameters.take(size)
        self.gamma[:] = 1
        self.running_mean, self.running_variance = np.zeros(size), np.ones(size)
        self.momentum, self.epsilon = momentum, epsilon
        self.normalized, self.y, self.scratch = np.empty((3, batch, size))
        self.mean_of_rows = np.full(batch, 1 / batch)
        self.ones = np.ones(batch)

    def forward(self, x):
        n = len(x)
        mean = self.mean_of_rows @ x
        np.subtract(x, mean, out=self.normalized)
        np.multiply(self.normalized, self.normalized, out=self.scratch)
        variance = self.mean_of_rows @ self.scratch
        self.running_mean += (1 - self.momentum) * (mean - self.running_mean)
        self.running_variance += (1 - self.momentum) * (variance * (n / (n - 1)) - self.running_variance)
        self.inverse_deviation = 1 / np.sqrt(variance + self.epsilon)
        self.normalized *= self.inverse_deviation
        np.multiply(self.normalized, self.gamma, out=self.y)
        self.y += self.beta
        return self.y

    def backward(self, dy):
        n = len(dy)
        np.matmul(self.ones, dy, out=self.dbeta)
        np.multiply(dy, self.normalized, out=self.scratch)
        np.matmul(self.ones, self.scratch, out=self.dgamma)
        np.multiply(self.normalized, self.dgamma / n, out=self.scratch)
        dy -= self.scratch
        dy -= self.dbeta / n
        dy *= self.gamma * self.inverse_deviation
        return dy


class SGD:
    def __init__(self, learning_rate, parameters):
        self.learning_rate, self.parameters = learning_rate, parameters

    def update(self):
        p = self.parameters
        np.multiply(p.gradients, self.learning_rate, out=p.scratch)
        p.values -= p.scratch


class Adam:
    def __init__(self, learning_rate, parameters, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate, self.parameters = learning_rate, parameters
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.m, self.v = np.zeros((2, len(parameters.values)))
        self.step = 0

    def update(self):
        self.step += 1
        g, s, m, v = self.parameters.gradients, self.parameters.scratch, self.m, self.v
        m *= self.beta1
        m += np.multiply(g, 1 - self.beta1, out=s)
        v *= self.beta2
        np.multiply(g, g, out=s)
        s *= 1 - self.beta2
        v += s
        # The bias corrections are numbers: taken to the front, they cost no pass over the parameters.
        root_correction = np.sqrt(1 - self.beta2**self.step)
        np.sqrt(v, out=s)
        s += self.epsilon * root_correction
        np.divide(m, s, out=s)
        s *= self.learning_rate * root_correction / (1 - self.beta1**self.step)
        self.parameters.values -= s


def softmax_cross_entropy(z, labels, rows):
    """The mean loss, and in place of the logits z its gradient."""
    z -= z.max(axis=1, keepdims=True)
    loss = -z[rows, labels].sum()
    np.exp(z, out=z)
    sums = z.sum(axis=1, keepdims=True)
    loss += np.log(sums).sum()
    z /= sums
    z[rows, labels] -= 1
    z /= len(z)
    return loss / len(z)


def build(network, weights):
    """The layers and the optimizer of a network."""
    sizes, batch = network["sizes"], network["batch_size"]
    normalized = network["batch_normalization"]
    hidden = sum(sizes[1:-1])
    parameters = Parameters(sum(w.size for w in weights) + sum(sizes[1:]) + (2 * hidden if normalized else 0))
    layers = []
    for weight in weights:
        size = weight.shape[1]
        layers.append(Affine(parameters, weight, batch, is_first=not layers))
        if weight is not weights[-1]:
            if normalized:
                layers.append(BatchNormalization(parameters, size, batch))
            layers.append(ReLU(size, batch))
    optimizer = {"SGD": SGD, "Adam": Adam}[network["optimizer"]]
    return layers, optimizer(network["learning_rate"], parameters)


def main():
    given = arguments()
    work = Work(given.work, given.data)
    images = work.images() / 255
    labels = work.labels()

    def load(name, order):
        network, weights = work.network(name)
        batch = network["batch_size"]
        layers, optimizer = build(network, weights)
        batches = work.batches(order, batch)
        x = np.empty((batch, images.shape[1]))
        rows = np.arange(batch)
        step = 0

        def train(steps):
            nonlocal step
            for _ in range(steps):
                samples = batches[step % len(batches)]
                # With mode="clip" NumPy writes straight into x; by default it goes through a buffer.
                output = np.take(images, samples, axis=0, out=x, mode="clip")
                for layer in layers:
                    output = layer.forward(output)
                loss = softmax_cross_entropy(output, labels[samples], rows)
                gradient = output
                for layer in reversed(layers):
                    gradient = layer.backward(gradient)
                optimizer.update()
                step += 1
            return float(loss)

        return train

    a, b, c = np.ones((100, 784)), np.ones((784, 512)), np.empty((100, 512))

    def products(count):
        """Floating-point operations per second of the products of the largest training shape."""
        start = time.perf_counter()
        for _ in range(count):
            np.matmul(a, b, out=c)
        return repr(2 * 100 * 784 * 512 * count / (time.perf_counter() - start))

    serve(load, products=products)


main()
