/// Whether the learner of an arm gives the same answers when it is run twice.
public struct LearnerRepetition: Equatable, Sendable, CustomStringConvertible {
  /// The arm's name.
  public let arm: String
  /// How many runs were made twice.
  public private(set) var repeated = 0
  /// How many of them gave two answers.
  public private(set) var differing = 0
  /// The first run that gave two answers.
  public private(set) var first: String?
  /// How many runs failed at least once.
  public private(set) var failed = 0

  /// Whether all runs were made twice and gave the same answer.
  public var isDeterministic: Bool { differing == 0 && failed == 0 }

  /// Compares the runs of all learners in two stores.
  ///
  /// - Parameters:
  ///   - runs: a plan's.
  ///   - store: what they gave.
  ///   - other: what they gave again.
  /// - Returns: one an arm with a learner, in the order of their first runs.
  /// - Throws: `StoreError.inputOutput`.
  public static func compare(
    _ runs: [Run], in store: RecordStore, and other: RecordStore
  ) throws -> [LearnerRepetition] {
    var found: [LearnerRepetition] = []
    for run in runs {
      guard case .downstream(let arm, _, _) = run.kind, run.isLearner else { continue }
      let place = found.firstIndex { $0.arm == arm.name } ?? found.endIndex
      if place == found.endIndex { found.append(LearnerRepetition(arm: arm.name)) }
      switch (try store.read(run.identifier), try other.read(run.identifier)) {
      case (.present(let one), .present(let two)):
        found[place].repeated += 1
        guard one.digest != two.digest else { continue }
        found[place].differing += 1
        found[place].first = found[place].first ?? run.label
      default: found[place].failed += 1
      }
    }
    return found
  }

  private init(arm: String) { self.arm = arm }

  /// One line: how often it was run twice, and what came of it.
  public var description: String {
    let failures = failed == 0 ? "" : "; \(Self.runs(failed)) failed and cannot be judged"
    guard let first else {
      return "learner \(arm): \(Self.runs(repeated)) answered the same twice\(failures)"
    }
    return
      "learner \(arm) is not deterministic: \(differing) of \(Self.runs(repeated)) answered differently when "
      + "run again (first: \(first))\(failures)"
  }

  private static func runs(_ count: Int) -> String { count == 1 ? "1 run" : "\(count) runs" }
}
