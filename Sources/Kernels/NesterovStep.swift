/// One step of stochastic gradient descent with Nesterov's momentum, as PyTorch's `SGD(nesterov=True)`
/// defines it: v ← momentum × v + g, w ← w − learningRate × (g + momentum × v).
///
/// The velocity holds gradients, not steps: a change of the learning rate acts on all of it at once.
/// (Keras keeps steps: m ← momentum × m − learningRate × g, w ← w + momentum × m − learningRate × g;
/// the two agree while the rate stays.)
///
/// Reference: I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and
/// momentum in deep learning", ICML 2013, section 2.
///
/// - Parameters:
///   - weights: updated.
///   - gradients: of the mean loss of the batch, with the weight decay.
///   - velocity: v, updated.
///   - count: a multiple of 16.
///   - learningRate: the step size.
///   - momentum: 0 for none.
public func nesterovStep(
  weights: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>,
  velocity: UnsafeMutablePointer<Float>, count: Int, learningRate: Float, momentum: Float
) {
  let rate = Vector(repeating: -learningRate)
  let keep = Vector(repeating: momentum)
  for index in stride(from: 0, to: count, by: laneCount) {
    let gradient = load(gradients + index)
    let moved = fma(keep, load(velocity + index), gradient)
    write(moved, velocity + index)
    write(fma(rate, fma(keep, moved, gradient), load(weights + index)), weights + index)
  }
}

/// Adds the gradient of an L2 penalty: g ← g + decay × w.
///
/// - Parameters:
///   - weights: count values.
///   - gradients: count values, added to.
///   - count: a multiple of 16.
///   - decay: the penalty is decay / 2 × the sum of the squared weights.
public func addWeightDecay(
  weights: UnsafePointer<Float>, gradients: UnsafeMutablePointer<Float>, count: Int, decay: Float
) {
  let factor = Vector(repeating: decay)
  for index in stride(from: 0, to: count, by: laneCount) {
    write(fma(factor, load(weights + index), load(gradients + index)), gradients + index)
  }
}

/// Multiplies all weights: the weight decay of AdamW, which no gradient sees.
///
/// - Parameters:
///   - weights: updated.
///   - count: a multiple of 16.
///   - factor: 1 − learningRate × decay.
public func scaleWeights(weights: UnsafeMutablePointer<Float>, count: Int, factor: Float) {
  let factors = Vector(repeating: factor)
  for index in stride(from: 0, to: count, by: laneCount) {
    write(load(weights + index) * factors, weights + index)
  }
}
