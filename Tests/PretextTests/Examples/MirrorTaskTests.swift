import Foundation
import Network
import Pretext
import Random
import Testing

@Suite("The worked example of a pretext task")
struct MirrorTaskTests {
  @Test("CONTRIBUTING.md shows the file")
  func text() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let code = try String(contentsOf: folder.appending(path: "MirrorTask.swift"), encoding: .utf8)
    let root = folder.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
    #expect(text.contains("```swift\n\(code)```\n"))
  }

  @Test("One more line in the registry, and a protocol can name it")
  func registered() {
    let registry = PretextRegistry(PretextRegistry.builtIn.tasks + [MirrorTask.self])
    #expect(registry.task(named: "mirror") is MirrorTask.Type)
    #expect(PretextRegistry.builtIn.task(named: "mirror") == nil)
  }

  @Test("A numbered 2×3 is mirrored, its channels in order")
  func mirrored() throws {
    let grey = try TaskFixture.task(
      MirrorTask.self, on: TaskFixture.images([1, 2, 3, 4, 5, 6], rows: 2, columns: 3))
    #expect(TaskFixture.values(grey, 0) == [1, 2, 3, 4, 5, 6])
    #expect(TaskFixture.values(grey, 1) == [3, 2, 1, 6, 5, 4])
    let coloured = try TaskFixture.task(
      MirrorTask.self,
      on: TaskFixture.images([1, 2, 3, 4, 5, 6], rows: 1, columns: 2, channels: 3))
    #expect(TaskFixture.values(coloured, 1) == [4, 5, 6, 1, 2, 3])
    #expect((0..<2).map(grey.caption) == ["as it is", "mirrored"])
  }

  @Test("With one copy it is drawn which of the two is shown, anew in every pass")
  func drawn() throws {
    let images = TaskFixture.noise(60, side: 4)
    var task = try TaskFixture.task(MirrorTask.self, [("copies", .wholeNumber(1))], on: images)
    var seen: [[Int]] = []
    for epoch in 1...2 {
      task.begin(epoch: epoch)
      seen.append((0..<60).map(task.label))
      #expect(seen[epoch - 1].reduce(0, +) > 15 && seen[epoch - 1].reduce(0, +) < 45)
    }
    #expect(seen[0] != seen[1])
  }
}
