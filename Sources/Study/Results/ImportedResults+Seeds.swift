extension ImportedResults {
  private struct Cell: Hashable {
    let test: String
    let labels: Int
  }

  private struct Place: Hashable {
    let cell: Cell
    let arm: String
    let seed: UInt64
  }

  /// Refuses results of which an arm lacks a seed that another has, at the same size on the same test set:
  /// which runs are missing may depend on how they went. An arm without any result there is not meant.
  ///
  /// - Throws: `ResultsError.invalid` with the line of a result that has no partner, once a missing one.
  public func checkSeeds() throws(ResultsError) {
    let column = columns.first { $0.role == .seed }?.name
    let present = Set(observations.map { Place(cell: Self.cell($0), arm: $0.arm, seed: $0.seed) })
    var arms: [Cell: [String]] = [:]
    for item in observations where arms[Self.cell(item)]?.contains(item.arm) != true {
      arms[Self.cell(item), default: []].append(item.arm)
    }
    var told: Set<Place> = []
    var problems: [ResultsError.Problem] = []
    for (item, line) in zip(observations, lines) {
      let cell = Self.cell(item)
      for arm in arms[cell] ?? [] {
        let place = Place(cell: cell, arm: arm, seed: item.seed)
        guard !present.contains(place), told.insert(place).inserted else { continue }
        problems.append(.init(line: line, column: column, message: message(item, lacking: arm)))
      }
    }
    guard problems.isEmpty else { throw .invalid(path, problems) }
  }

  private static func cell(_ item: Analysis.Observation) -> Cell {
    Cell(test: item.test, labels: item.labels)
  }

  private func message(_ item: Analysis.Observation, lacking arm: String) -> String {
    let size = hasLabels ? " with \(item.labels) labels" : ""
    return "\(item.seed) has no result of arm \"\(VisibleText.of(arm))\"\(size) on test set "
      + "\"\(VisibleText.of(item.test))\"; add it, or compare complete pairs only with --incomplete"
  }
}
