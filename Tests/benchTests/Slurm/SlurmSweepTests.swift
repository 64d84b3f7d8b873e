import Foundation
import Testing

/// Against a real Slurm, which every test starts and stops by itself.
@Suite(
  "bench sweep --launcher slurm", .serialized, .timeLimit(.minutes(10)),
  .enabled(if: SlurmCluster.isInstalled, Comment(rawValue: SlurmCluster.absence)))
struct SlurmSweepTests {
  /// The report of a sweep without Slurm, in a store of its own.
  private func localReport(_ workspace: SweepWorkspace) throws -> [String: Data] {
    let result = try workspace.run("sweep", "tiny", "--store", "local", "--out", "local-report")
    #expect(result.code == 0, "\(result.err)")
    return try workspace.report("local-report")
  }

  private func submit(
    _ workspace: SweepWorkspace, _ cluster: SlurmCluster, _ options: String...
  ) throws -> ExecutableTests.Result {
    try workspace.run(
      ["sweep", "tiny", "--launcher", "slurm"] + options, environment: cluster.environment)
  }

  private func status(
    _ workspace: SweepWorkspace, _ cluster: SlurmCluster, _ options: String...
  ) throws -> ExecutableTests.Result {
    try workspace.run(["status", "tiny"] + options, environment: cluster.environment)
  }

  @Test("Arrays keep to their throttle, and the report is that of a local sweep, byte for byte")
  func report() throws {
    let workspace = try SweepWorkspace(pretextEpochs: 60)
    let cluster = try SlurmCluster()
    defer { cluster.stop() }
    let expected = try localReport(workspace)
    let few = ["--repetitions", "3", "--store", "throttled"]
    let first = try workspace.run(
      ["sweep", "tiny", "--launcher", "slurm", "--slurm-throttle", "2"] + few,
      environment: cluster.environment)
    #expect(first.code == 0, "\(first.err)")
    var most = 0
    try cluster.wait(for: "the end of all jobs") {
      let running = try cluster.run(
        "squeue", "--states=running", "--array", "--noheader", "--format=%F"
      ).split(separator: "\n")
      for job in running { most = max(most, running.filter { $0 == job }.count) }
      return try cluster.states().allSatisfy { $0 == "COMPLETED" }
    }
    #expect(most == 2, "of three tasks, no more than two at a time, and once two")
    let second = try submit(workspace, cluster)
    #expect(second.code == 0, "\(second.err)")
    #expect(second.err.contains("14 runs: 0 in the store, 0 waiting or running, 14 submitted"))
    let end = try status(workspace, cluster, "--wait", "60s")
    #expect(end.code == 0, "\(end.out)")
    #expect(end.out.hasSuffix("\n14 of 14 runs are there\n"))
    #expect(try workspace.run("report", "tiny").code == 0)
    #expect(try workspace.report() == expected)
  }

