import Foundation
import Testing

/// A process of the program whose output goes to files, so that it never waits for a reader.
final class Launched {
  let process: Process
  private let folder: URL

  /// Starts the program in a workspace, itself or behind another program with its arguments that starts
  /// it, such as `env` or `prlimit`.
  init(
    _ workspace: SweepWorkspace, _ words: [String], behind prefix: [String] = [],
    environment: [String: String] = [:]
  ) throws {
    folder = workspace.file("output-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process = try workspace.process(words, environment: environment).process
    if let first = prefix.first {
      let program = try ExecutableTests.executable().path
      process.executableURL = Tool.find(first) ?? URL(fileURLWithPath: first)
      process.arguments = prefix.dropFirst() + [program] + workspace.complete(words)
    }
    for name in ["out", "err"] { try Data().write(to: folder.appendingPathComponent(name)) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("out"))
    process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("err"))
    try process.run()
  }

  deinit { if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) } }

  var out: String { text("out") }
  var err: String { text("err") }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  func send(_ signal: Int32) { Foundation.kill(process.processIdentifier, signal) }

  /// Waits until something is so; false where that took two minutes, or the process ended before.
  func wait(until isSo: () -> Bool) -> Bool {
    for _ in 0..<24_000 {
      if isSo() { return true }
      guard process.isRunning else { return isSo() }
      usleep(5000)
    }
    return false
  }

  /// Waits for the end, and kills what does not come to one within two minutes.
  func finish(sourceLocation: SourceLocation = #_sourceLocation) -> ExecutableTests.Result {
    if !(0..<24_000).contains(where: { _ in
      guard process.isRunning else { return true }
      usleep(5000)
      return false
    }) {
      Issue.record("no end in two minutes: \(err)", sourceLocation: sourceLocation)
      send(SIGCONT)
      send(SIGKILL)
    }
    process.waitUntilExit()
    return ExecutableTests.Result(code: process.terminationStatus, out: out, err: err)
  }

  /// Kills the process after some seconds, if it runs that long.
  func kill(after seconds: Double) {
    Thread.sleep(forTimeInterval: seconds)
    send(SIGKILL)
    process.waitUntilExit()
  }
}

/// Programs of the system that bring faults about.
enum Tool {
  static func find(_ name: String) -> URL? {
    ["/usr/bin", "/bin", "/usr/sbin", "/sbin"].map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs one to its end; false where it is not there or failed.
  static func run(_ words: String...) -> Bool {
    guard let name = words.first, let url = find(name) else { return false }
    let process = Process()
    process.executableURL = url
    process.arguments = Array(words.dropFirst())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
