import Foundation
import Testing

extension SweepWorkspace {
  /// Where the classes that a script answers with are, in what follows.
  static let answerPath = #"answer=$(sed -n 's/.*"answer" : "\(.*\)",*/\1/p' "$1")"#

  /// Forty answers of one class.
  static let allZero = answerPath + "\n" + #"zeros=$(yes 0 | head -n 40 | paste -sd, -)"#

  /// An answer of zeros, as a whole script.
  static let good = allZero + "\n" + #"echo "{\"predictions\": [$zeros]}" > "$answer""#

  /// Adds a study whose arms are shell scripts, by name, in this order; the first is the baseline.
  func addLearners(
    _ scripts: [(name: String, script: String)], timeout: String = "60s", name: String = "learn"
  ) throws {
    for (name, script) in scripts {
      let path = file("\(name).sh")
      try "#!/bin/sh\n\(script)\n".write(to: path, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path.path)
    }
    try addLearners(
      commands: scripts.map { ($0.name, #"["./\#($0.name).sh"]"#) }, timeout: timeout, name: name)
  }

  /// The same with any commands, as JSON.
  func addLearners(
    commands: [(name: String, command: String)], timeout: String = "60s", name: String = "learn"
  ) throws {
    let arms = commands.map { arm in
      #"{ name: "\#(arm.name)", learner: { command: \#(arm.command), timeout: "\#(timeout)" } },"#
    }
    try """
    {
      name: "\(name)", title: "Learners", question: "Do they learn?",
      dataset: { name: "strokes", training: 200, test: 40, seed: 1 },
      pixels: "unit", pretextImages: [0, 60], labelledImages: [60, 200],
      subset: "balanced", tests: [{ name: "some", images: [10, 30] }, { name: "all", images: [0, 40] }],
      labels: [20], seeds: "seeds/few.txt", repetitions: 2,
      training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 16, updates: 20,
        evaluateEvery: 20 },
      arms: [
        \(arms.joined(separator: "\n    "))
      ],
      analysis: { baseline: "\(commands[0].name)", confidence: 0.95 },
    }
    """.write(to: file("protocols/\(name).json5"), atomically: true, encoding: .utf8)
  }
}
