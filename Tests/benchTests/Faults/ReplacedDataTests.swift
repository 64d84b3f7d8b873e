import Foundation
import Testing

@Suite("A file of a data set replaced")
struct ReplacedDataTests {
  /// A workspace whose study is on 200 + 40 images of its own in `data/`.
  private func workspace() throws -> SweepWorkspace {
    let workspace = try SweepWorkspace(pretextEpochs: 30)
    try FileManager.default.createDirectory(
      at: workspace.file("data"), withIntermediateDirectories: true)
    for (prefix, count) in [("train", 200), ("t10k", 40)] {
      try write(workspace, "\(prefix)-images-idx3-ubyte", images(count, step: 7))
      try write(
        workspace, "\(prefix)-labels-idx1-ubyte",
        [0, 0, 8, 1, 0, 0, 0, UInt8(count)] + (0..<count).map { UInt8($0 % 10) })
    }
    return workspace
  }

  private func images(_ count: Int, step: Int) -> [UInt8] {
    [0, 0, 8, 3, 0, 0, 0, UInt8(count), 0, 0, 0, 12, 0, 0, 0, 12]
      + (0..<count * 144).map { UInt8($0 * step % 251) }
  }

  private func write(_ workspace: SweepWorkspace, _ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: workspace.file("data/\(name)"))
  }

  private static let words = ["sweep", "tiny", "--dataset", "./data"]

  @Test("Between sweeps: other data are other runs, and their report does not replace the old one")
  func between() throws {
    let workspace = try workspace()
    let first = try workspace.run(Self.words + ["--out", "report"])
    try #require(first.code == 0, "\(first.err)")
    let report = try workspace.report("report")
    let store = try FaultWorkspace.results(of: workspace.file(".bench/store"))
    try write(workspace, "train-images-idx3-ubyte", images(200, step: 11))

    let refused = try workspace.run(Self.words + ["--out", "report", "--quiet"])
    #expect(refused.code == 74)
    #expect(refused.err.contains("holds the report of another study, data set"), "\(refused.err)")
    #expect(try workspace.report("report") == report)
    let second = try workspace.run(Self.words + ["--out", "other"])
    #expect(second.code == 0 && second.err.contains("14 runs: 0 in the store, 14 to do"))
    let both = try FaultWorkspace.results(of: workspace.file(".bench/store"))
    #expect(both.merging(store) { $1 } == both, "the old records are there as they were")

    try write(workspace, "train-images-idx3-ubyte", images(200, step: 7))
    let third = try workspace.run(Self.words + ["--out", "report"])
    #expect(third.code == 0 && third.err.contains("14 in the store, 0 to do"), "\(third.err)")
    #expect(try workspace.report("report") == report)
  }

  @Test("During a sweep: the data were read at its beginning, and are those that it names")
  func during() throws {
    let workspace = try workspace()
    let first = try workspace.run(Self.words + ["--store", "whole", "--out", "whole-report"])
    try #require(first.code == 0, "\(first.err)")
    let sweep = try Launched(workspace, Self.words + ["--out", "report"])
    #expect(sweep.wait { sweep.err.contains("to do") })
    try write(workspace, "train-images-idx3-ubyte", images(200, step: 11))
    try write(workspace, "t10k-labels-idx1-ubyte", [1, 2, 3])
    let result = sweep.finish()
    #expect(result.code == 0, "\(result.err)")
    #expect(try workspace.report("report") == workspace.report("whole-report"))
    #expect(
      try FaultWorkspace.results(of: workspace.file(".bench/store"))
        == FaultWorkspace.results(of: workspace.file("whole")))
  }

  @Test("By a torn file: a clear error before anything is run")
  func torn() throws {
    let workspace = try workspace()
    try write(workspace, "t10k-images-idx3-ubyte", images(40, step: 7).dropLast(100))
    let result = try workspace.run(Self.words)
    #expect(result.code == 65)
    #expect(result.err.contains("t10k-images-idx3-ubyte"))
    #expect(!FileManager.default.fileExists(atPath: workspace.file(".bench").path))
  }
}
