public import Datasets

/// One unit of work: a pretraining, or a downstream training and its test.
public struct Run: Sendable, Equatable {
  /// What is trained.
  public enum Kind: Sendable, Equatable {
    /// The pretext network, on unlabelled images.
    case pretraining
    /// An arm's classifier, on a labelled subset.
    case downstream(arm: Arm, labels: Int)
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
    case .pretraining: "pretraining, seed \(seed)"
    case .downstream(let arm, let labels): "\(arm.name), \(labels) labels, seed \(seed)"
    }
  }
}
