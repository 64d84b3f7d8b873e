import Network

/// What a run asks of a study's networks, at most: examples that they train on, and examples that they
/// only read.
public struct Cost: Sendable, Equatable {
  /// A network that runs use.
  public enum Part: Int, CaseIterable, Sendable {
    /// Encoder and pretext head.
    case pretext
    /// Encoder and head.
    case classifier
    /// The head on an encoder's features.
    case head
    /// The encoder alone.
    case encoder
  }

  /// What one network does.
  public struct Work: Sendable, Equatable {
    /// The network.
    public let part: Part
    /// Examples forward and backward.
    public var trained = 0.0
    /// Examples forward only.
    public var read = 0.0
  }

  /// What each network does, in the order of `Part.allCases`, those without work left out.
  public private(set) var works: [Work] = []
  /// Floating-point operations as a framework would count them: every output of every convolution and
  /// dense layer, a multiplication and an addition each, forward and backward. That the engine leaves
  /// out what it can prove to be zero is not counted.
  public private(set) var operations = 0.0

  /// No work.
  public init() {}

  /// Adds what a network does.
  mutating func add(
    _ part: Part, _ network: Architecture, trained: Double = 0, read: Double = 0
  ) {
    guard trained > 0 || read > 0 else { return }
    operations += trained * Self.step(network) + read * Self.forward(network)
    if let place = works.firstIndex(where: { $0.part == part }) {
      works[place].trained += trained
      works[place].read += read
    } else {
      works.append(Work(part: part, trained: trained, read: read))
      works.sort { $0.part.rawValue < $1.part.rawValue }
    }
  }
}

extension Cost {
  /// Operations of one example forward.
  static func forward(_ network: Architecture) -> Double {
    2 * Double(network.multiplications)
  }

  /// Operations of one example forward and backward: the weight gradient and the input gradient cost as
  /// much as the forward pass each, but the first layer has no input gradient.
  static func step(_ network: Architecture) -> Double {
    2 * Double(3 * network.multiplications - network.firstMultiplications)
  }

  /// Examples of a training that uses its budget up, on images of which the network sees so many
  /// copies: trained on, and read for validation.
  static func examples(
    _ training: TrainingSpecification, images: Int, copies: Int = 1
  ) -> (trained: Double, validated: Double) {
    let trained = training.trainingCount(of: images) * copies
    let validated = Double(training.validationCount(of: images) * copies)
    switch training.budget {
    case .epochs(let epochs):
      return (Double(epochs * trained), Double(epochs) * validated)
    case .updates(let updates, let interval):
      let batch = Double(min(training.batchSize, max(trained, 1)))
      return (Double(updates) * batch, Double(updates) * validated / Double(max(interval, 1)))
    }
  }

  /// A pretraining.
  static func pretraining(
    _ network: Architecture, _ pretext: PretextSpecification, images: Int
  ) -> Cost {
    let (trained, validated) = examples(
      pretext.training, images: images, copies: pretext.task.classes)
    var cost = Cost()
    cost.add(.pretext, network, trained: trained, read: validated)
    return cost
  }

  /// A downstream run: training, test, and for a frozen encoder the features: of every image once, but
  /// of augmented training images every time.
  static func downstream(
    _ study: Study, _ networks: StudyNetworks, _ arm: Arm, labels: Int
  ) -> Cost {
    let tested = Double(study.tests.reduce(0) { $0 + $1.images.count })
    let (trained, validated) = examples(arm.training, images: labels)
    var cost = Cost()
    switch arm.encoder {
    case .trained:
      cost.add(.classifier, networks.classifier, trained: trained, read: validated + tested)
    case .frozen:
      cost.add(.head, networks.head, trained: trained, read: validated + tested)
      let labelled =
        arm.training.augmentation == nil
        ? Double(labels) : Double(arm.training.validationCount(of: labels)) + trained
      cost.add(.encoder, networks.encoder, read: tested + labelled)
    }
    return cost
  }
}

extension Architecture {
  /// Multiplications of the first layer that has any.
  fileprivate var firstMultiplications: Int {
    let counts = layers.indices.lazy.map { last in
      (try? Architecture(input: input, layers: Array(layers[...last])))?.multiplications ?? 0
    }
    return counts.first { $0 > 0 } ?? 0
  }
}

extension StudyNetworks {
  /// The network of a part; nil where the study has none.
  func network(_ part: Cost.Part) -> Architecture? {
    switch part {
    case .pretext: pretext
    case .classifier: classifier
    case .head: head
    case .encoder: encoder
    }
  }
}
