import Foundation
import Testing

@Suite("A protocol edited between two sweeps")
struct EditedProtocolTests {
  @Test(
    "The old report is not overwritten, the old records stay, and the old protocol has its report")
  func edited() throws {
    let faults = try FaultWorkspace()
    try faults.expectCompletion()
    let text = try Data(contentsOf: faults.file("protocols/tiny.json5"))
    try faults.workspace.edit("protocols/tiny.json5", "updates: 20", "updates: 25")

    let refused = try faults.workspace.run("sweep", "tiny", "--quiet")
    #expect(refused.code == 74)
    #expect(refused.err.contains("holds the report of another study"))
    #expect(try faults.workspace.report() == faults.report)

    let new = try faults.workspace.run("sweep", "tiny", "--out", "new")
    #expect(new.code == 0, "\(new.err)")
    // Pretrainings do not depend on it, and are shared.
    #expect(new.err.contains("14 runs: 2 in the store, 12 to do"))
    let manifest = String(
      decoding: try #require(try faults.workspace.report("new")["manifest.json"]), as: UTF8.self)
    #expect(manifest.contains("\"updates\":25"))

    try text.write(to: faults.file("protocols/tiny.json5"))
    let store = try FaultWorkspace.results(of: faults.file(FaultWorkspace.storePath))
    #expect(store.merging(faults.store) { $1 } == store, "the old records are there as they were")
    let old = try faults.workspace.run("sweep", "tiny")
    #expect(old.err.contains("14 in the store, 0 to do") && old.code == 0)
    #expect(try faults.workspace.report() == faults.report)
  }

  @Test("Edited while a sweep runs, it counts from the next sweep on")
  func meanwhile() throws {
    let faults = try FaultWorkspace(pretextEpochs: 30)
    let sweep = try Launched(faults.workspace, ["sweep", "tiny"])
    #expect(sweep.wait { sweep.err.contains("to do") })
    try Data("{ name: \"tiny\", nonsense".utf8).write(to: faults.file("protocols/tiny.json5"))
    #expect(sweep.finish().code == 0)
    #expect(try faults.workspace.report() == faults.report)
    #expect(try faults.workspace.run("sweep", "tiny").code == 65)
  }
}
