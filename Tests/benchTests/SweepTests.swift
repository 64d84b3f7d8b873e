import Foundation
import Testing

@Suite("bench sweep, report and verify")
struct SweepTests {
  @Test("A second sweep runs nothing and leaves the same bytes, as does bench report")
  func again() throws {
    let workspace = try SweepWorkspace(drawsPictures: true)
    let first = try workspace.run("sweep", "tiny")
    #expect(first.code == 0, "\(first.err)")
    #expect(first.err.contains("14 runs: 0 in the store, 14 to do"))
    let report = try workspace.report()
    let pictures = [
      "accuracy", "filters", "gaps", "label-efficiency", "predictions", "pretext-rotation",
      "training",
    ]
    #expect(
      report.keys.filter { $0.hasSuffix("g") }.sorted()
        == pictures.flatMap { ["\($0).png", "\($0).svg"] })
    for name in [
      "gaps.csv", "manifest.json", "report.html", "report.md", "runs.csv", "summary.csv",
    ] {
      #expect(report[name] != nil, "\(name)")
    }
    let text = String(decoding: try #require(report["report.md"]), as: UTF8.self)
    #expect(text.contains("takes the example for (✓ right, ✗ wrong)"))
    let second = try workspace.run("sweep", "tiny")
    #expect(second.code == 0)
    #expect(second.out == first.out)
    #expect(second.err.contains("14 runs: 14 in the store, 0 to do"))
    #expect(second.err.contains("report unchanged, byte for byte"))
    try FileManager.default.removeItem(at: workspace.file("reports"))
    #expect(try workspace.run("report", "tiny").code == 0)
    #expect(try workspace.report() == report)
  }

  @Test("Any number of jobs and threads and any CPU level give the same report")
  func jobs() throws {
    let workspace = try SweepWorkspace()
    var reports: [[String: Data]] = []
    for (index, cores) in [("1", "1"), ("2", "3"), ("5", "2")].enumerated() {
      let result = try workspace.run(
        "sweep", "tiny", "--jobs", cores.0, "--threads", cores.1, "--store", "store-\(index)",
        "--out", "report-\(index)",
        environment: index == 1 ? ["BENCH_CPU": "portable"] : [:])
      #expect(result.code == 0, "\(result.err)")
      reports.append(try workspace.report("report-\(index)"))
    }
    #expect(reports[0] == reports[1])
    #expect(reports[0] == reports[2])
  }

