public import Datasets
import Downstream

/// One unit of work: a pretraining, or a downstream training and its test.
public struct Run: Sendable, Equatable {
  /// What is trained.
  public enum Kind: Sendable, Equatable {
    /// The network of a pretext, by its name, on unlabelled images.
    case pretraining(pretext: String)
    /// What an arm trains for a task, by its name, on a labelled subset.
    case downstream(arm: Arm, labels: Int, task: String)
  }

  /// What is trained.
  public let kind: Kind
  /// Which seed of the list, from 1.
  public let repetition: Int
  /// The seed of every random stream of the run.
  public let seed: UInt64
  /// Everything that decides the result.
  public let specification: JSONValue
  /// The digest of the specification: the record's name.
  public let identifier: Digest
  /// The pretraining that must be done before.
  public let needs: Digest?
  /// What it asks of the networks, at most.
  public let cost: Cost

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
