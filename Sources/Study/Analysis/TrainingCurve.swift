/// How one training went: the log of a record.
public struct TrainingCurve: Sendable, Equatable {
  /// One measurement.
  public struct Point: Sendable, Equatable {
    /// Optimiser steps done.
    public let update: Int
    /// The mean training loss since the measurement before.
    public let loss: Double
    /// Right training predictions since the measurement before, as a fraction; nil without examples.
    public let accuracy: Double?
    /// The mean loss on the validation part; nil without one.
    public let validationLoss: Double?
    /// Right predictions on the validation part, as a fraction; nil without one.
    public let validationAccuracy: Double?
  }

  /// The repetition's seed.
  public let seed: UInt64
  /// The measurements, by update.
  public let points: [Point]
}

extension StudyResults {
  /// The training logs of some runs.
  ///
  /// - Parameters:
  ///   - limit: the most repetitions, from the first; reading logs takes time.
  ///   - isWanted: whether a kind of run is meant.
  /// - Returns: one a repetition whose record is there and has a log, in their order.
  /// - Throws: `StudyError.unreadableRecord`.
  public func curves(
    limit: Int, of isWanted: (Run.Kind) -> Bool
  ) throws -> [TrainingCurve] {
    let found = records.filter { isWanted($0.run.kind) }
    return try found.prefix(limit).map { run, record in
      do {
        let result = try record.result(as: RunResult.self)
        return TrainingCurve(seed: run.seed, points: result.log.map(TrainingCurve.Point.init))
      } catch {
        throw StudyError.unreadableRecord(run.identifier, reason: "\(error)")
      }
    }.filter { !$0.points.isEmpty }
  }
}

extension TrainingCurve.Point {
  init(_ line: RunResult.Line) {
    func fraction(_ correct: Int?, _ total: Int?) -> Double? {
      guard let correct, let total, total > 0 else { return nil }
      return Double(correct) / Double(total)
    }
    update = line.update
    loss = line.loss
    accuracy = fraction(line.correct, line.total)
    validationLoss = line.validationLoss
    validationAccuracy = fraction(line.validationCorrect, line.validationTotal)
  }
}
