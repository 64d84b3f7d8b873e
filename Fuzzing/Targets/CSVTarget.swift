import Foundation
import Reporting
import Study

/// Tables of results that others made, as `bench stats` reads and shows them.
enum CSVTarget: FuzzTarget {
  static let name = "csv"
  static let longest = 2048

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    let table: CSVTable
    do {
      table = try CSVReader.read(Data(bytes), path: "results.csv")
    } catch {
      return try requireVisible("\(error)", "the error")
    }
    try checkAgain(table)
    let results: ImportedResults
    do {
      results = try ImportedResults(table, path: "results.csv")
    } catch {
      return try requireVisible("\(error)", "the error")
    }
    try check(results)
  }

  /// Written and read again, a table is the same.
  private static func checkAgain(_ table: CSVTable) throws(Inconsistency) {
    var csv = CSV(header: table.header)
    for row in table.rows { csv.add(row.fields) }
    let text = csv.text
    // A table of one column without a name, or with an empty field, has lines that are left out.
    guard table.header.count > 1 else { return }
    let again = try succeeding("its own table") {
      try CSVReader.read(Data(text.utf8), path: "results.csv")
    }
    try require(
      again.header == table.header && again.rows.map(\.fields) == table.rows.map(\.fields),
      "written and read again, the table is another")
  }

  /// The analysis of small tables: whatever was accepted can be analysed and shown.
  private static func check(_ results: ImportedResults) throws(Inconsistency) {
    guard results.observations.count <= 24 else { return }
    let design = try succeeding("the design") { try results.design(margin: 0.01) }
    let analysis: Analysis
    do {
      analysis = try Analysis(results.observations, design: design)
    } catch {
      return try requireVisible("\(error)", "the error")
    }
    for format in TextFormat.allCases {
      try requireVisible(AnalysisText(results, analysis).text(format), "the \(format) text")
    }
    _ = try succeeding("JSON") { try JSONEncoder().encode(AnalysisJSON(results, analysis)) }
  }
}
