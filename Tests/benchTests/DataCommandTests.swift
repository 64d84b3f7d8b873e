import Datasets
import Foundation
import Testing

@testable import bench

@Suite("bench data list, check and fetch")
struct DataCommandTests {
  struct Row: Decodable {
    let name: String
    let state: String
    let folder: String?
    let missing: [String]?
    let remedy: String?
  }

  /// Where nothing of the user's is found: only a folder of the test's, and the system's.
  static func environment(_ data: SmallDataset) -> [String: String] {
    ["BENCH_DATA": data.path, "XDG_DATA_HOME": data.path + "/none"]
  }

  @Test("The list has the catalogue's sets and the built-in ones, each with its place")
  func list() async throws {
    let outcome = await Outcome.of("data", "list", "--json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(outcome.out.utf8))
    #expect(
      rows.map(\.name) == [
        "mnist", "fashion-mnist", "cifar10", "cifar100", "strokes", "shapes",
      ])
    #expect(rows[4].state == "needs no file" && rows[5].state == "needs no file")
    for row in rows.prefix(4) { #expect((row.folder == nil) == (row.remedy != nil), "\(row.name)") }
  }

  @Test("A set that lacks files is listed with their names")
  func incomplete() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    let folder = data.folder.appendingPathComponent("mnist")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try data.write([0], "mnist/train-images-idx3-ubyte")
    try data.write([0], "mnist/t10k-labels-idx1-ubyte.gz")
    let words = ["data", "list"]
    let outcome = await Outcome.of(words + ["--json"], environment: Self.environment(data))
    let rows = try JSONDecoder().decode([Row].self, from: Data(outcome.out.utf8))
    #expect(rows[0].state == "incomplete" && rows[0].folder == folder.path)
    #expect(rows[0].missing == ["train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"])
    let text = await Outcome.of(words, environment: Self.environment(data)).out
    #expect(text.contains("t10k-images-idx3-ubyte") && text.hasPrefix("  mnist  "))
  }

  @Test("A built-in set proves itself", arguments: ["strokes", "shapes"])
  func builtIn(name: String) async {
    let outcome = await Outcome.of("data", "check", name)
    #expect(outcome.code == .done && outcome.err.isEmpty)
    #expect(outcome.out.hasPrefix("\(name): built-in: right, SHA-256 "))
  }

  @Test("A folder is checked for its structure, and the first fault named with code 65")
  func folder() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    #expect(await Outcome.of("data", "check", data.path).code == .done)
    try data.write([0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 2, 3, 9], "t10k-labels-idx1-ubyte")
    let outcome = await Outcome.of("data", "check", data.path)
    #expect(outcome.code == .badData && outcome.out.isEmpty)
    #expect(
      outcome.err == "bench: \(data.path)/t10k-labels-idx1-ubyte: more than the 12 bytes its "
        + "header promises; fetch it again\n")
  }

  @Test("Files under a catalogue's name must be that set's, and all of them are checked")
  func wrong() async throws {
    let data = try SmallDataset()
    defer { data.remove() }
    let named = data.folder.appendingPathComponent("mnist")
    try FileManager.default.createDirectory(at: named, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: data.path)
    where name.hasSuffix("ubyte") {
      try FileManager.default.copyItem(
        at: data.folder.appendingPathComponent(name), to: named.appendingPathComponent(name))
    }
    let outcome = await Outcome.of(
      ["data", "check", "mnist"], environment: Self.environment(data))
    #expect(outcome.code == .badData)
    let lines = outcome.err.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.contains("\(named.path)/") && $0.contains("the SHA-256 of") })
  }

  @Test(
    "A set that is nowhere has code 66, an unknown name code 64",
    arguments: [
      (["check", "./nonesuch"], .noInput), (["check", "mnits"], .usage),
      (["show", "./nonesuch"], .noInput), (["show", "mnits"], .usage),
      (["fetch", "mnits"], .usage),
    ] as [([String], ExitCode)])
  func codes(words: [String], code: ExitCode) async {
    let outcome = await Outcome.of(["data"] + words)
    #expect(outcome.code == code)
    #expect(outcome.out.isEmpty && outcome.err.hasPrefix("bench: \(words[1]): "))
  }

  @Test(
    "What cannot be fetched is refused with code 64 before anything is tried",
    arguments: [
      (["strokes"], "strokes: nothing to fetch: the set is built in"),
      (
        ["cifar10"],
        "cifar10: nothing to fetch: get the binary version (cifar-10-binary.tar.gz) and unpack it in a "
          + "folder of the search path: bench data list --help"
      ),
      (["./folder"], "./folder: nothing to fetch: only sets of the catalogue can be fetched"),
      (
        ["mnist", "--mirror", "http://127.0.0.1/"],
        "http://127.0.0.1/: a mirror must be an https: or file: address"
      ),
      (["mnist", "--mirror", "/folder"], "/folder: a mirror must be an https: or file: address"),
      (
        ["mnist", "--mirror", "https://[x"],
        "https://[x: a mirror must be an https: or file: address"
      ),
    ])
  func refused(words: [String], message: String) async {
    let outcome = await Outcome.of(["data", "fetch"] + words)
    #expect(outcome.code == .usage)
    #expect(outcome.out.isEmpty && outcome.err == "bench: \(message)\n")
  }
}

extension DataCommandTests {
  /// Whether MNIST can be read on this machine.
  static let hasMNIST = DataLibrary(
    searchPath: DataLibrary.searchPath(
      dataOption: nil, environment: ProcessInfo.processInfo.environment)
  ).status().contains {
    guard $0.name == "mnist", case .found = $0.state else { return false }
    return true
  }

  @Test(
    "MNIST, where it is, is right, counted as published, and not fetched again",
    .enabled(if: hasMNIST))
  func mnist() async throws {
    let environment = ProcessInfo.processInfo.environment
    let fetched = await Outcome.of(["data", "fetch", "mnist"], environment: environment)
    #expect(fetched.code == .done && fetched.err.isEmpty)
    #expect(fetched.out.hasSuffix("already, and right\n"))
    let shown = await Outcome.of(
      ["data", "show", "mnist", "--set", "test"], environment: environment)
    // The class counts of the test images as published.
    #expect(
      shown.out.contains(
        "class counts: 0: 980  1: 1135  2: 1032  3: 1010  4: 982  5: 892  6: 958  7: 1028  "
          + "8: 974  9: 1009\n"))
  }
}
