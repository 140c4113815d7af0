"""GELU in its tanh form (Hendrycks & Gimpel 2016), as GPT-2 uses it, fast under autocast on a processor.

x/2 (1 + tanh u) = x sigmoid(2u) with u = sqrt(2/pi) (x + 0.044715 x^3): the same function, but
PyTorch's bfloat16 kernel for the tanh form takes three times as long as these few vector operations.
"""

from __future__ import annotations

from math import pi, sqrt

import torch
from torch import Tensor
from torch.nn.functional import gelu

LINEAR = 2 * sqrt(2 / pi)
CUBIC = 0.044715 * LINEAR


class _SigmoidForm(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:
        wide = x.float()
        square = wide * wide
        gate = torch.sigmoid_((square * CUBIC).add_(LINEAR).mul_(wide))
        ctx.save_for_backward(wide, square, gate)
        return (wide * gate).to(x.dtype)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> Tensor:
        """d/dx x g(x) = g (1 + (1 - g) x (LINEAR + 3 CUBIC x^2))."""
        wide, square, gate = ctx.saved_tensors
        slope = (square * (3 * CUBIC)).add_(LINEAR).mul_(wide).mul_(1 - gate).add_(1).mul_(gate)
        return slope.mul_(gradient).to(gradient.dtype)


def tanh_gelu(x: Tensor) -> Tensor:
    slow = x.dtype == torch.bfloat16 and x.device.type == "cpu"
    return _SigmoidForm.apply(x) if slow else gelu(x, approximate="tanh")