  @Test("Verify counts equal records, and names the run and the figure of a difference")
  func verify() throws {
    let workspace = try SweepWorkspace()
    #expect(try workspace.run("sweep", "tiny").code == 0)
    let equal = try workspace.run("verify", "tiny", "--quiet")
    #expect(
      equal
        == ExecutableTests.Result(
          code: 0, out: "reports/tiny: all 14 records are equal\n", err: ""))
    try workspace.edit(
      "reports/tiny/manifest.json", "\"updates\":20,\"validation\":",
      "\"updates\":21,\"validation\":")
    let different = try workspace.run("verify", "reports/tiny", "--quiet")
    #expect(different.code == 1)
    #expect(
      different.out.hasPrefix(
        "reports/tiny: differs: supervised, 20 labels, seed 11: result.updates: the report has 21"))
    #expect(different.out.hasSuffix("this run gave 20\n"))
  }

  @Test("Verify refuses a report whose files were edited, and one of another protocol")
  func verifyRefuses() throws {
    let workspace = try SweepWorkspace()
    #expect(try workspace.run("sweep", "tiny").code == 0)
    try workspace.edit("protocols/tiny.json5", "updates: 20", "updates: 25")
    let other = try workspace.run("verify", "tiny")
    #expect(other.code == 1)
    #expect(other.err.contains("is not the study of reports/tiny"))
    try workspace.edit("reports/tiny/report.md", "Tiny", "Huge")
    let edited = try workspace.run("verify", "reports/tiny")
    #expect(edited.code == 1)
    #expect(edited.err.contains("reports/tiny/report.md: is not as its report wrote it"))
  }

  @Test("A report is not replaced by that of another study, unless forced")
  func overwriting() throws {
    let workspace = try SweepWorkspace()
    #expect(try workspace.run("sweep", "tiny").code == 0)
    try workspace.edit("protocols/tiny.json5", "updates: 20", "updates: 25")
    let report = try workspace.report()
    let refused = try workspace.run("sweep", "tiny", "--quiet")
    #expect(refused.code == 74)
    #expect(refused.err.contains("reports/tiny: holds the report of another study"))
    #expect(try workspace.report() == report)
    #expect(try workspace.run("sweep", "tiny", "--force").code == 0)
    #expect(try workspace.report() != report)
  }

  @Test("Overrides get a folder of their own, and the report says so")
  func overrides() throws {
    let workspace = try SweepWorkspace()
    let result = try workspace.run("sweep", "tiny", "--labels=30", "--repetitions", "3")
    #expect(result.code == 0, "\(result.err)")
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: workspace.file("reports").path)
    #expect(folders.count == 1)
    let folder = try #require(folders.first)
    #expect(folder.hasPrefix("tiny-"))
    let data = try #require(try workspace.report("reports/\(folder)")["report.md"])
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("This report departs from the protocol `tiny`"))
    #expect(text.contains("bench sweep tiny --labels 30 --repetitions 3"))
  }

  @Test("A run that fails does not stop the others; exit code and report tell")
  func failure() throws {
    let workspace = try SweepWorkspace(supervisedRate: "1e30")
    let result = try workspace.run("sweep", "tiny")
    #expect(result.code == 1)
    #expect(result.err.contains("failed: supervised, 20 labels, seed 11: training diverged"))
    #expect(result.err.contains("10 of 14 runs are there, 4 are missing"))
    let data = try #require(try workspace.report()["report.md"])
    let text = String(decoding: data, as: UTF8.self)
    #expect(text.contains("**Incomplete:** 4 of 14 runs have no record"))
  }

  @Test(
    "What cannot be run ends with a clear line and the exit code of its kind",
    arguments: [
      (["sweep", "tiny", "--dataset", "nonsense"], 64, "nonsense"),
      (["sweep", "tiny", "--dataset", "./none"], 66, "none"),
      (["sweep", "tiny", "--store", "/dev/null/store"], 74, "/dev/null"),
      (["sweep", "tiny", "--jobs", "0"], 64, "--jobs"),
      (["report", "tiny", "--out", "/dev/null/report"], 74, "/dev/null/report"),
      (["verify", "tiny"], 66, "manifest.json"),
    ] as [([String], Int32, String)])
  func refusals(words: [String], code: Int32, part: String) throws {
    let workspace = try SweepWorkspace()
    let (process, out, err) = try workspace.process(words)
    try process.run()
    _ = out.fileHandleForReading.readDataToEndOfFile()
    let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == code, "\(text)")
    #expect(text.contains(part))
  }

  @Test("An unknown CPU level is a usage error")
  func level() throws {
    let workspace = try SweepWorkspace()
    let result = try workspace.run("sweep", "tiny", environment: ["BENCH_CPU": "nonsense"])
    #expect(result.code == 64)
    #expect(result.err.hasPrefix("bench: BENCH_CPU: 'nonsense' is no level of this machine"))
  }

  @Test("A dry run prints the plan and makes nothing")
  func dryRun() throws {
    let workspace = try SweepWorkspace()
    let result = try workspace.run("sweep", "tiny", "--dry-run")
    #expect(result.code == 0)
    let lines = result.out.split(separator: "\n")
    #expect(lines[0].hasPrefix("run "))
    #expect(lines[1].hasPrefix("pretraining "))
    #expect(lines.contains { $0.hasPrefix("total ") && $0.contains(" 14 ") })
    #expect(!FileManager.default.fileExists(atPath: workspace.file("reports").path))
  }
}
