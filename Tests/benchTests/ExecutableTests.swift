import Foundation
import Testing

@testable import bench

@Suite("The built program")
struct ExecutableTests {
  /// The program beside the test bundle.
  static func executable() throws -> URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    folder.deleteLastPathComponent()
    let candidates = [folder, URL(fileURLWithPath: "\(Root.path)/.build/debug")].map {
      $0.appendingPathComponent("bench")
    }
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) },
      "the program is built beside its tests")
  }

  struct Result: Equatable {
    let code: Int32
    let out: String
    let err: String
  }

  /// Runs the program; its standard output may go to a file instead of the result.
  static func run(_ words: [String], out path: String? = nil) throws -> Result {
    let process = Process()
    process.executableURL = try executable()
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.environment = ["BENCH_HOME": Root.path]
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput =
      try path.map { try FileHandle(forWritingTo: URL(fileURLWithPath: $0)) } ?? out
    process.standardError = err
    try process.run()
    let outData = path == nil ? out.fileHandleForReading.readDataToEndOfFile() : Data()
    let errData = err.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, out: String(decoding: outData, as: UTF8.self),
      err: String(decoding: errData, as: UTF8.self))
  }

  @Test("The version is printed on standard output")
  func version() throws {
    let expected = Result(code: 0, out: "bench \(Bench.version)\n", err: "")
    #expect(try Self.run(["--version"]) == expected)
    #expect(try Self.run(["protocol", "list", "--version"]) == expected)
  }

  @Test(
    "Exit codes are those of sysexits",
    arguments: [
      (["--help"], 0), (["protocol", "check", "smoke"], 0), ([], 64), (["nonsense"], 64),
      (["protocol", "show", "smoke", "--labels", "9999"], 64),
      (["protocol", "show", "none"], 66), (["protocol", "show", "/none/x.json5"], 66),
      (["protocol", "show", "/dev/null/x.json5"], 66),
    ] as [([String], Int32)])
  func codes(words: [String], code: Int32) throws {
    let result = try Self.run(words)
    #expect(result.code == code)
    #expect(result.err.isEmpty == (code == 0))
  }

  @Test("Protocols are found from any folder, by the program's own place")
  func found() throws {
    let result = try Self.run(["protocol", "show", "smoke", "--json", "--quiet"])
    #expect(result.code == 0 && result.err.isEmpty)
    #expect(result.out.contains("\"name\" : \"smoke\""))
  }

  #if os(Linux)
    @Test("A full disk under standard output is an error with code 74")
    func full() throws {
      let result = try Self.run(["--help"], out: "/dev/full")
      #expect(result.code == 74)
      #expect(
        result.err == "bench: standard output: cannot be written (No space left on device); "
          + "free space there\n")
    }
  #endif

  @Test("A reader that goes away ends the output quietly")
  func closedPipe() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let program = try Self.executable().path
    // The reader is gone before the program writes; the code is the program's own.
    process.arguments = ["-c", "{ sleep 0.3; '\(program)' --help; echo $? >&2; } | true"]
    let err = Pipe()
    process.standardError = err
    try process.run()
    let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "0\n")
  }
}
