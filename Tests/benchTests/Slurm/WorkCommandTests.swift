import Foundation
import Testing

/// With programs in the place of Slurm's, so that nothing runs but what a test runs.
@Suite("bench work", .timeLimit(.minutes(10)))
struct WorkCommandTests {
  /// A workspace with a batch of all runs; the `PATH` has programs that answer as Slurm's do.
  private func submitted() throws -> (
    workspace: SweepWorkspace, batch: String, environment: [String: String]
  ) {
    let workspace = try SweepWorkspace()
    let tools = workspace.file("tools")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    let scripts = [
      ("scontrol", "echo 'MaxArraySize            = 1001'"),
      ("sbatch", #"echo "$@" >>"$0.said"; wc -l <"$0.said""#), ("squeue", ":"),
    ]
    for (name, text) in scripts {
      let file = tools.appendingPathComponent(name)
      try "#!/bin/sh\n\(text)\n".write(to: file, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    let environment = ["PATH": "\(tools.path):/usr/bin:/bin"]
    let result = try workspace.run(
      "sweep", "tiny", "--launcher", "slurm", environment: environment)
    try #require(result.code == 0, "\(result.err)")
    #expect(result.out.hasPrefix("1\t2\tpretraining rotation\n2\t2\tsupervised, 20 labels\n"))
    let batches = workspace.file(".bench/store/batches")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: batches.path).first { $0 != ".lock" })
    return (workspace, ".bench/store/batches/\(name)/batch.json", environment)
  }

  @Test("A run of a batch is made by hand, in the study as it was and the folder it was given from")
  func byHand() throws {
    let (workspace, batch, environment) = try submitted()
    try workspace.edit("protocols/tiny.json5", "updates: 20", "updates: 25")
    let made = try workspace.run("work", batch, "0", "2")
    #expect(made.code == 0, "\(made.err)")
    #expect(
      try workspace.run("work", batch, "2", environment: ["SLURM_ARRAY_TASK_ID": "2"]).code == 0)
    try workspace.edit("protocols/tiny.json5", "updates: 25", "updates: 20")
    let status = try workspace.run("status", "tiny", environment: environment)
    #expect(status.out.contains("\npretraining rotation         2     1 "), "\(status.out)")
    #expect(status.out.contains("\nrotation, 20 labels          2     1 "))
    // Twelve were submitted, and the queue knows nothing of them.
    #expect(status.out.contains("supervised, 20 labels, seed 11: its job ended without a record"))
    #expect(status.out.hasSuffix("\n2 of 14 runs are there\n"))
  }

  @Test("What keeps a task from being made is in the store, for status to say")
  func failure() throws {
    let (workspace, batch, environment) = try submitted()
    try workspace.edit(batch, #""training":200"#, #""training":190"#)
    let result = try workspace.run("work", batch, "1", "1")
    #expect(result.code != 0)
    let reason = try #require(result.err.split(separator: "\n").first).dropFirst("bench: ".count)
    let status = try workspace.run("status", "tiny", environment: environment)
    #expect(
      status.out.contains("failed: supervised, 20 labels, seed 11: \(reason)"), "\(status.out)")
  }

  @Test("A task that is not in the batch is refused")
  func noTask() throws {
    let (workspace, batch, _) = try submitted()
    for words in [["0", "3"], ["7", "1"], ["-1", "1"], ["x", "1"]] {
      let result = try workspace.run(["work", batch, "--"] + words)
      #expect(result.code == 65 && result.err.contains("has no task"), "\(result.err)")
    }
    let none = try workspace.run("work", batch, "0")
    #expect(none.code == 65 && none.err.contains("has no task (none given)"))
  }

  @Test("Where the queue is not to be asked, status says so and goes on")
  func noQueue() throws {
    let (workspace, _, _) = try submitted()
    let status = try workspace.run("status", "tiny", environment: ["PATH": "/nowhere"])
    #expect(status.code == 1)
    #expect(
      status.err.contains("the queue cannot be asked, so that runs it has count as missing: squeue")
    )
    #expect(status.out.hasSuffix("\n0 of 14 runs are there\n"))
    let again = try workspace.run(
      "sweep", "tiny", "--launcher", "slurm", environment: ["PATH": "/nowhere"])
    #expect(again.code == 66, "without an answer nothing is submitted a second time")
  }
}
