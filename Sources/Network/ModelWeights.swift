import Random

extension Model {
  private var affineStages: [AffineStage] {
    (0..<workspace.stages.count).compactMap { workspace.stages.with($0, { $0.stage.affine }) }
  }

  /// Draws the kernels by Glorot's uniform rule and sets the biases to zero, as Keras does; batch
  /// normalisation begins with scale 1, shift 0, running mean 0 and running variance 1.
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
    for index in 0..<workspace.stages.count {
      workspace.stages.with(index) { holder in
        guard let stage = holder.stage.normalization else { return }
        for channel in 0..<stage.channels {
          parameters.pointer[stage.scaleOffset + channel] = 1
          parameters.pointer[workspace.trainableCount + stage.varianceOffset + channel] = 1
        }
      }
    }
    refresh()
  }

  /// All weights in Keras' order: layer by layer, the kernel (row, column, input channel, output
  /// channel), then the bias; of batch normalisation scale, shift, running mean and running variance.
  public var weights: [Float] {
    places.joined().map { parameters.pointer[$0] }
  }

  /// Sets the weights of the first layers, as many as `weights` holds; the others keep theirs.
  ///
  /// - Parameters:
  ///   - weights: in the order of `weights`, ending with a layer's last.
  ///   - layerCount: how many layers with weights they belong to.
  /// - Throws: `NetworkError.weightCount` if they are not those of the first layers.
  public func setWeights(_ weights: [Float], ofFirst layerCount: Int) throws(NetworkError) {
    let layers = places.prefix(layerCount)
    let expected = layers.reduce(0) { $0 + $1.count }
    guard expected == weights.count, layers.count == layerCount else {
      throw .weightCount(expected: expected, found: weights.count)
    }
    for (place, weight) in zip(layers.joined(), weights) { parameters.pointer[place] = weight }
    refresh()
  }

  /// Where the weights of every layer that has any are in the buffer.
  private var places: [[Int]] {
    let statistics = workspace.trainableCount
    return (0..<workspace.stages.count).compactMap { index -> [Int]? in
      workspace.stages.with(index) { holder in
        switch holder.stage {
        case .affine(let stage): stage.places
        case .normalization(let stage): stage.places(statistics: statistics)
        case .pool, .relu, .dropout, .rearrangement: nil
        }
      }
    }
  }
}

extension AffineStage {
  /// The places of the kernel's elements, then those of the biases.
  fileprivate var places: [Int] {
    let kernel = (0..<fieldSize).flatMap { element in
      (0..<channels).map { place(element, $0) }
    }
    return kernel + (0..<channels).map { biasOffset + $0 }
  }
}

extension NormalizationStage {
  /// The places of scale and shift, then those of the running mean and variance.
  fileprivate func places(statistics: Int) -> [Int] {
    [scaleOffset, shiftOffset, statistics + meanOffset, statistics + varianceOffset].flatMap {
      first in (first..<(first + channels)).map { $0 }
    }
  }
}

extension Model {
  /// Whether no weight is infinite or NaN.
  var hasFiniteWeights: Bool {
    (0..<parameters.count).allSatisfy { parameters.pointer[$0].isFinite }
  }
}
