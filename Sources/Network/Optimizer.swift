/// How gradients become steps, as Keras defines it.
public enum Optimizer: Equatable, Sendable {
  /// Stochastic gradient descent with (heavy-ball) momentum.
  case sgd(learningRate: Float, momentum: Float)
  /// Adam with bias correction folded into the step size.
  case adam(learningRate: Float, beta1: Float, beta2: Float, epsilon: Float)
}

/// An optimiser with the moments it keeps for every parameter.
final class OptimizerState {
  private let optimizer: Optimizer
  private let first: Buffer<Float>
  private let second: Buffer<Float>
  // The powers of the betas after this many steps, by repeated multiplication: pow is libm's.
  private var power1 = 1.0
  private var power2 = 1.0

  init(_ optimizer: Optimizer, count: Int) {
    self.optimizer = optimizer
    first = Buffer(count, zero: 0)
    if case .adam = optimizer {
      second = Buffer(count, zero: 0)
    } else {
      second = Buffer(0, zero: 0)
    }
  }

  /// Begins the next step, which is then taken by parts.
  func beginStep() {
    guard case .adam(_, let beta1, let beta2, _) = optimizer else { return }
    power1 *= Double(beta1)
    power2 *= Double(beta2)
  }

  /// The step of some parameters; every parameter is on its own, so parts may be taken in any order.
  ///
  /// - Parameters:
  ///   - range: which parameters; bounds are multiples of 16.
  ///   - weights: of the whole network; moved.
  ///   - gradients: of the whole network.
  ///   - kernels: those of a CPU level.
  func step(
    _ range: Range<Int>, _ weights: UnsafeMutablePointer<Float>,
    _ gradients: UnsafePointer<Float>, _ kernels: KernelSet
  ) {
    let start = range.lowerBound
    let (weights, gradients) = (weights + start, gradients + start)
    switch optimizer {
    case .sgd(let learningRate, let momentum):
      kernels.momentumStep(
        weights, gradients, first.pointer + start, range.count, learningRate, momentum)
    case .adam(let learningRate, let beta1, let beta2, let epsilon):
      let size = Double(learningRate) * (1 - power2).squareRoot() / (1 - power1)
      kernels.adamStep(
        weights, gradients, first.pointer + start, second.pointer + start, range.count,
        Float(size), beta1, beta2, epsilon)
    }
  }
}
