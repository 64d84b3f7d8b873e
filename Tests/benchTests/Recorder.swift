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

  static func of(_ words: [String]) async -> Outcome {
    let (out, err) = (Recorder(), Recorder())
    let context = Context(
      console: Console(out: out, err: err), environment: ["BENCH_HOME": Root.path], executable: nil)
    let code = await Bench.run(words, context)
    return Outcome(code: code, out: out.text, err: err.text)
  }
}
