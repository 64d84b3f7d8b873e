public import Datasets
public import Network
public import Pretext

/// The networks of a study: layers checked against the shape of the images.
public struct StudyNetworks: Sendable, Equatable {
  /// The network of a pretext.
  public struct Pretext: Sendable, Equatable {
    /// The pretext's name.
    public let name: String
    /// What its task asks of the network.
    public let layout: PretextLayout
    /// Encoder and head.
    public let network: Architecture
  }

  /// The networks of an arm on a task.
  public struct Downstream: Sendable, Equatable {
    /// The arm's name.
    public let arm: String
    /// The task's name.
    public let task: String
    /// The layers of the encoder that stay as they are; none where all are trained.
    public let frozen: Architecture
    /// What is trained on their outputs: the rest of the encoder, and the head. Without a head where
    /// neighbours vote.
    public let trained: Architecture
    /// What the outputs are compared with.
    public let loss: Loss
    /// The part of the encoder that is trained, on what the frozen part gives.
    let trainedEncoder: Architecture
  }

  /// The layers that arms share, on the study's images.
  public let encoder: Architecture
  /// One a pretext that an arm begins with, in the order of the study.
  public let pretexts: [Pretext]
  /// One a task and arm with a network that can do it, in the order of the study.
  public let downstream: [Downstream]
  /// All networks that runs train or read, each once.
  public let all: [Architecture]

  /// The networks of a study on images of a shape.
  ///
  /// - Parameters:
  ///   - study: a validated study.
  ///   - subject: what is known of its images.
  ///   - tasks: the pretext tasks that it may name.
  ///   - others: the data of pretexts that have their own, where only the files tell their shape.
  /// - Throws: `StudyError.network` where a layer does not fit, `.answer` where a network answers something
  ///   of another shape than is asked, `.invalid`.
  public init(
    _ study: Study, on subject: PretextSubject, tasks: PretextRegistry = .builtIn,
    others: [Dataset] = []
  ) throws(StudyError) {
    let builder = NetworkBuilder(study: study, subject: subject, tasks: tasks, others: others)
    encoder = try builder.encoder()
    var pretexts: [Pretext] = []
    let needed = study.neededPretexts
    for index in study.pretexts.indices where needed.contains(study.pretexts[index]) {
      pretexts.append(try builder.pretext(index, encoder))
    }
    var downstream: [Downstream] = []
    for task in study.tasks {
      for index in study.arms.indices
      where study.arms[index].isBuiltIn && task.suits(study.arms[index]) {
        downstream.append(try builder.downstream(task, index, encoder))
      }
    }
    self.pretexts = pretexts
    self.downstream = downstream
    all = (pretexts.map(\.network) + downstream.flatMap { [$0.trained, $0.frozen] })
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The network of a pretext.
  ///
  /// - Parameter name: a pretext's name.
  /// - Returns: nil where there is none.
  public func pretext(named name: String) -> Pretext? { pretexts.first { $0.name == name } }

  /// The networks of an arm on a task.
  ///
  /// - Parameters:
  ///   - arm: the arm's name.
  ///   - task: the task's name.
  /// - Returns: nil where there is no such arm or task.
  public func downstream(of arm: String, on task: String) -> Downstream? {
    downstream.first { $0.arm == arm && $0.task == task }
  }

  /// What a network is trained with, if it is.
  func loss(of network: Architecture) -> Loss {
    pretexts.first { $0.network == network }?.layout.answer.loss
      ?? downstream.first { $0.trained == network }?.loss ?? .crossEntropy
  }
}

extension Study {
  /// What an arm puts on the encoder for a task.
  func head(of arm: Arm, on task: TaskSpecification) -> [LayerSpecification] {
    arm.head ?? task.head ?? head
  }

  /// The layers that an arm trains: those of the encoder that do not stay as they are, and the head.
  func trainedLayers(of arm: Arm) -> [LayerSpecification] {
    let count = arm.layerCount(of: encoder)
    return encoder[arm.frozenCount(of: encoder)..<count] + (arm.head ?? head)
  }
}

extension PretextAnswer {
  /// The shape of the outputs that answer; nil where it is any vector.
  var output: Shape? {
    switch self {
    case .classes(let count): Shape(rows: 1, columns: 1, channels: count)
    case .image(let shape), .pixelClasses(let shape): shape
    case .embedding: nil
    }
  }

  var isEmbedding: Bool {
    if case .embedding = self { true } else { false }
  }

  /// What the outputs are compared with.
  public var loss: Loss {
    switch self {
    case .classes: .crossEntropy
    case .image: .meanSquaredError
    case .pixelClasses: .pixelCrossEntropy
    case .embedding(let temperature): .contrastive(temperature: temperature)
    }
  }
}

extension PseudoLabelSpecification {
  var loss: Loss {
    .pseudoLabels(threshold: Float(threshold), weight: Float(weight), rampUp: rampUp)
  }
}

extension DatasetSpecification {
  /// What is known of its images; nil where only the files can tell.
  public var subject: PretextSubject? {
    guard let side, let channels, let classes else { return nil }
    return PretextSubject(
      shape: Shape(rows: side, columns: side, channels: channels), classCount: classes)
  }
}
