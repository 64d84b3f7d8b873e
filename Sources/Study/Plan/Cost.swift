import Network

/// Floating-point operations of runs, as a framework would count them: every output of every layer, a
/// multiplication and an addition each, forward and backward.
enum Cost {
  /// One example forward.
  static func forward(_ network: Architecture) -> Double {
    2 * Double(network.multiplications)
  }

  /// One example forward and backward: the weight gradient and the input gradient cost as much as the
  /// forward pass each, but the first layer has no input gradient.
  static func step(_ network: Architecture) -> Double {
    2 * Double(3 * network.multiplications - firstMultiplications(network))
  }

  /// Those of the first layer that has any.
  private static func firstMultiplications(_ network: Architecture) -> Int {
    let counts = network.layers.indices.lazy.map { last in
      (try? Architecture(input: network.input, layers: Array(network.layers[...last])))?
        .multiplications ?? 0
    }
    return counts.first { $0 > 0 } ?? 0
  }

  /// A training that uses its budget up, on images of which the network sees so many copies.
  static func training(
    _ network: Architecture, _ training: TrainingSpecification, images: Int, copies: Int = 1
  ) -> Double {
    let trained = training.trainingCount(of: images) * copies
    let validated = Double(training.validationCount(of: images) * copies)
    switch training.budget {
    case .epochs(let epochs):
      return Double(epochs) * (Double(trained) * step(network) + validated * forward(network))
    case .updates(let updates, let interval):
      let batch = Double(min(training.batchSize, max(trained, 1)))
      return Double(updates)
        * (batch * step(network) + validated * forward(network) / Double(max(interval, 1)))
    }
  }

  /// A downstream run: training, test, and for a frozen encoder the features.
  static func downstream(
    _ study: Study, _ networks: StudyNetworks, _ arm: Arm, labels: Int
  ) -> Double {
    let tested = Double(study.tests.reduce(0) { $0 + $1.images.count })
    switch arm.encoder {
    case .trained:
      return training(networks.classifier, arm.training, images: labels)
        + tested * forward(networks.classifier)
    case .frozen:
      return training(networks.head, arm.training, images: labels)
        + (tested + Double(labels)) * forward(networks.classifier)
    }
  }
}
