/// How gradients become steps.
public enum Optimizer: Equatable, Sendable {
  /// Stochastic gradient descent with momentum: Keras' heavy ball, or with `nesterov` what PyTorch calls
  /// so, whose velocity does not hold the learning rate. The weight decay is an L2 penalty whose
  /// gradient is added to that of the loss, g + weightDecay × w, as in PyTorch.
  case sgd(
    learningRate: Float, momentum: Float, nesterov: Bool = false, weightDecay: Float = 0)
  /// Adam as Keras defines it, with bias correction folded into the step size. The weight decay is
  /// AdamW's, as in PyTorch: w is multiplied by 1 − learningRate × weightDecay before the step.
  ///
  /// Reference: I. Loshchilov, F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
  /// arXiv:1711.05101.
  case adam(
    learningRate: Float, beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float = 0)

  /// The learning rate before any schedule.
  var learningRate: Float {
    switch self {
    case .sgd(let rate, _, _, _), .adam(let rate, _, _, _, _): rate
    }
  }
}

/// An optimiser with the moments it keeps for every parameter, and the schedule of its learning rate.
final class OptimizerState {
  private let optimizer: Optimizer
  private let schedule: ScheduledRate?
  private let first: Buffer<Float>
  private let second: Buffer<Float>
  /// Steps taken.
  private var updates = 0
  /// The learning rate of the step that has begun.
  private var rate: Float = 0
  // The powers of the betas after this many steps, by repeated multiplication: pow is libm's.
  private var power1 = 1.0
  private var power2 = 1.0

  /// The state before the first step.
  ///
  /// - Parameters:
  ///   - training: optimiser, schedule, batch size and length.
  ///   - examples: of the training set.
  ///   - count: parameters, a multiple of 16.
  init(_ training: Training, examples: Int, count: Int) {
    optimizer = training.optimizer
    schedule = ScheduledRate(training, examples: examples)
    first = Buffer(count, zero: 0)
    if case .adam = optimizer {
      second = Buffer(count, zero: 0)
    } else {
      second = Buffer(0, zero: 0)
    }
  }

  /// Begins the next step, which is then taken by parts.
  func beginStep() {
    rate = schedule?.rate(after: updates) ?? optimizer.learningRate
    updates += 1
    guard case .adam(_, let beta1, let beta2, _, _) = optimizer else { return }
    power1 *= Double(beta1)
    power2 *= Double(beta2)
  }

  /// The step of some parameters; every parameter is on its own, so parts may be taken in any order.
  ///
  /// - Parameters:
  ///   - range: which parameters; bounds are multiples of 16.
  ///   - weights: of the whole network; moved.
  ///   - gradients: of the whole network; the penalty of a weight decay is added.
  ///   - kernels: those of a CPU level.
  func step(
    _ range: Range<Int>, _ weights: UnsafeMutablePointer<Float>,
    _ gradients: UnsafeMutablePointer<Float>, _ kernels: KernelSet
  ) {
    let (start, count) = (range.lowerBound, range.count)
    let (weights, gradients) = (weights + start, gradients + start)
    switch optimizer {
    case .sgd(_, let momentum, let nesterov, let decay):
      if decay != 0 { kernels.addWeightDecay(weights, gradients, count, decay) }
      if nesterov {
        kernels.nesterovStep(weights, gradients, first.pointer + start, count, rate, momentum)
      } else {
        kernels.momentumStep(weights, gradients, first.pointer + start, count, rate, momentum)
      }
    case .adam(_, let beta1, let beta2, let epsilon, let decay):
      if decay != 0 { kernels.scaleWeights(weights, count, 1 - rate * decay) }
      let size = Double(rate) * (1 - power2).squareRoot() / (1 - power1)
      kernels.adamStep(
        weights, gradients, first.pointer + start, second.pointer + start, count,
        Float(size), beta1, beta2, epsilon)
    }
  }
}
