import Dispatch
import Foundation

/// A program of the user's machine, run for its effect.
struct Command {
  let executable: URL
  let arguments: [String]

  /// The command as a person would type it, without a long script.
  let label: String

  /// The first program of that name on a search path such as `$PATH`.
  static func find(_ name: String, path: String?) -> URL? {
    (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
      .map { URL(fileURLWithPath: String($0)).appendingPathComponent(name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs the command to its end.
  ///
  /// - Parameters:
  ///   - seconds: the time it may take.
  ///   - folder: where it writes, for the error of a full disk.
  ///   - isCancelled: asked now and then whether to stop.
  /// - Throws: `DatasetError.commandFailed` with the last line it said, `.diskFull` where it said so.
  func run(seconds: Int, writingTo folder: URL, isCancelled: () -> Bool) throws(DatasetError) {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    var words = LastWords()
    process.standardError = words.pipe
    let finished = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in finished.signal() }
    do {
      try process.run()
    } catch {
      throw .commandFailed(command: label, reason: error.localizedDescription)
    }
    let deadline = DispatchTime.now() + .seconds(seconds)
    while finished.wait(timeout: .now() + 0.1) == .timedOut {
      words.drain()
      let isLate = DispatchTime.now() > deadline
      guard isLate || isCancelled() else { continue }
      end(process, finished)
      if isLate { throw .commandFailed(command: label, reason: "no end after \(seconds) s") }
      throw .cancelled(name: label)
    }
    words.drain()
    guard process.terminationReason != .exit || process.terminationStatus != 0 else { return }
    let reason = words.reason ?? "exit status \(process.terminationStatus)"
    if reason.contains(String(cString: strerror(ENOSPC))) { throw .diskFull(path: folder.path) }
    throw .commandFailed(command: label, reason: reason)
  }

  /// Asks the process to end and then makes it: a process started from a worker thread inherits
  /// that thread's signal mask, and may never hear the first request.
  private func end(_ process: Process, _ finished: DispatchSemaphore) {
    process.terminate()
    guard finished.wait(timeout: .now() + 1) == .timedOut else { return }
    kill(process.processIdentifier, SIGKILL)
    finished.wait()
  }
}
