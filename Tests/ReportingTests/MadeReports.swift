@testable import Reporting
@testable import Study

/// Reports of one small study, made once for all tests of folders.
enum MadeReports {
  /// The report of three repetitions.
  static let whole = Result { try make() }
  /// Of two; the third is missing.
  static let part = Result { try make { $0.repetition < 3 ? counts($0) : nil } }
  /// Of the same runs with other results.
  static let other = Result { try make { counts($0) + ($0.arm == "rotation" ? 1 : 0) } }
  /// Of another study.
  static let stranger = Result { try make(Overrides(labels: [10], repetitions: 1)) }

  private static func counts(_ cell: ReportFixture.Cell) -> Int {
    800 + cell.repetition + (cell.arm == "rotation" ? 5 : 0)
  }

  private static func make(
    _ overrides: Overrides = Overrides(repetitions: 3),
    _ correct: (ReportFixture.Cell) -> Int? = { counts($0) }
  ) throws -> Report {
    let fixture = try ReportFixture(overrides)
    try fixture.fill(correct)
    return try fixture.report()
  }
}
