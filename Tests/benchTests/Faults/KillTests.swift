import Foundation
import Testing

/// A few kills; `make soak` makes a hundred and more, at moments drawn from a seed.
@Suite("SIGKILL")
struct KillTests {
  /// Fractions in 0 … 1: the fractional parts of multiples of the golden ratio.
  private func moments(_ count: Int) -> [Double] {
    (1...count).map { (Double($0) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1) }
  }

  @Test("Of sweeps, at any moment: no record is lost or torn, and the next one finishes them")
  func sweeps() throws {
    let faults = try FaultWorkspace(pretextEpochs: 30)
    var known: Set<String> = []
    for moment in moments(4) {
      try Launched(faults.workspace, ["sweep", "tiny"]).kill(after: 0.02 + 0.48 * moment)
      try faults.expectWhole()
      let store = faults.file(FaultWorkspace.storePath)
      let records = Set(try FaultWorkspace.results(of: store).keys.filter { $0.hasSuffix(".json") })
      #expect(records.isSuperset(of: known), "no record is lost")
      known = records
    }
    let result = try faults.expectCompletion()
    #expect(!result.err.contains("damaged"))
  }

  @Test("Of report writing: every file is whole or as it was, and the next one finishes them")
  func reports() throws {
    let faults = try FaultWorkspace()
    try faults.fill()
    for moment in moments(4) {
      try Launched(faults.workspace, ["report", "tiny"]).kill(after: 0.02 + 0.2 * moment)
      for (name, data) in (try? faults.workspace.report()) ?? [:] where !name.hasPrefix(".") {
        #expect(faults.report[name] == data, "\(name) is whole")
      }
    }
    try faults.expectCompletion()
  }

  @Test("Of report writing between any two files: the next one finishes them, and tidies up")
  func unfinishedReport() throws {
    let faults = try FaultWorkspace()
    try faults.fill()
    let folder = faults.file(FaultWorkspace.reportPath)
    let names = faults.report.keys.sorted().filter { $0 != "manifest.json" }
    for count in [0, 1, names.count / 2, names.count] {
      // What a kill leaves: the manifest to be, the files so far, and half of the next one.
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try faults.report["manifest.json"]?
        .write(to: folder.appendingPathComponent(".manifest.json.unfinished"))
      for name in names.prefix(count) {
        try faults.report[name]?.write(to: folder.appendingPathComponent(name))
      }
      let half = ".report.md.\(UUID().uuidString).tmp"
      try Data("# Ti".utf8).write(to: folder.appendingPathComponent(half))
      try faults.expectCompletion()
      try FileManager.default.removeItem(at: folder)
    }
  }
}
