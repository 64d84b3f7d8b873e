import Foundation
import Testing

@testable import Study

/// Protocols that ask for more than there can be.
@Suite("Limits of protocols")
struct ProtocolLimitTests {
  /// What is said of a protocol.
  private func message(of text: String) -> String {
    do {
      _ = try Fixture.load(text)
      return "valid"
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "A number that cannot be computed with is refused by its rule",
    arguments: [
      ("{ layer: \"relu\" }", "{ layer: \"upsampling\", factor: 9223372036854775807 }", "factor"),
      (
        "filters: 8, kernel: 3, stride: 2",
        "filters: 8, kernel: 9223372036854775807, stride: 9223372036854775807", "kernel"
      ),
      (
        "pretextImages: [0, 400]", "pretextImages: [-9223372036854775808, 9223372036854775807]",
        "pretextImages"
      ),
      ("labels: [50, 200]", "labels: [50, 9223372036854775807]", "labels"),
    ])
  func numbers(old: String, new: String, key: String) {
    let message = message(of: Fixture.changed(old, new))
    #expect(message.contains(key) && message.contains("9223372036854775807"))
  }

  @Test("Layers that together give more than memory holds are refused, not built")
  func layers() {
    let layers = String(repeating: "{ layer: \"upsampling\", factor: 4096 }, ", count: 6)
    let text = Fixture.changed("{ layer: \"relu\" },", layers)
    #expect(throws: StudyError.self) {
      let loaded = try Fixture.load(text)
      _ = try StudyNetworks(loaded.study, on: #require(loaded.study.dataset.subject))
    }
  }

  @Test(
    "A seed list outside the protocol's folders is refused, whatever it is",
    arguments: ["/dev/zero", "/etc/passwd", "../../seeds.txt", "seeds/../../seeds.txt"])
  func seeds(path: String) {
    #expect(
      message(of: Fixture.changed("seeds/registered.txt", path)).contains(
        "\"\(path)\" cannot be read (a path that leaves the protocol's folders)"))
  }

  @Test("A pipe in the place of a seed list is refused, not waited for")
  func pipe() throws {
    let folder = try StoreTestFolder()
    let path = folder.url.appendingPathComponent("seeds").path
    try #require(mkfifo(path, 0o600) == 0)
    let failure = try #require(throws: BoundedFile.Failure.self) {
      try SeedList.read(path, isNamedByFile: true)
    }
    #expect(failure.reason == "it is no regular file")
  }

  @Test("More bytes than are read are an error, and so is an endless device")
  func sizes() throws {
    let folder = try StoreTestFolder()
    let file = folder.url.appendingPathComponent("file")
    try Data(repeating: 32, count: 11).write(to: file)
    #expect(try BoundedFile.read(file.path, limit: 11).count == 11)
    for path in [file.path, "/dev/zero"] {
      let failure = try #require(throws: BoundedFile.Failure.self) {
        try BoundedFile.read(path, limit: 10)
      }
      #expect(failure.reason == "it has more than the 10 bytes that are read")
    }
  }

  @Test("What a protocol says cannot command the terminal of whoever reads its errors")
  func terminal() {
    let name = "\\u001b[2J\\u202e\\u061c"
    let message = message(of: Fixture.changed("name: \"test\"", "name: \"\(name)\""))
    #expect(message.contains("tests[0].name: \"\u{FFFD}[2J\u{FFFD}\u{FFFD}\" is no name here"))
  }

  @Test(
    "A file of a report's manifest has a plain name",
    arguments: ["", ".", "..", "../x", "/etc/passwd", "a/b", "a\u{0}b"])
  func manifest(name: String) throws {
    let digest = String(repeating: "a", count: 64)
    let text = try JSONEncoder().encode(["name": name, "digest": digest])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Manifest.File.self, from: text)
    }
    let plain = try JSONEncoder().encode(["name": "..report.md", "digest": digest])
    #expect(try JSONDecoder().decode(Manifest.File.self, from: plain).name == "..report.md")
  }
}
