import Foundation
import Synchronization
import Testing

/// What an undisturbed sweep leaves.
struct Undisturbed: Sendable {
  /// The files of its report, by name.
  let report: [String: Data]
  /// Records and attachments, by their paths.
  let store: [String: Data]

  private static let known = Mutex<[Int: Undisturbed]>([:])

  /// Sweeps in a workspace of its own, once a process; the others wait.
  static func sweep(pretextEpochs: Int) throws -> Undisturbed {
    try known.withLock { known in
      if let found = known[pretextEpochs] { return found }
      let workspace = try SweepWorkspace(pretextEpochs: pretextEpochs)
      let result = try workspace.run("sweep", "tiny")
      try #require(result.code == 0, "\(result.err)")
      let new = Undisturbed(
        report: try workspace.report(),
        store: try FaultWorkspace.results(of: workspace.file(FaultWorkspace.storePath)))
      known[pretextEpochs] = new
      return new
    }
  }
}

/// A workspace whose store a fault befalls, and what an undisturbed sweep leaves.
final class FaultWorkspace {
  let workspace: SweepWorkspace
  private let undisturbed: Undisturbed

  static let storePath = ".bench/store"
  static let reportPath = "reports/tiny"

  init(pretextEpochs: Int = 2) throws {
    undisturbed = try Undisturbed.sweep(pretextEpochs: pretextEpochs)
    workspace = try SweepWorkspace(pretextEpochs: pretextEpochs)
  }

  /// The report of an undisturbed sweep.
  var report: [String: Data] { undisturbed.report }
  /// Records and attachments of an undisturbed sweep, by their paths.
  var store: [String: Data] { undisturbed.store }

  func file(_ path: String) -> URL { workspace.file(path) }

  /// Puts the records of the undisturbed sweep into the store.
  func fill() throws {
    for (path, data) in store {
      let url = file("\(Self.storePath)/records/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url)
    }
  }

  /// Records and attachments of a store, by their paths.
  static func results(of store: URL) throws -> [String: Data] {
    let root = store.appendingPathComponent("records")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    var files: [String: Data] = [:]
    for path in paths where isResult(path) {
      files[path] = try Data(contentsOf: root.appendingPathComponent(path))
    }
    return files
  }

  private static func isResult(_ path: String) -> Bool {
    path.hasSuffix(".bin") || (path.hasSuffix(".json") && !path.hasSuffix(".timing.json"))
  }

  /// The temporary files of a store.
  func temporaries(_ path: String = storePath) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: file(path).path)
    return names.filter { $0.hasSuffix(".tmp") }
  }

  /// The path of a record's file: the first of all in ascending order.
  func record() throws -> String {
    try #require(store.keys.filter { $0.hasSuffix(".json") }.min())
  }

  /// Expects that every record that is there is whole: the bytes of the undisturbed one, attachments and
  /// all; and that whatever else is there is a lock, a timing, or a temporary file.
  func expectWhole(
    _ path: String = storePath, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let root = file("\(path)/records")
    for name in (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? [] {
      let isTransient =
        name.hasSuffix(".tmp") || name.hasSuffix("/.lock") || name.hasSuffix(".timing.json")
        || name.utf8.count == 2
      if isTransient { continue }
      let data = try Data(contentsOf: root.appendingPathComponent(name))
      #expect(store[name] == data, "\(name) is whole", sourceLocation: sourceLocation)
      for attachment in store.keys
      where name.hasSuffix(".json") && attachment.hasPrefix(name.dropLast(4)) {
        #expect(
          FileManager.default.fileExists(atPath: root.appendingPathComponent(attachment).path)
            || attachment == name,
          "\(attachment) is there before its record is", sourceLocation: sourceLocation)
      }
    }
  }

  /// Expects that the same command finishes, with the bytes of the undisturbed sweep.
  @discardableResult
  func expectCompletion(
    _ more: [String] = [], store path: String = storePath, report out: String = reportPath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ExecutableTests.Result {
    let result = try workspace.run(["sweep", "tiny"] + more)
    #expect(result.code == 0, "\(result.err)", sourceLocation: sourceLocation)
    let found = try Self.results(of: file(path))
    #expect(found == store, "the same records", sourceLocation: sourceLocation)
    let written = try workspace.report(out)
    #expect(written == report, "the same report", sourceLocation: sourceLocation)
    return result
  }
}
