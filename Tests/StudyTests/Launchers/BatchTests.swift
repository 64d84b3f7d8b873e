import Foundation
import Testing

@testable import Study

@Suite("Batches")
struct BatchTests {
  @Test("A batch's path tells its store, and a batch of another engine version is refused")
  func version() throws {
    let fixture = try SweepFixture()
    let folder = try #require(try fixture.submit(to: MockQueue()).folder)
    let path = "\(folder)/batch.json"
    #expect(
      try RecordStore(ofBatch: path).directory.path == fixture.store.directory.path)
    #expect(try fixture.store.batches().map(\.name) == [try Batch(contentsOf: path).name])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(
      of: "\"engineVersion\":\(Engine.version)", with: "\"engineVersion\":999"
    ).write(toFile: path, atomically: true, encoding: .utf8)
    let error = try #require(throws: LauncherError.self) { try Batch(contentsOf: path) }
    #expect("\(error)".contains("engine version 999, this program has 1 and \(Engine.version)"))
    #expect(try fixture.store.batches().isEmpty)
  }

  @Test(
    "What is no batch is refused with its path",
    arguments: ["", "{}", "[]", #"{"format":1,"engineVersion":2}"#])
  func damaged(text: String) throws {
    let folder = try StoreTestFolder()
    let path = folder.url.appendingPathComponent("batch.json").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let error = try #require(throws: LauncherError.self) { try Batch(contentsOf: path) }
    #expect("\(error)".hasPrefix(path))
    #expect("\(error)".hasSuffix("submit again"))
  }

  @Test("The script that a cluster runs has no word of the study in it")
  func script() throws {
    let fixture = try SweepFixture { $0.title = "$(touch x)" }
    let queue = MockQueue()
    let folder = try #require(try fixture.submit(to: queue).folder)
    let text = try String(contentsOfFile: "\(folder)/run.sh", encoding: .utf8)
    #expect(text.hasSuffix("\nexec \"$@\"\n") && !text.contains("touch"))
    #expect(queue.arrays.allSatisfy { !"\($0)".contains("touch") })
  }
}
