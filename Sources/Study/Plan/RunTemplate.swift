import Datasets

/// What the runs of one place in every repetition have in common.
final class RunTemplate: Sendable {
  /// What is trained.
  let kind: Run.Kind
  /// Everything that decides the result, with the seed and the pretraining of the first repetition.
  let specification: JSONValue
  /// What a run asks of the networks, at most.
  let cost: Cost
  /// The place among the runs of a repetition, from 0.
  let place: Int

  init(kind: Run.Kind, specification: JSONValue, cost: Cost, place: Int = 0) {
    self.kind = kind
    self.specification = specification
    self.cost = cost
    self.place = place
  }
}

/// Makes the runs of later repetitions from those of the first.
///
/// Specifications differ in the seed and the pretraining only. The canonical text of the first is cut around
/// these two values, and only what stands behind the first cut is digested for each seed: encoding every
/// specification anew would take nearly all of the time and memory of a large plan.
struct RepetitionSplicer {
  private let first: [(run: Run, text: SplicedText, need: Int?)]

  /// Cuts the specifications of the first repetition.
  ///
  /// - Parameter runs: all of the first repetition, in plan order.
  /// - Throws: `StoreError.notFinite` for a number that JSON cannot hold.
  init(_ runs: [Run]) throws(StoreError) {
    var first: [(run: Run, text: SplicedText, need: Int?)] = []
    for run in runs {
      let text = SplicedText(try CanonicalJSON.bytes(of: run.specification))
      let need = run.needs.flatMap { needs in runs.firstIndex { $0.identifier == needs } }
      first.append((run, text, need))
    }
    self.first = first
  }

  /// The same runs for another seed, in the same order.
  func runs(repetition: Int, seed: UInt64) -> [Run] {
    var runs: [Run] = []
    runs.reserveCapacity(first.count)
    for (run, text, need) in first {
      let needs = need.map { runs[$0].identifier }
      runs.append(
        Run(
          run.template, repetition: repetition, seed: seed,
          identifier: text.digest(seed: seed, pretraining: needs), needs: needs))
    }
    return runs
  }
}

/// A specification's canonical text, cut around the values that differ from seed to seed.
private struct SplicedText {
  private let prefix: DigestPrefix
  /// What follows the pretraining up to the seed; nil where there is no pretraining.
  private let middle: [UInt8]?
  private let end: [UInt8]

  init(_ text: some Sequence<UInt8>) {
    let text = Array(text)
    let members = CanonicalText.members(of: text[...]) ?? []
    func place(_ key: String) -> Range<Int>? {
      members.first { $0.key.elementsEqual(key.utf8) }?.value
    }
    guard let seed = place("seed") else {
      preconditionFailure("a specification has a seed")
    }
    end = Array(text[seed.upperBound...])
    // Keys ascend: the pretraining stands before the seed.
    let pretraining = place("pretraining")
    middle = pretraining.map { Array(text[$0.upperBound..<seed.lowerBound]) }
    prefix = DigestPrefix(Array(text[..<(pretraining ?? seed).lowerBound]))
  }

  func digest(seed: UInt64, pretraining: Digest?) -> Digest {
    var rest: [UInt8] = []
    rest.reserveCapacity(96 + (middle?.count ?? 0) + end.count)
    if let middle {
      Self.append(pretraining.map(\.hexadecimal) ?? "", to: &rest)
      rest += middle
    }
    Self.append(String(seed), to: &rest)
    rest += end
    return prefix.digest(followedBy: rest)
  }

  /// Digits need no escapes.
  private static func append(_ digits: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    text += digits.utf8
    text.append(UInt8(ascii: "\""))
  }
}
