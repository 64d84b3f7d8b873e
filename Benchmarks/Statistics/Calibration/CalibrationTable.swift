/// One Markdown table of rates, with what it shows above.
struct CalibrationTable {
  let title: String
  let note: String
  let header: [String]
  var rows: [[String]] = []

  /// Title, note and table.
  var text: String {
    let rule = ["---"] + header.dropFirst().map { _ in "---:" }
    let lines = ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
    return "### \(title)\n\n\(note)\n\n\(lines.joined(separator: "\n"))"
  }
}

/// How much is simulated.
struct Effort {
  /// 1, or less to see that everything works.
  let scale: Double

  /// A number of replications.
  func times(_ count: Int) -> Int { max(20, Int(Double(count) * scale)) }

  static let repetitions = [3, 5, 10, 20, 30]
  static let seed: UInt64 = 20_260_101
}
