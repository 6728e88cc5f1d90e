"""The matrix product of the training loop: few multiplications are a sum, many a product."""

import numpy as np
import pytest
import tensorflow as tf

from core.backend import tensors

FEW, MANY = (10, 8, 8), (64, 8, 16)  # examples, inputs, outputs: 640 and 8,192 multiplications


def arrays(shape, seed=0):
    examples, inputs, outputs = shape
    draw = np.random.default_rng(seed).standard_normal
    sizes = (examples, inputs), (inputs, outputs), (examples, outputs)
    return [tf.constant(draw(size), tf.float32) for size in sizes]


@pytest.mark.parametrize("shape", [FEW, MANY, (1, 1, 1), (1, 4096, 1), (1, 4097, 1)])
@pytest.mark.parametrize("compiled", [False, True])
def test_product_and_its_gradients_are_those_of_matrices(shape, compiled):
    @tf.function(jit_compile=True)
    def products(a, weights, error):
        with tf.GradientTape() as tape:
            tape.watch([a, weights])
            z = tensors.product(a, weights)
        return z, *tape.gradient(z, [a, weights], error)

    a, weights, error = given = arrays(shape)
    found = products(*given) if compiled else products.python_function(*given)
    a, weights, error = (array.numpy().astype(float) for array in given)
    for one, right in zip(found, (a @ weights, error @ weights.T, a.T @ error), strict=True):
        np.testing.assert_allclose(one.numpy(), right, rtol=1e-4, atol=2e-5)


@pytest.mark.parametrize(("shape", "called"), [(FEW, False), (MANY, True)])
def test_few_products_are_computed_in_the_loops_around_them(shape, called):
    a, weights, _ = arrays(shape)
    compiled = tf.function(tensors.product, jit_compile=True)
    assert (" dot(" in compiled.experimental_get_compiler_ir(a, weights)(stage="hlo")) is called
