import Foundation
import Testing

/// What the store does with every length and byte is in `StoreDamageTests`; this is what a person sees.
@Suite("Torn, edited and replaced records")
struct DamagedRecordTests {
  /// What is done to a file, and a part of what the sweep says; nil where it says nothing.
  struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var suffix = ".json"
    let said: String?
    let befall: @Sendable (URL) throws -> Void
  }

  private static func edit(_ old: String, _ new: String) -> @Sendable (URL) throws -> Void {
    { url in
      let text = try String(contentsOf: url, encoding: .utf8)
      try #require(text.contains(old))
      try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: url)
    }
  }

  private static func replace(_ make: @escaping @Sendable (URL) throws -> Void)
    -> @Sendable (URL) throws -> Void
  {
    { url in
      try FileManager.default.removeItem(at: url)
      try make(url)
    }
  }

  private static func sparse(_ bytes: UInt64) -> @Sendable (URL) throws -> Void {
    { url in
      let handle = try FileHandle(forWritingTo: url)
      try handle.truncate(atOffset: bytes)
      try handle.close()
    }
  }

  static let faults: [Fault] = [
    Fault(testDescription: "empty", said: "not the text of a record") { try Data().write(to: $0) },
    Fault(testDescription: "torn in the middle", said: "not the text of a record") {
      let data = try Data(contentsOf: $0)
      try data.prefix(data.count / 2).write(to: $0)
    },
    Fault(testDescription: "torn before the last byte", said: "not the text of a record") {
      try Data(contentsOf: $0).dropLast(2).write(to: $0)
    },
    Fault(
      testDescription: "specification edited", said: "the digest is not that of the content",
      befall: edit("\"batchSize\":16", "\"batchSize\":17")),
    Fault(
      testDescription: "result edited", said: "the digest is not that of the content",
      befall: edit("\"updates\":20", "\"updates\":21")),
    Fault(testDescription: "digest edited", said: "the digest is not that of the content") { url in
      let text = try String(contentsOf: url, encoding: .utf8)
      let key = try #require(text.range(of: "\"digest\":\"", options: .backwards))
      let digit = text[key.upperBound]
      try Data(
        (text[..<key.upperBound] + (digit == "0" ? "1" : "0") + text[key.upperBound...].dropFirst())
          .utf8
      ).write(to: url)
    },
    Fault(
      testDescription: "a folder", said: "it is not a regular file",
      befall: replace {
        try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
      }),
    Fault(
      testDescription: "a pipe", said: "it is not a regular file",
      befall: replace {
        #expect(mkfifo($0.path, 0o644) == 0)
      }),
    Fault(
      testDescription: "a link to a device", said: "it is not a regular file",
      befall: replace {
        #expect(symlink("/dev/zero", $0.path) == 0)
      }),
    Fault(
      testDescription: "a link to itself", said: "leads nowhere",
      befall: replace {
        #expect(symlink($0.lastPathComponent, $0.path) == 0)
      }),
    Fault(
      testDescription: "a link to nothing", said: nil,
      befall: replace {
        #expect(symlink("nothing", $0.path) == 0)
      }),
    Fault(testDescription: "a gigabyte of nothing", said: "at most", befall: sparse(1 << 30)),
    Fault(
      testDescription: "an attachment edited", suffix: ".predictions.bin", said: "SHA-256 is"
    ) { url in
      var data = try Data(contentsOf: url)
      data[7] ^= 1
      try data.write(to: url)
    },
    Fault(
      testDescription: "an attachment torn", suffix: ".predictions.bin", said: "instead of 40"
    ) { try Data(contentsOf: $0).dropLast().write(to: $0) },
    Fault(
      testDescription: "an attachment of a gigabyte", suffix: ".weights.bin",
      said: "1073741824 bytes instead",
      befall: sparse(1 << 30)),
    Fault(
      testDescription: "an attachment that is a pipe", suffix: ".weights.bin",
      said: "it is not a regular file", befall: replace { #expect(mkfifo($0.path, 0o644) == 0) }),
    Fault(
      testDescription: "an attachment that is a folder", suffix: ".predictions.bin",
      said: "it is not a regular file",
      befall: replace {
        try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: true)
      }),
    Fault(
      testDescription: "no attachment", suffix: ".predictions.bin", said: "the file is missing",
      befall: replace { _ in }),
  ]

  @Test("All at once are set aside by name, made again, and the report is the same")
  func faults() throws {
    let faults = try FaultWorkspace()
    try faults.fill()
    // One fault a run, as many at a time as there are downstream runs.
    let records = faults.store.keys.filter {
      $0.hasSuffix(".json") && faults.store[$0.dropLast(5) + ".predictions.bin"] != nil
    }.sorted()
    var rest = Self.faults[...]
    while !rest.isEmpty {
      let batch = Array(zip(rest, records))
      rest = rest.dropFirst(batch.count)
      for (fault, record) in batch {
        let path = "\(FaultWorkspace.storePath)/records/\(record.dropLast(5))\(fault.suffix)"
        try fault.befall(faults.file(path))
      }
      let result = try faults.expectCompletion()
      let told = result.err.split(separator: "\n").filter { $0.contains("was damaged") }
      #expect(told.count == batch.count { $0.0.said != nil }, "\(result.err)")
      for (fault, _) in batch {
        guard let said = fault.said else { continue }
        #expect(told.contains { $0.contains(said) }, "\(fault.testDescription): \(result.err)")
      }
      #expect(result.err.contains("\(14 - batch.count) in the store, \(batch.count) to do"))
      try FileManager.default.removeItem(at: faults.file(FaultWorkspace.reportPath))
    }
  }

  @Test("A record under another's name is set aside, and its own stays")
  func misnamed() throws {
    let faults = try FaultWorkspace()
    try faults.fill()
    let records = faults.store.keys.filter { $0.hasSuffix(".json") }.sorted()
    let root = faults.file("\(FaultWorkspace.storePath)/records")
    try faults.store[records[0]]?.write(to: root.appendingPathComponent(records[5]))
    let result = try faults.expectCompletion()
    #expect(result.err.contains("its specification has the digest"))
    #expect(result.err.contains("13 in the store, 1 to do"))
  }

  @Test("bench report uses none of them, and does not wait for a pipe")
  func report() throws {
    let faults = try FaultWorkspace()
    try faults.fill()
    let records = faults.store.keys.filter { $0.hasSuffix(".json") }.sorted()
    for record in records.prefix(2) {
      let url = faults.file("\(FaultWorkspace.storePath)/records/\(record)")
      try FileManager.default.removeItem(at: url)
      #expect(mkfifo(url.path, 0o644) == 0)
    }
    let result = try Launched(faults.workspace, ["report", "tiny"]).finish()
    #expect(result.code == 0, "\(result.err)")
    #expect(result.err.contains("12 of 14 runs are there, 2 are missing"))
  }

  @Test("A pipe in a report's folder is no file of a report, and is not waited for")
  func reportFolder() throws {
    let faults = try FaultWorkspace()
    try faults.expectCompletion()
    for name in ["report.md", "manifest.json"] {
      let url = faults.file("reports/tiny/\(name)")
      try FileManager.default.removeItem(at: url)
      #expect(mkfifo(url.path, 0o644) == 0)
      for command in ["sweep", "verify"] {
        let words = [command, command == "verify" ? "reports/tiny" : "tiny"]
        let result = try Launched(faults.workspace, words).finish()
        #expect(result.code != 0 && result.err.contains("reports/tiny/\(name)"), "\(result.err)")
      }
      try FileManager.default.removeItem(at: url)
      try faults.report[name]?.write(to: url)
    }
  }

  @Test("What a system leaves among the records is let be")
  func strangers() throws {
    let faults = try FaultWorkspace()
    try faults.fill()
    let root = faults.file("\(FaultWorkspace.storePath)/records")
    for name in [".DS_Store", ".nfs0001", "lost+found", "zz"] {
      try Data([1]).write(to: root.appendingPathComponent(name))
    }
    try faults.expectCompletion()
    #expect(try Data(contentsOf: root.appendingPathComponent("zz")) == Data([1]))
  }
}
