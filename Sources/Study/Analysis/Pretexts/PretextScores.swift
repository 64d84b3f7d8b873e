import Foundation
import Network
import Pretext

/// How well a pretext task was done in one repetition, on held-out examples.
public struct PretextScore: Sendable, Equatable {
  /// The repetition's seed.
  public let seed: UInt64
  /// The figures that its record has.
  public let measures: [PretextMeasure]
}

/// The part of a pretraining's result that says how well it went.
private struct PretrainingFigures: Decodable {
  let validation: RunResult.Score?
  let measures: [PretextMeasure]?
}

extension StudyResults {
  /// How well a pretext task was done, by repetition.
  ///
  /// - Parameter pretext: a pretext's name.
  /// - Returns: one a repetition whose record is there and has figures of held-out examples, in their
  ///   order.
  /// - Throws: `StudyError.unreadableRecord`.
  public func pretextScores(of pretext: String) throws -> [PretextScore] {
    let answer = plan.networks.pretext(named: pretext)?.layout.answer
    return try records.compactMap { run, record in
      guard case .pretraining(let name) = run.kind, name == pretext else { return nil }
      let figures: PretrainingFigures
      do {
        figures = try JSONDecoder().decode(
          PretrainingFigures.self, from: record.result(without: "log").rest)
      } catch {
        throw StudyError.unreadableRecord(run.identifier, reason: "\(error)")
      }
      let measures = figures.measures ?? figures.validation.map { [Self.accuracy($0, answer)] }
      return measures.map { PretextScore(seed: run.seed, measures: $0) }
    }
  }

  /// How many of some views find their partner by chance: each among the others of its group of examples,
  /// as a test of the contrastive loss goes.
  private static func chance(ofViews count: Int) -> Double? {
    let group = 2 * Loss.groupSize
    guard count > 0 else { return nil }
    let groups = (0..<(count + group - 1) / group).map { min(group, count - $0 * group) }
    let hits = groups.reduce(0.0) { $0 + Double($1) / Double(max($1 - 1, 1)) }
    return hits / Double(count)
  }

  /// The share of right answers; by chance one of as many as there are classes.
  private static func accuracy(
    _ score: RunResult.Score, _ answer: PretextAnswer?
  ) -> PretextMeasure {
    var chance: Double?
    switch answer {
    case .classes(let count): chance = 1 / Double(count)
    case .embedding: chance = Self.chance(ofViews: score.total)
    case .image, .pixelClasses, nil: break
    }
    return PretextMeasure(
      name: "accuracy", value: Double(score.correct) / Double(max(score.total, 1)), trivial: chance)
  }
}

extension PretextComparison {
  /// The comparison of a study.
  ///
  /// - Parameters:
  ///   - results: what the store holds.
  ///   - analysis: of the same.
  /// - Throws: `StudyError.unreadableRecord`, `StatisticsError` for a figure that is no number.
  public init(_ results: StudyResults, _ analysis: Analysis) throws {
    let study = results.plan.study
    let pretexts = try study.neededPretexts.map { pretext in
      try Pretext(
        name: pretext.name, task: pretext.task.name,
        scores: try results.pretextScores(of: pretext.name).map(\.measures),
        planned: study.repetitions)
    }
    let arms = study.arms.map { ArmUse(arm: $0.name, pretext: $0.pretext, use: $0.use) }
    self.init(pretexts, arms, analysis)
  }
}

extension Arm {
  /// What is done with the encoder, in a few words: `frozen`, `trained from layer 3`, `frozen, to layer 2`,
  /// `frozen, 5 neighbours`.
  var use: String {
    guard isBuiltIn else { return "learner" }
    var parts = [
      encoder == .frozen ? "frozen" : trainFrom.map { "trained from layer \($0)" } ?? "trained"
    ]
    if let layers { parts.append(layers == 0 ? "pixels alone" : "to layer \(layers)") }
    if let neighbours { parts.append("\(neighbours) neighbours") }
    if head != nil { parts.append("own head") }
    if pseudoLabels != nil { parts.append("pseudo-labels") }
    return parts.joined(separator: ", ")
  }
}
