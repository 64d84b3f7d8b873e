import Foundation
import Testing

/// The programs in `Examples/learners`, run as a user would.
@Suite("Examples of learners")
struct LearnerExampleTests {
  /// A Python with the packages that the examples import: `BENCH_LEARNER_PYTHON`, or what
  /// `make setup-learners` installed.
  static let python: String? = {
    let environment = ProcessInfo.processInfo.environment["BENCH_LEARNER_PYTHON"]
    let path = environment ?? "\(Root.path)/.build/learners/bin/python3"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  static func has(_ module: String) -> Bool {
    guard let python else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [
      "-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)",
      module,
    ]
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  /// Sweeps and verifies a study of `majority.sh` and another learner; gives mean accuracies by arm.
  private func accuracies(_ name: String, _ command: [String]) throws -> [String: Double] {
    let workspace = try SweepWorkspace()
    let majority = "\(Root.path)/Examples/learners/majority.sh"
    let words = try String(decoding: JSONEncoder().encode(command), as: UTF8.self)
    try workspace.addLearners(commands: [("majority", #"["\#(majority)"]"#), (name, words)])
    try workspace.edit("protocols/learn.json5", "labels: [20]", "labels: [100]")
    let environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    let result = try workspace.run(
      "sweep", "learn", "--allow-commands", environment: environment)
    #expect(result.code == 0, "\(result.err)")
    let verified = try workspace.run(
      "verify", "learn", "--allow-commands", environment: environment)
    #expect(verified.code == 0, "\(verified.out)\(verified.err)")
    #expect(verified.out.contains("learner \(name): 2 runs answered the same twice"))
    let rows = try String(
      contentsOf: workspace.file("reports/learn/summary.csv"), encoding: .utf8
    ).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    return Dictionary(
      uniqueKeysWithValues: rows.filter { $0[10] == "all" }.map {
        (String($0[0]), Double($0[3]) ?? .nan)
      })
  }

  @Test("The shell script answers with the commonest class")
  func shell() throws {
    let copy = "\(Root.path)/Examples/learners/majority.sh"
    let found = try accuracies("again", ["/bin/sh", copy])
    #expect(found["again"] == found["majority"])
    #expect(found["again"] == 0.1, "a tenth of the test images are of each class")
  }

  @Test(
    "Logistic regression learns, and answers the same twice",
    .enabled(if: has("sklearn"), "scikit-learn is not there: make setup-learners installs it"))
  func logisticRegression() throws {
    let script = "\(Root.path)/Examples/learners/logistic_regression.py"
    let found = try accuracies("logistic", [try #require(Self.python), script])
    #expect(try #require(found["logistic"]) > 0.3)
  }

  @Test(
    "RotNet in PyTorch learns, and answers the same twice",
    .enabled(if: has("torch"), "PyTorch is not there: make setup-learners installs it"))
  func rotNet() throws {
    let script = "\(Root.path)/Examples/learners/torch_rotnet.py"
    let found = try accuracies(
      "rotnet", [try #require(Self.python), script, "--pretext-updates", "30"])
    #expect(try #require(found["rotnet"]) > 0.15)
  }
}
