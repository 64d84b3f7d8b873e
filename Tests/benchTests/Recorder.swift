import Synchronization

@testable import bench

/// Keeps what is written.
final class Recorder: TextSink {
  private let content = Mutex("")

  var text: String { content.withLock { $0 } }
  var failure: Int32? { nil }

  func write(_ text: String) {
    content.withLock { $0 += text }
  }
}

/// A console whose output is kept, and what a command line gave.
struct Outcome {
  let code: ExitCode
  let out: String
  let err: String

  /// Runs a command line in this process.
  static func of(_ words: String...) async -> Outcome {
    await of(words)
  }

  /// Runs a command line in this process.
  ///
  /// - Parameters:
  ///   - words: what follows `bench`.
  ///   - environment: what else is in the environment but the place of the protocols.
  ///   - terminal: what is behind standard output.
  /// - Returns: what was written, and the code.
  static func of(
    _ words: [String], environment: [String: String] = [:], terminal: Terminal = .none
  ) async -> Outcome {
    let (out, err) = (Recorder(), Recorder())
    let context = Context(
      console: Console(out: out, err: err, outTerminal: terminal),
      environment: environment.merging(["BENCH_HOME": Root.path]) { given, _ in given },
      executable: nil)
    let code = await Bench.run(words, context)
    return Outcome(code: code, out: out.text, err: err.text)
  }
}
