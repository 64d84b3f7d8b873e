import Foundation

/// Shows what the statistics are worth: each sub-command is a file.
@main
enum StatisticsBenchmark {
  static let usage = """
    Usage: statistics-benchmark analyse < QUESTIONS > ANSWERS

      analyse   answer questions, JSON lines, with all digits: for statistics_agreement.py

    """

  static func main() throws {
    do {
      switch CommandLine.arguments.dropFirst().first {
      case "analyse": try Analyse.run()
      default: fail(usage, status: 64)
      }
    } catch let error as Analyse.LineError {
      fail("\(error)\n", status: 65)
    }
  }

  private static func fail(_ text: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data(text.utf8))
    exit(status)
  }
}
