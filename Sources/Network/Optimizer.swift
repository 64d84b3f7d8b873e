/// How gradients become steps, as Keras defines it.
public enum Optimizer: Equatable, Sendable {
  /// Stochastic gradient descent with (heavy-ball) momentum.
  case sgd(learningRate: Float, momentum: Float)
  /// Adam with bias correction folded into the step size.
  case adam(learningRate: Float, beta1: Float, beta2: Float, epsilon: Float)
}

/// An optimiser with the moments it keeps for every parameter.
struct OptimizerState {
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

  mutating func step(
    _ weights: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
    _ kernels: KernelSet
  ) {
    switch optimizer {
    case .sgd(let learningRate, let momentum):
      kernels.momentumStep(
        weights, gradients, first.pointer, first.count, learningRate, momentum)
    case .adam(let learningRate, let beta1, let beta2, let epsilon):
      power1 *= Double(beta1)
      power2 *= Double(beta2)
      let size = Double(learningRate) * (1 - power2).squareRoot() / (1 - power1)
      kernels.adamStep(
        weights, gradients, first.pointer, second.pointer, first.count, Float(size), beta1,
        beta2, epsilon)
    }
  }
}
