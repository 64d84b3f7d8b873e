import Foundation
import Testing

@Suite("Shards and merging on the command line", .timeLimit(.minutes(5)))
struct ShardCommandTests {
  @Test("Shards made apart and merged give the undivided report, byte for byte")
  func whole() throws {
    let workspace = try SweepWorkspace()
    #expect(
      try workspace.run("sweep", "tiny", "--out", "whole", "--store", "whole-store").code == 0)
    for number in 1...3 {
      let result = try workspace.run([
        "sweep", "tiny", "--shard", "\(number)/3", "--store", "store-\(number)",
      ])
      #expect(result.code == 0, "\(result.err)")
      #expect(result.out.hasPrefix("shard \(number)/3: "))
      #expect(result.err.contains("'bench merge STORE…'"))
    }
    let merged = try workspace.run("merge", "store-2", "store-3", "--store", "store-1")
    #expect(merged.code == 0, "\(merged.err)")
    #expect(merged.out.hasPrefix("2 stores: "))
    #expect(try workspace.run("report", "tiny", "--out", "parts", "--store", "store-1").code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.file("whole").path)
    #expect(names.count > 5)
    for name in names {
      #expect(
        try Data(contentsOf: workspace.file("whole/\(name)"))
          == Data(contentsOf: workspace.file("parts/\(name)")), "\(name)")
    }
  }

  @Test("A shard that is none, and options of a report, are refused")
  func refused() throws {
    let workspace = try SweepWorkspace()
    let none = try workspace.run(["sweep", "tiny", "--shard", "4/3"])
    #expect(none.code == 64)
    #expect(
      none.err.hasPrefix(
        "bench: --shard: '4/3' is not a shard K/N of whole numbers with 1 ≤ K ≤ N; "
          + "write for example --shard 3/16\n"))
    let out = try workspace.run(
      ["sweep", "tiny", "--shard", "1/3", "--out", "x"])
    #expect(out.code == 64)
    #expect(out.err.hasPrefix("bench: --shard and --out exclude each other; keep one of them\n"))
  }

  @Test("An empty shard says so, and its plan does")
  func empty() throws {
    let workspace = try SweepWorkspace()
    let made = try workspace.run(
      ["sweep", "tiny", "--shard", "99/99"])
    #expect(made.code == 0)
    #expect(
      made.out == "shard 99/99: no runs: the plan has less work to divide than there are shards\n")
    let plan = try workspace.run(
      ["sweep", "tiny", "--shard", "99/99", "--dry-run"])
    #expect(plan.out.hasPrefix("shard 99/99 of tiny: no runs, there are more shards than work\n"))
  }

  @Test("A store that is not there ends with 66, the store itself with 64")
  func stores() throws {
    let workspace = try SweepWorkspace()
    let absent = try workspace.run("merge", "nowhere")
    #expect(absent.code == 66)
    #expect(absent.err.contains("nowhere: there is no store here"))
    try FileManager.default.createDirectory(
      at: workspace.file("own/records"), withIntermediateDirectories: true)
    let same = try workspace.run("merge", "own", "--store", "own")
    #expect(same.code == 64)
    #expect(same.err.contains("this is the store that is merged into"))
    #expect(try workspace.run("merge").code == 64)
  }
}
