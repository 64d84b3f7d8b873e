import Foundation
import Testing

/// What a learner can do wrong is a failed run with a reason, and the runs beside it are as they would be alone.
@Suite("Learners that misbehave")
struct LearnerMisbehaviourTests {
  /// A script, and what is said of its runs.
  struct Fault: Sendable {
    let name: String
    let script: String
    let reason: String
  }

  static let faults: [Fault] = [
    Fault(
      name: "status", script: "echo first >&2; echo 'no data here' >&2; exit 3",
      reason: "the learner ended with status 3: first | no data here"),
    Fault(
      name: "signal", script: "kill -SEGV $$", reason: "the learner was ended by signal 11"),
    Fault(
      name: "silent", script: "exit 0",
      reason: "the learner's answer: there is none; the path is the request's \"answer\""),
    Fault(
      name: "few", script: answering(#"[1, 2, 3]"#),
      reason: "the learner's answer: 3 predictions for 40 test images; write one for every image"),
    Fault(
      name: "range",
      script: SweepWorkspace.allZero + "\n"
        + #"echo "{\"predictions\": [$zeros]}" | sed 's/0,0,0/0,10,0/' > "$answer""#,
      reason: "prediction 1 is 10.0; a class is a whole number from 0 to 9"),
    Fault(
      name: "nan",
      script: SweepWorkspace.allZero + "\n"
        + #"echo "{\"predictions\": [$zeros]}" | sed 's/0,0,0/0,0,NaN/' > "$answer""#,
      reason: "prediction 2 is nan; a class is a whole number"),
    Fault(
      name: "nothing", script: SweepWorkspace.answerPath + "\n" + #": > "$answer""#,
      reason: "the learner's answer: it is not of the form"),
    Fault(
      name: "huge", script: SweepWorkspace.answerPath + "\n" + #"truncate -s 1G "$answer""#,
      reason: "bytes, more than the"),
    Fault(
      name: "endless", script: SweepWorkspace.answerPath + "\n" + #"exec yes > "$answer""#,
      reason: "its answer has"),
    Fault(
      name: "pipe", script: SweepWorkspace.answerPath + "\n" + #"mkfifo "$answer""#,
      reason: "the learner's answer: it is no regular file; write the file itself"),
    Fault(
      name: "link", script: SweepWorkspace.answerPath + "\n" + #"ln -s /dev/zero "$answer""#,
      reason: "the learner's answer: it is no regular file; write the file itself"),
    Fault(
      name: "hostile", script: #"printf 'red \033[31m\007 text\n' >&2; exit 1"#,
      reason: "status 1: red \u{FFFD}[31m\u{FFFD} text"),
  ]

  static func answering(_ predictions: String) -> String {
    SweepWorkspace.answerPath + "\n" + #"echo '{"predictions": \#(predictions)}' > "$answer""#
  }

  @Test("Every fault is told, harms no other run, and is tried again by the same command")
  func faults() throws {
    let workspace = try SweepWorkspace()
    try workspace.addLearners(
      [("good", SweepWorkspace.good)] + Self.faults.map { ($0.name, $0.script) })
    let result = try workspace.run("sweep", "learn", "--allow-commands")
    #expect(result.code == 1)
    for fault in Self.faults {
      for seed in [11, 12] {
        let line = result.err.split(separator: "\n").first {
          $0.contains("failed: \(fault.name), 20 labels, seed \(seed): ")
        }
        #expect(line?.contains(fault.reason) == true, "\(fault.name): \(line ?? "no line")")
      }
    }
    let summary = try String(
      contentsOf: workspace.file("reports/learn/summary.csv"), encoding: .utf8)
    #expect(summary.contains("\ngood,20,2,"))
    let again = try workspace.run("sweep", "learn", "--allow-commands")
    #expect(again.err.contains("26 runs: 2 in the store, 24 to do"))
  }

  @Test("A learner is ended after its time, with all that it started, even what left its group")
  func timeout() throws {
    let workspace = try SweepWorkspace()
    let mark = "\(3_000_000 + UInt32.random(in: 0..<900_000))"
    try workspace.addLearners(
      [
        ("good", SweepWorkspace.good),
        ("slow", "trap '' TERM; sleep \(mark) & setsid sleep \(mark) & sleep \(mark)"),
      ], timeout: "2s")
    let result = try workspace.run("sweep", "learn", "--allow-commands")
    #expect(result.code == 1)
    #expect(
      result.err.contains(
        "failed: slow, 20 labels, seed 11: the learner was ended after its timeout of 2s"))
    #expect(LearnerProcesses.with(mark).isEmpty)
  }

  @Test("What a learner leaves running is ended, and its run failed")
  func leftovers() throws {
    let workspace = try SweepWorkspace()
    let mark = "\(4_000_000 + UInt32.random(in: 0..<900_000))"
    try workspace.addLearners([
      ("good", SweepWorkspace.good),
      ("parent", SweepWorkspace.good + "\n(setsid sleep \(mark) &) ; sleep \(mark) &"),
    ])
    let result = try workspace.run("sweep", "learn", "--allow-commands")
    #expect(result.code == 1)
    #expect(
      result.err.contains(
        "failed: parent, 20 labels, seed 12: the learner left 2 processes running, now ended; let it wait "
          + "for what it starts"))
    #expect(LearnerProcesses.with(mark).isEmpty)
  }

  @Test("A learner that takes its own file away leaves no record")
  func renamed() throws {
    let workspace = try SweepWorkspace()
    try workspace.addLearners([
      ("good", SweepWorkspace.good), ("fleeting", SweepWorkspace.good + "\nmv \"$0\" away"),
    ])
    let result = try workspace.run("sweep", "learn", "--allow-commands", "--jobs", "1")
    #expect(result.code == 1)
    #expect(
      result.err.contains(
        "failed: fleeting, 20 labels, seed 11: ./fleeting.sh: changed since the sweep began"))
  }

  @Test("Where children are waited for by the system, learners run all the same")
  func ignoredChildren() throws {
    let workspace = try SweepWorkspace()
    try workspace.addLearners([("good", SweepWorkspace.good), ("other", SweepWorkspace.good)])
    let (process, _, err) = try workspace.process([])
    let program = try #require(process.executableURL).path
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "trap '' CHLD; exec \"$0\" sweep learn --allow-commands --no-pictures", program,
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
  }

  @Test("A flood of output is read and dropped")
  func flood() throws {
    let workspace = try SweepWorkspace()
    try workspace.addLearners([
      ("good", SweepWorkspace.good),
      (
        "loud",
        "head -c 200000000 /dev/zero >&2; head -c 200000000 /dev/zero; echo done >&2\n"
          + SweepWorkspace.good
      ),
    ])
    let result = try workspace.run("sweep", "learn", "--allow-commands")
    #expect(result.code == 0, "\(result.err)")
  }

  @Test("A learner that is edited while it runs leaves no record")
  func edited() throws {
    let workspace = try SweepWorkspace()
    try workspace.addLearners([
      ("good", SweepWorkspace.good), ("fickle", SweepWorkspace.good + "\necho '#' >> \"$0\""),
    ])
    let result = try workspace.run("sweep", "learn", "--allow-commands", "--jobs", "1")
    #expect(result.code == 1)
    #expect(
      result.err.contains(
        "failed: fickle, 20 labels, seed 11: ./fickle.sh: changed since the sweep began; run the sweep again"
      ))
  }
}