  @Test("The same command submits what is missing only, and nothing where nothing is")
  func resubmission() throws {
    let workspace = try SweepWorkspace()
    let cluster = try SlurmCluster()
    defer { cluster.stop() }
    let expected = try localReport(workspace)
    // Nothing runs before it is let go, so that the two submissions meet.
    let submissions = try (0..<2).map { _ in
      let (process, out, err) = try workspace.process(
        ["sweep", "tiny", "--launcher", "slurm", "--slurm-options=--hold"],
        environment: cluster.environment)
      try process.run()
      return (process, out, err)
    }
    let notes = submissions.map { process, out, err in
      _ = out.fileHandleForReading.readDataToEndOfFile()
      let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return text
    }
    #expect(notes.filter { $0.contains("0 waiting or running, 14 submitted") }.count == 1)
    #expect(notes.filter { $0.contains("14 waiting or running, 0 submitted") }.count == 1)
    #expect(try cluster.states().count == 14)
    // What is edited now is not what was submitted.
    let text = try String(contentsOf: workspace.file("protocols/tiny.json5"), encoding: .utf8)
    try workspace.edit("protocols/tiny.json5", "updates: 20", "updates: 25")
    for job in 1...20 { try cluster.run("scontrol", "release", "\(job)") }
    try cluster.wait(for: "the end of all jobs") {
      try cluster.states().allSatisfy { $0 == "COMPLETED" }
    }
    try text.write(
      to: workspace.file("protocols/tiny.json5"), atomically: true, encoding: .utf8)
    // Three records less: a pretraining, what comes after it, and another.
    let records = try workspace.run("status", "tiny", "--json", environment: cluster.environment)
    #expect(records.code == 0, "\(records.out)")
    try removeRecords(
      workspace, [#""kind":"pretraining""#, #""weights":"pretext""#, #""weights":"random""#])
    let incomplete = try workspace.run("report", "tiny")
    #expect(incomplete.err.contains("11 of 14 runs are there, 3 are missing"))
    let again = try submit(workspace, cluster)
    #expect(again.err.contains("14 runs: 11 in the store, 0 waiting or running, 3 submitted"))
    #expect(try status(workspace, cluster, "--wait", "60s").code == 0)
    #expect(try workspace.run("report", "tiny", "--force").code == 0)
    #expect(try workspace.report() == expected)
    let nothing = try submit(workspace, cluster)
    #expect(nothing.code == 0 && nothing.out.isEmpty)
    #expect(nothing.err.contains("there is nothing to submit"))
  }

  /// Removes a record for each text, one that has it.
  private func removeRecords(_ workspace: SweepWorkspace, _ texts: [String]) throws {
    let folder = workspace.file(".bench/store/records")
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    for text in texts {
      let name = try #require(
        all.first { name in
          guard name.hasSuffix(".json"), !name.hasSuffix(".timing.json"),
            let content = try? String(
              contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
          else { return false }
          return content.contains(text)
        })
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  @Test("What needs a pretraining that fails is cancelled, and status says why; the others finish")
  func failedDependency() throws {
    let workspace = try SweepWorkspace()
    try workspace.edit(
      "protocols/tiny.json5", "learningRate: 1e-3 }, batchSize: 64",
      "learningRate: 1e30 }, batchSize: 64")
    let cluster = try SlurmCluster()
    defer { cluster.stop() }
    #expect(try submit(workspace, cluster).code == 0)
    let end = try status(workspace, cluster, "--wait", "60s")
    #expect(end.code == 1)
    #expect(end.out.hasSuffix("\n8 of 14 runs are there\n"), "\(end.out)")
    #expect(end.out.contains("failed: pretraining rotation, seed 11: training diverged"))
    #expect(
      end.out.contains(
        "failed: rotation, 50 labels, seed 12: not run, since its pretraining failed "
          + "(pretraining rotation, seed 12)"))
    #expect(end.out.contains("0-1.log"))
    let states = try cluster.states()
    #expect(states.filter { $0 == "FAILED" }.count == 2)
    #expect(states.filter { $0 == "CANCELLED" }.count == 4)
    #expect(states.filter { $0 == "COMPLETED" }.count == 8)
    let again = try submit(workspace, cluster)
    #expect(again.err.contains("14 runs: 8 in the store, 0 waiting or running, 6 submitted"))
  }

  @Test("When a machine dies under a run, status says so, and the same command finishes the study")
  func deadNode() throws {
    let workspace = try SweepWorkspace(pretextEpochs: 200)
    let cluster = try SlurmCluster()
    defer { cluster.stop() }
    let expected = try localReport(workspace)
    #expect(try submit(workspace, cluster, "--slurm-options=--no-requeue").code == 0)
    try cluster.wait(for: "a running pretraining") {
      try status(workspace, cluster).out.split(separator: "\n")
        .contains { $0.hasPrefix("pretraining") && $0.split(separator: " ")[4] == "2" }
    }
    cluster.killNode()
    try cluster.wait(for: "a machine that is down", seconds: 60) {
      try cluster.states().contains("NODE_FAIL")
    }
    let dead = try status(workspace, cluster)
    #expect(dead.code == 1)
    #expect(
      dead.out.contains(
        "failed: pretraining rotation, seed 11: its job ended: its machine failed (NODE_FAIL)"),
      "\(dead.out)")
    try cluster.startNode()
    #expect(try status(workspace, cluster, "--wait", "60s").code == 1)
    #expect(try submit(workspace, cluster).code == 0)
    #expect(try status(workspace, cluster, "--wait", "60s").code == 0)
    #expect(try workspace.run("report", "tiny").code == 0)
    #expect(try workspace.report() == expected)
  }
}
