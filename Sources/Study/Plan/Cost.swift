import Network
import Pretext

/// What a run asks of a study's networks, at most: examples that they train on, and examples that they
/// only read.
public struct Cost: Sendable, Equatable {
  /// What one network does.
  public struct Work: Sendable, Equatable {
    /// The network's place among all of the study.
    public let network: Int
    /// Examples forward and backward.
    public var trained = 0.0
    /// Examples forward only.
    public var read = 0.0
  }

  /// What each network does, in the order of `StudyNetworks.all`, those without work left out.
  public private(set) var works: [Work] = []
  /// Floating-point operations as a framework would count them: every output of every convolution and
  /// dense layer, a multiplication and an addition each, forward and backward. That the engine leaves
  /// out what it can prove to be zero is not counted.
  public private(set) var operations = 0.0

  /// No work.
  public init() {}

  /// So many operations, of no network in particular.
  init(operations: Double) {
    self.operations = operations
  }

  /// Adds what a network does.
  mutating func add(
    _ network: Architecture, of networks: StudyNetworks, trained: Double = 0, read: Double = 0
  ) {
    guard trained > 0 || read > 0, let number = networks.all.firstIndex(of: network) else { return }
    operations += trained * Self.step(network) + read * Self.forward(network)
    if let place = works.firstIndex(where: { $0.network == number }) {
      works[place].trained += trained
      works[place].read += read
    } else {
      works.append(Work(network: number, trained: trained, read: read))
      works.sort { $0.network < $1.network }
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
      return (Double(epochs) * Double(trained), Double(epochs) * validated)
    case .updates(let updates, let interval):
      let batch = Double(min(training.batchSize, max(trained, 1)))
      return (Double(updates) * batch, Double(updates) * validated / Double(max(interval, 1)))
    }
  }

  /// A pretraining.
  static func pretraining(
    _ pretext: PretextSpecification, _ networks: StudyNetworks, images: Int
  ) -> Cost {
    guard let own = networks.pretext(named: pretext.name) else { return Cost() }
    let (trained, validated) = examples(
      pretext.training, images: images, copies: own.layout.copies)
    var cost = Cost()
    cost.add(own.network, of: networks, trained: trained, read: validated)
    return cost
  }

  /// A downstream run: training, test, and for what stays as it is the features: of every image once,
  /// but of augmented training images every time.
  static func downstream(
    _ study: Study, _ networks: StudyNetworks, _ arm: Arm, _ task: TaskSpecification, labels: Int
  ) -> Cost {
    guard let own = networks.downstream(of: arm.name, on: task.name) else { return Cost() }
    let tested = Double(study.tests.reduce(0) { $0 + $1.images.count })
    var cost = Cost()
    guard arm.neighbours == nil else {
      cost.add(own.frozen, of: networks, read: tested + Double(labels))
      return cost
    }
    let (updated, validated) = examples(arm.training, images: labels)
    // As many images without labels as with.
    let trained = arm.pseudoLabels == nil ? updated : 2 * updated
    cost.add(own.trained, of: networks, trained: trained, read: validated + tested)
    guard !own.frozen.layers.isEmpty else { return cost }
    let labelled =
      arm.training.augmentation == nil
      ? Double(labels) : Double(arm.training.validationCount(of: labels)) + trained
    cost.add(own.frozen, of: networks, read: tested + labelled)
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
