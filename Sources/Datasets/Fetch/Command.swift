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
  ///   - log: a new file for what it says on its standard error.
  ///   - isCancelled: asked now and then whether to stop.
  /// - Throws: `DatasetError.commandFailed` with the last line it said.
  func run(seconds: Int, log: URL, isCancelled: () -> Bool) throws(DatasetError) {
    try RegularFile.write([], to: log)
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let finished = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in finished.signal() }
    do {
      process.standardError = try FileHandle(forWritingTo: log)
      try process.run()
    } catch {
      throw .commandFailed(command: label, reason: error.localizedDescription)
    }
    let deadline = DispatchTime.now() + .seconds(seconds)
    while finished.wait(timeout: .now() + 0.1) == .timedOut {
      let isLate = DispatchTime.now() > deadline
      guard isLate || isCancelled() else { continue }
      process.terminate()
      finished.wait()
      if isLate { throw .commandFailed(command: label, reason: "no end after \(seconds) s") }
      throw .cancelled(name: label)
    }
    if process.terminationReason != .exit || process.terminationStatus != 0 {
      throw .commandFailed(command: label, reason: lastWords(log, process.terminationStatus))
    }
  }

  private func lastWords(_ log: URL, _ status: Int32) -> String {
    let bytes = (try? RegularFile.read(log, limit: 1_000_000)) ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    let errors = lines.filter { $0.lowercased().hasPrefix("error") }
    return (errors.last ?? lines.last).map(String.init) ?? "exit status \(status)"
  }
}
