import Foundation

/// The program that draws a report's pictures: Debian's `gnuplot-nox`, version 5 or later.
///
/// It runs without a shell, in an empty folder of its own, with a fixed environment and without anyone's
/// settings: the same script gives the same bytes, whatever the locale, the time zone, the home folder
/// and the folder it is called from.
///
/// Reference: T. Williams, C. Kelley et al., "gnuplot 5.4: An Interactive Plotting Program".
public struct Gnuplot: Sendable {
  /// The program's path.
  let path: String
  /// The program and its version, such as `gnuplot 5.4 patchlevel 4`.
  public let version: String
  /// The longest time for all pictures of a report, in seconds.
  var timeLimit = 120.0

  /// Finds the program and asks for its version.
  ///
  /// - Parameter environment: the process's environment; its `PATH` tells where to look.
  /// - Throws: `ReportError.noGnuplot` where there is none, `.drawing` where it cannot be run.
  public init(environment: [String: String]) throws(ReportError) {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let found = folders.map { "\($0)/gnuplot" }.first {
      $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { throw .noGnuplot }
    let answer = try Gnuplot(path: found, version: "").run(
      ["--version"], script: "", reading: ["output"])
    let line = String(decoding: answer[0], as: UTF8.self).split(whereSeparator: \.isNewline).first
    guard let line, line.hasPrefix("gnuplot ") else {
      throw .drawing("\(found) --version says '\(line ?? "")'")
    }
    self.init(path: found, version: String(line))
  }

  private init(path: String, version: String) {
    self.path = path
    self.version = version
  }
}

extension Gnuplot {
  /// The environment of the program, which nothing of the caller's gets into.
  private func environment(_ home: String) -> [String: String] {
    ["HOME": home, "LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"]
  }

  /// Runs the program once and reads the files that it wrote.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - script: its standard input.
  ///   - names: files of the folder it runs in; `output` is its standard output.
  /// - Returns: the contents of the files, in order.
  /// - Throws: `ReportError.drawing` with what it said; `ReportError.temporary` where a file cannot be
  ///   written, or was cut short, of which the program says nothing.
  func run(
    _ arguments: [String], script: String, reading names: [String]
  ) throws(ReportError) -> [Data] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-pictures-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let status = try wait(for: process(arguments, script, in: folder))
      let contents = names.map { try? Data(contentsOf: folder.appendingPathComponent($0)) }
      guard status != 0 || zip(names, contents).allSatisfy({ Self.isWhole($0, $1) }) else {
        throw ReportError.temporary(
          folder.deletingLastPathComponent().path, "a picture was cut short, as by a full disk")
      }
      guard status == 0 else {
        let said = (try? Data(contentsOf: folder.appendingPathComponent("messages"))) ?? Data()
        let summary = Self.summary(of: said, status)
        guard !summary.contains("could not write") else {
          throw ReportError.temporary(folder.deletingLastPathComponent().path, summary)
        }
        throw ReportError.drawing(summary)
      }
      return contents.compactMap { $0 }
    } catch let error as ReportError {
      throw error
    } catch {
      throw .temporary(folder.deletingLastPathComponent().path, ReportError.reason(error))
    }
  }

  /// Whether a file has its end: that of an SVG file, that of a PNG file, or anything at all.
  private static func isWhole(_ name: String, _ data: Data?) -> Bool {
    guard let data, !data.isEmpty else { return false }
    if name.hasSuffix(".svg") {
      return String(decoding: data.suffix(16), as: UTF8.self).contains("</svg>")
    }
    // The last chunk: no bytes, its name and their checksum.
    let end = Data([0, 0, 0, 0]) + Data("IEND".utf8) + Data([0xAE, 0x42, 0x60, 0x82])
    return !name.hasSuffix(".png") || data.suffix(12) == end
  }

  /// The program, with files for what it reads and says: a pipe would have to be emptied meanwhile.
  private func process(
    _ arguments: [String], _ script: String, in folder: URL
  ) throws -> Process {
    func file(_ name: String, _ text: String = "") throws -> URL {
      let url = folder.appendingPathComponent(name)
      try Data(text.utf8).write(to: url)
      return url
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment(folder.path)
    process.currentDirectoryURL = folder
    process.standardInput = try FileHandle(forReadingFrom: file("script", script))
    process.standardOutput = try FileHandle(forWritingTo: file("output"))
    process.standardError = try FileHandle(forWritingTo: file("messages"))
    return process
  }

  /// Runs a process to its end, or ends it where it takes too long.
  private func wait(for process: Process) throws -> Int32 {
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + timeLimit) == .success else {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      throw ReportError.drawing("it took longer than \(Int(timeLimit)) seconds")
    }
    return process.terminationReason == .exit ? process.terminationStatus : 128
  }

  /// What the program said, on one line without the lines of the script it repeats.
  private static func summary(of messages: Data, _ status: Int32) -> String {
    let lines = String(decoding: messages, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("gnuplot>") && $0 != "^" && !$0.contains("warning:") }
    return lines.first.map { String($0.prefix(300)) } ?? "it ended with \(status) and said nothing"
  }
}
