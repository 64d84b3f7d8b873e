import Foundation
import Study
import Testing

@testable import Reporting

@Suite("Published values beside measured ones")
struct PublishedTableTests {
  static let published = """
    { study: "s", title: "t", source: "x", values: [
      { name: "one", arm: "a", labels: 10, tests: ["few", "many", "none"], accuracy: 0.8633,
        images: 300, runs: 1 },
      { name: "other", labels: 10, accuracy: 0.5, images: 300, runs: 1 },
    ] }
    """

  static func set() throws -> ResultSet {
    var text = "arm,labels,seed,test,correct,total\n"
    for (seed, counts) in [(258, 8700), (259, 8633), (260, 8500), (265, 8900)].enumerated() {
      text += "a,10,\(seed),few,\(counts.0),300\na,10,\(seed),many,\(counts.1),10000\n"
    }
    let results = try ImportedResults(
      try CSVReader.read(Data(text.utf8), path: "t.csv"), path: "t.csv")
    return ResultSet(results, design: try results.design(), name: "t.csv")
  }

  // Means, intervals and p with scipy 1.17's t distribution.
  @Test("A value is counted in whole images where it was measured on as many, else to six decimals")
  func position() throws {
    let values = try PublishedValues.read(Data(Self.published.utf8), path: "p")
    let table = try PublishedTable.table(values, try Self.set(), level: 0.95)
    let rows = table.rows.map { $0.map(\.plain) }
    #expect(rows.map { $0[0] } == ["one", "one", "one", "other"])
    #expect(rows.map { $0[3] } == ["few", "many", "none", "–"])
    #expect(rows.map { $0[6] } == ["1 / 1 / 2", "1 / 1 / 2", "–", "–"])
    #expect(rows.map { $0[4] } == ["86.83 ± 1.65", "86.83 ± 2.65", "not measured", "–"])
    #expect(rows[0][7] == "[83.15, 90.52]" && rows[0][8] == "0.695")
  }
}
