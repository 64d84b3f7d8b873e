import Foundation
import Testing

@testable import Study

@Suite("Finding protocols")
struct ProtocolLibraryTests {
  /// A folder that is gone after the test.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("protocols"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func write(_ text: String, _ path: String) throws {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test("The search goes from the current folder to BENCH_HOME to the folders above the program")
  func folders() {
    let library = ProtocolLibrary(
      environment: ["BENCH_HOME": "/home/x"], executable: "/no/such/bin/bench")
    let expected = [
      "protocols", "/home/x/protocols", "/no/such/bin/protocols", "/no/such/protocols",
      "/no/protocols", "/protocols",
    ]
    #expect(library.folders == expected)
  }

  @Test("A name is found in the first folder that has it, and a path is taken as it is")
  func find() throws {
    try withFolder { folder in
      try write(Fixture.text, "\(folder)/protocols/base.json5")
      try write("1\n2\n3\n", "\(folder)/protocols/list.txt")
      let library = ProtocolLibrary(folders: ["\(folder)/none", "\(folder)/protocols"])
      let path = "\(folder)/protocols/base.json5"
      #expect(try library.path(of: "base") == path)
      #expect(try library.path(of: path) == path)
      #expect(library.list() == [ProtocolLibrary.Entry(name: "base", path: path)])
    }
  }

  @Test("A seed list may lie beside the protocol's folder or in it")
  func seeds() throws {
    try withFolder { folder in
      let text = Fixture.changed("seeds/registered.txt", "list.txt")
      try write(text, "\(folder)/protocols/base.json5")
      try write("1\n2\n3\n", "\(folder)/protocols/list.txt")
      let library = ProtocolLibrary(folders: ["\(folder)/protocols"])
      #expect(try library.load("base").study.seedList == [1, 2, 3])
      try write("4\n5\n6\n", "\(folder)/list.txt")
      #expect(try library.load("base").study.seedList == [4, 5, 6])
      try write("4\n5\n4\nx\n", "\(folder)/list.txt")
      let error = #expect(throws: ProtocolError.self) { try library.load("base") }
      #expect(
        error?.description == """
          \(folder)/list.txt:3:1: 4 is in line 1 too; seeds must differ, remove one
          \(folder)/list.txt:4:1: "x" is no seed; write one whole number from 0 to \(UInt64.max) \
          a line
          \(folder)/protocols/base.json5:13:16: repetitions: 3 exceeds the 2 seeds of list.txt; \
          use at most 2 or add seeds
          """)
    }
  }

  @Test(
    "A name that is not there is refused with what was probably meant and what there is",
    arguments: [
      ("smok", "no protocol \"smok\"; did you mean \"smoke\"? (there are LIST)"),
      ("zebra", "no protocol \"zebra\"; there are LIST; or give a file's path"),
      ("./smoke.json5", "no protocol \"./smoke.json5\"; there are LIST; or give a file's path"),
    ])
  func notFound(name: String, expected: String) {
    let library = ProtocolLibrary(folders: ["\(Package.root)/protocols"])
    let list = library.list().map(\.name).joined(separator: ", ")
    let error = #expect(throws: ProtocolError.self) { try library.path(of: name) }
    #expect(error?.description == expected.replacingOccurrences(of: "LIST", with: list))
  }

  @Test("A file that is not there is refused as such")
  func unreadable() {
    let error = #expect(throws: ProtocolError.self) { try ProtocolLoader.load(path: "/no/x.json5") }
    #expect(
      error?.description
        == "/no/x.json5: cannot be read (no such file); check the path and its permissions")
  }

  @Test(
    "Paths are kept as they were written",
    arguments: [
      ("protocols/x.json5", "protocols", ""), ("x.json5", "", ".."), ("./x.json5", ".", ".."),
      ("../x.json5", "..", "../.."), ("/a/b/x.json5", "/a/b", "/a"),
    ])
  func paths(file: String, folder: String, parent: String) {
    #expect(FilePath.folder(of: file) == folder)
    #expect(FilePath.parent(of: folder) == parent)
  }
}
