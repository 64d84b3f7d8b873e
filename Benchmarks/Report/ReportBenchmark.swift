import Foundation

/// Makes the records that `report_scale.py` times a report of.
@main
enum ReportBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let repetitions = Int(arguments[2]), repetitions > 0 else {
      FileHandle.standardError.write(Data("Usage: report-benchmark FOLDER REPETITIONS\n".utf8))
      exit(64)
    }
    try MadeStudy(folder: URL(fileURLWithPath: arguments[1]), repetitions: repetitions).write()
  }
}
