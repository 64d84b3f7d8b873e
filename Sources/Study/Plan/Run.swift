public import Datasets
import Downstream

/// One unit of work: a pretraining, or a downstream training and its test.
///
/// A plan has very many; what those of one place in every repetition have in common they share.
public struct Run: Sendable {
  /// What is trained.
  public enum Kind: Sendable, Equatable {
    /// The network of a pretext, by its name, on unlabelled images.
    case pretraining(pretext: String)
    /// What an arm trains for a task, by its name, on a labelled subset.
    case downstream(arm: Arm, labels: Int, task: String)
  }

  /// What it shares with the runs of its place in other repetitions.
  let template: RunTemplate
  /// Which seed of the list, from 1.
  public let repetition: Int
  /// The seed of every random stream of the run.
  public let seed: UInt64
  /// The digest of the specification: the record's name.
  public let identifier: Digest
  /// The pretraining that must be done before.
  public let needs: Digest?

  init(
    _ template: RunTemplate, repetition: Int, seed: UInt64, identifier: Digest, needs: Digest?
  ) {
    self.template = template
    self.repetition = repetition
    self.seed = seed
    self.identifier = identifier
    self.needs = needs
  }

  /// A run with a template of its own.
  init(
    kind: Kind, repetition: Int, seed: UInt64, specification: JSONValue, identifier: Digest,
    needs: Digest?, cost: Cost
  ) {
    let template = RunTemplate(kind: kind, specification: specification, cost: cost)
    self.init(
      template, repetition: repetition, seed: seed, identifier: identifier, needs: needs)
  }
}

extension Run {
  /// What is trained.
  public var kind: Kind { template.kind }

  /// What it asks of the networks, at most.
  public var cost: Cost { template.cost }

  /// Its place among the runs of its repetition, from 0; runs of one place differ in the seed only.
  public var place: Int { template.place }

  /// Everything that decides the result; put together anew whenever it is asked for.
  public var specification: JSONValue {
    guard case .object(var members) = template.specification else { return template.specification }
    if members["seed"] != nil { members["seed"] = .string(String(seed)) }
    if let needs, members["pretraining"] != nil {
      members["pretraining"] = .string(needs.hexadecimal)
    }
    return .object(members)
  }

  /// What a person reads: `rotation, 1000 labels, seed 7`.
  public var label: String {
    switch kind {
    case .pretraining(let pretext): "pretraining \(pretext), seed \(seed)"
    case .downstream(let arm, let labels, DownstreamTask.classification.name):
      "\(arm.name), \(labels) labels, seed \(seed)"
    case .downstream(let arm, let labels, let task):
      "\(task), \(arm.name), \(labels) labels, seed \(seed)"
    }
  }

  /// Whether a learner makes it, which is a program of its own.
  public var isLearner: Bool {
    if case .downstream(let arm, _, _) = kind { !arm.isBuiltIn } else { false }
  }

  /// Whether it pretrains an encoder.
  public var isPretraining: Bool {
    if case .pretraining = kind { true } else { false }
  }
}

extension Run: Equatable {
  /// Whether two runs are the same work under the same name.
  public static func == (left: Run, right: Run) -> Bool {
    left.identifier == right.identifier && left.repetition == right.repetition
      && left.seed == right.seed && left.needs == right.needs
      && (left.template === right.template
        || left.kind == right.kind && left.cost == right.cost)
  }
}
