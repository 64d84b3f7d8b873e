import Foundation
import Statistics

/// Simulates what the statistics claim: coverage of intervals, size of tests, null studies.
struct Calibrate {
  static let usage = "calibrate [--quick] [--write FILE]"

  private var effort = Effort(scale: 1)
  private var file: String?
  private let start = Date()

  /// From the words after the sub-command; nil where they are none of its options.
  init?(_ arguments: some Sequence<String>) {
    var words = arguments.makeIterator()
    while let word = words.next() {
      switch word {
      case "--quick": effort = Effort(scale: 0.05)
      case "--write":
        guard let path = words.next() else { return nil }
        file = path
      default: return nil
      }
    }
  }

  /// Simulates, prints and writes.
  ///
  /// - Returns: whether Student's interval covers 94 to 96 % on normal differences.
  func run() async throws -> Bool {
    let section = try file.map { try MarkdownSection(path: $0) }
    let (intervals, headline) = try await IntervalCoverage(effort: effort).tables()
    say("intervals")
    let sizes = TestSizes(effort: effort)
    let tests = try await sizes.tables() + [sizes.mcNemar()]
    say("tests")
    let twoWay = try await TwoWayCoverage(effort: effort).table()
    say("two-way")
    let labels = try await LabelCoverage(effort: effort).table()
    say("labels")
    let folder = Self.temporaryFolder
    defer { try? FileManager.default.removeItem(at: folder) }
    let studies = try await NullStudies(effort: effort, folder: folder).table()
    say("null studies")
    let trained = try await TrainedNull(effort: effort, folder: folder).table()
    let failures = headline.filter { !($0.tally.rate.map { (0.94...0.96).contains($0) } ?? false) }
    let verdict = Self.verdict(failures)
    let text = (intervals + tests + [twoWay, labels, studies, trained]).map(\.text) + [verdict]
    print(text.joined(separator: "\n\n"))
    try section?.write(text.joined(separator: "\n\n"))
    return failures.isEmpty
  }

  /// In memory where the system has such a folder: null studies make and remove tens of thousands
  /// of small files, each of which a store puts on the disk.
  private static var temporaryFolder: URL {
    let memory = "/dev/shm"
    let isThere = FileManager.default.isWritableFile(atPath: memory)
    let folder = isThere ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
    return folder.appendingPathComponent(
      "calibration-\(ProcessInfo.processInfo.processIdentifier)")
  }

  private static func verdict(_ failures: [(n: Int, tally: Tally)]) -> String {
    guard !failures.isEmpty else {
      return "Checked: Student's interval covers 94 to 96 % of normal differences at every n."
    }
    let found = failures.map { "\($0.tally.text) at n = \($0.n)" }.joined(separator: ", ")
    return
      "Failed: Student's interval must cover 94 to 96 % of normal differences, and covers \(found)."
  }

  private func say(_ part: String) {
    let seconds = Int(Date().timeIntervalSince(start))
    FileHandle.standardError.write(Data("\(part): done after \(seconds) s\n".utf8))
  }
}
