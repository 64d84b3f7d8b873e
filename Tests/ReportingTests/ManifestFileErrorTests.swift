import Foundation
import Testing

@testable import Reporting
@testable import Study

@Suite("Files that are no manifest")
struct ManifestFileErrorTests {
  @Test("A folder without one is said to have none")
  func absent() throws {
    let folder = try TemporaryFolder()
    #expect(throws: ReportError.noManifest(folder.url.relativePath)) {
      try ManifestFile.read(in: folder.url)
    }
  }

  @Test(
    "What is no manifest is refused in one line",
    arguments: [
      "", "garbage", "{}", "[]", "{\"format\":2}", "{\"format\":\"1\"}", "{\"format\":2,",
      "{\"format\":2,\"engineVersion\":1,\"study\":{}}", "\u{0}\u{1}",
    ])
  func garbage(text: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appendingPathComponent("manifest.json")
    try Data(text.utf8).write(to: file)
    let error = #expect(throws: ReportError.self) { try ManifestFile.read(in: folder.url) }
    guard case .unreadableManifest(let path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(path == file.relativePath)
    #expect(try #require(error).description.split(whereSeparator: \.isNewline).count == 1)
  }
}
