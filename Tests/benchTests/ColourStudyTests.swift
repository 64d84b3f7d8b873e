import Foundation
import Testing

/// The published RotNet experiment, shrunk: its own protocol with few filters, short trainings and a
/// small set in the same format.
@Suite("A study of colour images", .timeLimit(.minutes(10)))
struct ColourStudyTests {
  private func workspace() throws -> SweepWorkspace {
    let workspace = try SweepWorkspace()
    try ColouredShapes.write(to: workspace.file("shapes"), training: 12, test: 4)
    let shipped = "\(Root.path)/protocols/rotnet-nin-cifar10.json5"
    var text = try String(contentsOfFile: shipped, encoding: .utf8)
    for (old, new) in [
      ("name: \"rotnet-nin-cifar10\"", "name: \"nin\""), ("\"cifar10\"", "\"./shapes\""),
      ("filters: 192", "filters: 16"), ("filters: 160", "filters: 16"),
      ("filters: 96", "filters: 16"),
      ("[0, 50000]", "[0, 120]"), ("[0, 10000]", "[0, 40]"),
      ("[200, 1000, 4000, 10000, 50000]", "[40, 120]"),
      ("seeds/registered.txt", "seeds/few.txt"), ("repetitions: 3", "repetitions: 2"),
      ("[60, 120, 160]", "[1]"), ("epochs: 200", "epochs: 2"),
      ("batchSize: 512", "batchSize: 64"),
      ("[23460, 46920, 62560]", "[2, 3]"), ("updates: 78200", "updates: 4"),
      ("evaluateEvery: 3910", "evaluateEvery: 2"), ("batchSize: 128", "batchSize: 16"),
      ("[13685, 27370, 33235]", "[1, 2]"), ("updates: 39100", "updates: 3"),
    ] {
      try #require(text.contains(old), "the protocol has \(old)")
      text = text.replacingOccurrences(of: old, with: new)
    }
    try text.write(to: workspace.file("protocols/nin.json5"), atomically: true, encoding: .utf8)
    return workspace
  }

  @Test("Reading, subset, pretext, transfer and report; jobs change no byte")
  func sweep() throws {
    let workspace = try workspace()
    let result = try workspace.run("sweep", "nin", "--jobs", "1", "--out", "one")
    #expect(result.code == 0, "\(result.err)")
    let one = try workspace.report("one")
    let many = try workspace.run(
      "sweep", "nin", "--jobs", "3", "--out", "many", "--store", "other-store")
    #expect(many.code == 0, "\(many.err)")
    #expect(try workspace.report("many") == one)
    let runs = String(decoding: try #require(one["runs.csv"]), as: UTF8.self)
    // Four arms, two sizes, two seeds, and a header.
    #expect(runs.split(whereSeparator: \.isNewline).count == 17)
    let report = String(decoding: try #require(one["report.md"]), as: UTF8.self)
    #expect(report.contains("`data_batch_1.bin`") && report.contains("`test_batch.bin`"))
    let verified = try workspace.run("verify", "one", "--jobs", "2")
    #expect(verified.code == 0, "\(verified.err)")
  }

  @Test("A dry run states operations, core-hours, disk and memory, as text and as JSON")
  func dryRun() throws {
    let workspace = try workspace()
    let text = try workspace.run("sweep", "nin", "--dry-run", "--arms", "supervised,rotation")
    #expect(text.code == 0, "\(text.err)")
    let lines = text.out.split(separator: "\n")
    #expect(
      lines[0].split(separator: " ") == [
        "run", "planned", "missing", "operations", "core-hours", "disk",
      ])
    #expect(text.out.contains("of memory"))
    let json = try workspace.run(
      "sweep", "nin", "--dry-run", "--json", "--arms", "supervised,rotation")
    let plan = try #require(
      try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any])
    let runs = try #require(plan["runs"] as? [[String: Any]])
    #expect(runs.compactMap { $0["name"] as? String }.count == 5)
    let total = try #require(plan["total"] as? [String: Any])
    for key in ["operations", "coreSeconds"] {
      let sum = runs.compactMap { $0[key] as? Double }.reduce(0, +)
      let whole = try #require(total[key] as? Double)
      #expect(whole > 0 && abs(sum - whole) < 1e-9 * whole, "\(key)")
    }
    #expect(total["planned"] as? Int == 10 && total["missing"] as? Int == 10)
    // By hand: 2 epochs of 480 examples through both blocks of the encoder (5×5×3, 1×1×16, 1×1×16 to 16
    // filters at 32×32; 5×5×16, 1×1×16 twice at 16×16) and two blocks of 3×3×16, 1×1×16 twice at 8×8, with
    // 4 units at the end. Backward costs the same twice, but for the images.
    let first = 1024 * 16 * 75
    let forward =
      first + 2 * 1024 * 256 + 256 * 16 * 400 + 2 * 256 * 256 + 2 * 64 * (16 * 144 + 2 * 256)
      + 4 * 16
    let pretraining = Double(2 * 2 * 2 * 480 * (3 * forward - first))
    #expect(runs[0]["operations"] as? Double == pretraining)
    let alone = try workspace.run("sweep", "nin", "--json")
    #expect(alone.code == 64)
    #expect(alone.err.contains("--json goes with --dry-run only; add --dry-run"))
  }

  @Test("The set is shown, listed and checked by its folder's path")
  func data() throws {
    let workspace = try workspace()
    let shown = try workspace.run("data", "show", "./shapes")
    #expect(shown.code == 0, "\(shown.err)")
    #expect(shown.out.hasPrefix("shapes, training set: 120 images of 32×32×3, from "))
    let sheet = try workspace.run("data", "show", "./shapes", "--set", "test", "--out", "sheet.png")
    #expect(sheet.code == 0)
    let png = [UInt8](try Data(contentsOf: workspace.file("sheet.png")))
    #expect(Array(png[24..<26]) == [8, 2], "colour")
    let checked = try workspace.run("data", "check", "./shapes")
    #expect(checked.code == 0)
    #expect(checked.out.contains("well-formed, content not pinned, SHA-256"))
  }
}
