import Random

extension Model {
  private var affineStages: [AffineStage] {
    (0..<workspace.stages.count).compactMap { workspace.stages.with($0, { $0.stage.affine }) }
  }

  /// Draws the kernels by Glorot's uniform rule and sets the biases to zero, as Keras does.
  ///
  /// A weight is uniform in ±√(6 / (fan in + fan out)), drawn in the order kernel row, kernel column,
  /// input channel, output channel. Every affine layer has a stream of its own, so a head draws the
  /// same numbers whatever encoder it is put on.
  ///
  /// Reference: X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward
  /// neural networks", AISTATS 2010, equation 16.
  ///
  /// - Parameters:
  ///   - seed: the repetition's seed.
  ///   - purposes: one stream name an affine layer, first to last.
  public func initialize(seed: UInt64, purposes: [String]) {
    precondition(purposes.count == affineStages.count, "one purpose an affine layer")
    parameters.fill(0)
    for (stage, purpose) in zip(affineStages, purposes) {
      var stream = RandomStream(seed: seed, purpose: purpose)
      let area = stage.kernel * stage.kernel
      let fans = stage.inputChannels * area + stage.channels * area
      let limit = (6 / Float(fans)).squareRoot()
      for element in 0..<stage.fieldSize {
        for channel in 0..<stage.channels {
          parameters.pointer[stage.place(element, channel)] = stream.uniform(-limit, limit)
        }
      }
    }
    refresh()
  }

  /// All weights in Keras' order: layer by layer, the kernel (row, column, input channel, output
  /// channel), then the bias.
  public var weights: [Float] {
    var weights: [Float] = []
    weights.reserveCapacity(architecture.parameterCount)
    for stage in affineStages {
      for element in 0..<stage.fieldSize {
        for channel in 0..<stage.channels {
          weights.append(parameters.pointer[stage.place(element, channel)])
        }
      }
      for channel in 0..<stage.channels {
        weights.append(parameters.pointer[stage.biasOffset + channel])
      }
    }
    return weights
  }

  /// Sets the weights of the first layers, as many as `weights` holds; the others keep theirs.
  ///
  /// - Parameters:
  ///   - weights: in the order of `weights`, ending with a layer's bias.
  ///   - layerCount: how many affine layers they belong to.
  /// - Throws: `NetworkError.weightCount` if they are not those of the first layers.
  public func setWeights(_ weights: [Float], ofFirst layerCount: Int) throws(NetworkError) {
    let targets = affineStages.prefix(layerCount)
    let expected = targets.reduce(0) { $0 + $1.weightCount + $1.channels }
    guard expected == weights.count, targets.count == layerCount else {
      throw .weightCount(expected: expected, found: weights.count)
    }
    var next = 0
    for stage in targets {
      for element in 0..<stage.fieldSize {
        for channel in 0..<stage.channels {
          parameters.pointer[stage.place(element, channel)] = weights[next]
          next += 1
        }
      }
      for channel in 0..<stage.channels {
        parameters.pointer[stage.biasOffset + channel] = weights[next]
        next += 1
      }
    }
    refresh()
  }
}

extension Model {
  /// Whether no weight is infinite or NaN.
  var hasFiniteWeights: Bool {
    (0..<parameters.count).allSatisfy { parameters.pointer[$0].isFinite }
  }
}
