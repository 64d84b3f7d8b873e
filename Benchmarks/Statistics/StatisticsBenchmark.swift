import Foundation

/// Shows what the statistics are worth: each sub-command is a file.
@main
enum StatisticsBenchmark {
  static let usage = """
    Usage: statistics-benchmark analyse < QUESTIONS > ANSWERS
           statistics-benchmark \(Calibrate.usage)

      analyse     answer questions, JSON lines, with all digits: for statistics_agreement.py
      calibrate   simulate coverage of intervals, size of tests and null studies (minutes);
                  status 1 where Student's interval does not cover 94 to 96 %

    """

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    do {
      switch arguments.first {
      case "analyse": try Analyse.run()
      case "calibrate":
        guard let calibrate = Calibrate(arguments.dropFirst()) else { fail(usage, status: 64) }
        guard try await calibrate.run() else { exit(1) }
      default: fail(usage, status: 64)
      }
    } catch let error as Analyse.LineError {
      fail("\(error)\n", status: 65)
    } catch let error as MarkdownSection.Failure {
      fail("\(error)\n", status: 66)
    } catch {
      fail("\(error)\n", status: 70)
    }
  }

  private static func fail(_ text: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data(text.utf8))
    exit(status)
  }
}
