import Foundation
import Testing

@testable import bench

@Suite("bench show pretext of a protocol")
struct ShowProtocolTests {
  @Test("What the store's network answers is shown, and only where it was trained on that")
  func answers() throws {
    let workspace = try SweepWorkspace()
    let words = ["show", "pretext", "rotation", "tiny", "--count", "2"]
    let before = try workspace.run(words)
    #expect(before.code == 0)
    #expect(before.err.contains("no network of it with seed 11 is in .bench/store"))
    #expect(!before.out.contains("✓") && !before.out.contains("✗"))
    // Looking makes no store.
    #expect(!FileManager.default.fileExists(atPath: workspace.file(".bench").path))

    #expect(try workspace.run("sweep", "tiny", "--quiet").code == 0)
    let after = try workspace.run(words)
    #expect(after.code == 0 && after.err.isEmpty)
    #expect(
      after.out.hasPrefix(
        """
        rotation: by how much was the image turned?
        2 training images of strokes, seed 11

        """))
    let marks = after.out.filter { "✓✗".contains($0) }
    #expect(marks.count == 8)
    #expect(try workspace.run(words).out == after.out)

    let stranger = try workspace.run(words + ["--seed", "5"])
    #expect(stranger.err.contains("no network of it with seed 5 is in"))
    #expect(!stranger.out.contains("✗"))
  }

  @Test("A task that the protocol has not is shown on its images; an unknown one names both kinds")
  func other() throws {
    let workspace = try SweepWorkspace()
    let outcome = try workspace.run(["show", "pretext", "rotatio", "tiny"])
    #expect(outcome.code == 64)
    #expect(
      outcome.err == "bench: 'rotatio' is no pretext task; did you mean 'rotation'?\n")
    let missing = try workspace.run(["show", "pretext", "rotation", "nonesuch"])
    #expect(missing.code == 66)
  }
}
