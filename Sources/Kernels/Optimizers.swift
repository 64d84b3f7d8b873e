/// One step of Adam over `count` parameters, as Keras defines it: the step size carries the bias
/// corrections, and epsilon is added to the uncorrected root.
///
/// m ← m + (g − m)(1 − β₁), v ← v + (g² − v)(1 − β₂), w ← w − m × stepSize / (√v + ε).
///
/// Reference: D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, section 2
/// (the reordered form at its end).
///
/// - Parameters:
///   - weights: updated.
///   - gradients: of the mean loss of the batch.
///   - first: first moments, updated.
///   - second: second moments, updated.
///   - count: a multiple of 16.
///   - stepSize: learning rate × √(1 − β₂ᵗ) / (1 − β₁ᵗ).
///   - beta1: decay of the first moments.
///   - beta2: decay of the second moments.
///   - epsilon: added to the root.
public func adamStep(
  weights: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>,
  first: UnsafeMutablePointer<Float>, second: UnsafeMutablePointer<Float>, count: Int,
  stepSize: Float, beta1: Float, beta2: Float, epsilon: Float
) {
  let rest1 = Vector(repeating: 1 - beta1)
  let rest2 = Vector(repeating: 1 - beta2)
  for index in stride(from: 0, to: count, by: laneCount) {
    let gradient = load(gradients + index)
    let oldFirst = load(first + index)
    let oldSecond = load(second + index)
    let newFirst = fma(gradient - oldFirst, rest1, oldFirst)
    let newSecond = fma(gradient * gradient - oldSecond, rest2, oldSecond)
    write(newFirst, first + index)
    write(newSecond, second + index)
    let step = newFirst * stepSize / (squareRoot(newSecond) + epsilon)
    write(load(weights + index) - step, weights + index)
  }
}

/// One step of stochastic gradient descent with momentum, as Keras defines it:
/// m ← momentum × m − learningRate × g, w ← w + m.
///
/// - Parameters:
///   - weights: updated.
///   - gradients: of the mean loss of the batch.
///   - velocity: m, updated.
///   - count: a multiple of 16.
///   - learningRate: the step size.
///   - momentum: 0 for none.
public func momentumStep(
  weights: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>,
  velocity: UnsafeMutablePointer<Float>, count: Int, learningRate: Float, momentum: Float
) {
  let rate = Vector(repeating: -learningRate)
  let keep = Vector(repeating: momentum)
  for index in stride(from: 0, to: count, by: laneCount) {
    let moved = fma(load(gradients + index), rate, keep * load(velocity + index))
    write(moved, velocity + index)
    write(load(weights + index) + moved, weights + index)
  }
}

/// Adds `source` to `target`, element by element.
///
/// - Parameters:
///   - source: count values.
///   - target: count values, added to.
///   - count: a multiple of 16.
public func accumulate(
  _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int
) {
  for index in stride(from: 0, to: count, by: laneCount) {
    write(load(target + index) + load(source + index), target + index)
  }
}

/// Copies a matrix with rows and columns exchanged.
///
/// - Parameters:
///   - source: rows × columns.
///   - target: columns × paddedRows; the places beyond `rows` are left alone.
///   - rows: rows of the source.
///   - columns: columns of the source.
///   - paddedRows: floats from one row of the target to the next.
public func transpose(
  _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>,
  rows: Int, columns: Int, paddedRows: Int
) {
  for column in 0..<columns {
    let line = target + column &* paddedRows
    for row in 0..<rows { line[row] = source[row &* columns &+ column] }
  }
}

@inline(__always)
private func squareRoot(_ vector: Vector) -> Vector {
  var root = Vector()
  for lane in 0..<laneCount { root[lane] = vector[lane].squareRoot() }
  return root
}
