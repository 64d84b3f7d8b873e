import Datasets
import Foundation
import Network
import Study

/// Sweeps a study with an executor that does nothing: what is left is the harness's own time a run.
///
/// Prints runs, seconds by the clock, and seconds of the processor, separated by spaces.
@main
enum ScaleBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      FileHandle.standardError.write(Data("Usage: scale-benchmark PROTOCOL STORE\n".utf8))
      exit(64)
    }
    let loaded = try ProtocolLoader.load(path: arguments[1])
    let dataset = try DataLibrary(searchPath: []).load(loaded.study.dataset.request)
    let plan = try Plan(loaded.study, on: dataset)
    let store = try RecordStore(directory: URL(fileURLWithPath: arguments[2], isDirectory: true))
    let sweep = Sweep(plan.runs, store: store, executor: IdleExecutor(), jobs: 1)
    let (start, processor) = (ContinuousClock().now, processorSeconds())
    let summary = try await sweep.run(isInterrupted: { false }, report: { @Sendable _ in })
    let seconds = (ContinuousClock().now - start) / .seconds(1)
    precondition(summary.finished == plan.runs.count, "every run is made")
    print(summary.finished, seconds, processorSeconds() - processor)
  }

  /// User and system seconds of this process.
  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { sum, time in
      sum + Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
  }
}

/// Answers at once with a record of the usual form: a score and the predictions for 300 images.
private struct IdleExecutor: RunExecutor {
  func execute(
    _ run: Run, threads: ThreadShare, isInterrupted: @Sendable () -> Bool
  ) throws -> RunOutcome {
    RunOutcome(
      result: .object([
        "epochs": .integer(1), "updates": .integer(1), "keptUpdate": .integer(1),
        "stoppedEarly": .bool(false), "tests": .array([]), "log": .array([]),
      ]), attachments: [(name: "predictions", data: Data(count: 300))])
  }
}
