import Dispatch
import Foundation

/// A program of the user's machine, run for its effect.
struct Command {
  let executable: URL
  let arguments: [String]

  /// The command as a person would type it, without a long script.
  let label: String

  /// The most bytes that it may write into its folder, its temporary files among them; nil for any number.
  var mostBytes: Int?

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
  /// - Throws: `DatasetError.commandFailed` with the last line it said, `.diskFull` where it said so,
  ///   `.tooLarge` where it writes too much.
  func run(seconds: Int, writingTo folder: URL, isCancelled: () -> Bool) throws(DatasetError) {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = environment(writingTo: folder)
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
      let isLarge = isTooLarge(folder)
      guard isLate || isLarge || isCancelled() else { continue }
      end(process, finished)
      if isLarge { throw .tooLarge(path: label, limit: mostBytes ?? 0) }
      if isLate { throw .commandFailed(command: label, reason: "no end after \(seconds) s") }
      throw .cancelled(name: label)
    }
    words.drain()
    guard process.terminationReason != .exit || process.terminationStatus != 0 else { return }
    let reason = words.reason ?? "exit status \(process.terminationStatus)"
    if reason.contains(String(cString: strerror(ENOSPC))) { throw .diskFull(path: folder.path) }
    throw .commandFailed(command: label, reason: reason)
  }

  /// Where the number of bytes is bounded, all temporary files go where they are counted.
  private func environment(writingTo folder: URL) -> [String: String]? {
    guard mostBytes != nil else { return nil }
    return ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
  }

  private func isTooLarge(_ folder: URL) -> Bool {
    guard let mostBytes else { return false }
    var bytes = 0
    let names = FileManager.default.enumerator(atPath: folder.path)
    while let name = names?.nextObject() as? String {
      var status = stat()
      guard lstat(folder.path + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { continue }
      bytes += Int(status.st_size)
    }
    return bytes > mostBytes
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
