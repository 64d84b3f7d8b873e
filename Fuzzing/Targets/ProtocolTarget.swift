import Datasets
import Foundation
import Study

/// Protocols, from the first byte to the plan of the runs.
enum ProtocolTarget: FuzzTarget {
  static let name = "protocol"
  static let longest = 8192

  /// Where the input would be if it were a file: beside the protocols, so that it can name their seeds.
  private static let path =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path + "/protocols/fuzz.json5"

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    let loaded: LoadedStudy
    do {
      loaded = try ProtocolLoader.load(Data(bytes), path: path)
    } catch {
      return try checkRefusal(error, of: bytes)
    }
    let study = loaded.study
    let text = try succeeding("its canonical text") { try CanonicalJSON.bytes(encoding: study) }
    let again = try succeeding("its canonical text, read") {
      try JSONDecoder().decode(Study.self, from: text)
    }
    try require(again == study, "written and read again, the study is another")
    try StudyUse.check(study, of: Self.self)
  }

  /// Whatever is refused is refused with places inside the text, and in words that can be shown.
  private static func checkRefusal(
    _ error: any Error, of bytes: [UInt8]
  ) throws(Inconsistency) {
    guard case ProtocolError.invalid(let problems) = error else {
      throw Inconsistency("\(name): \(error) is another error")
    }
    try require(!problems.isEmpty, "refused for no reason")
    try requireVisible("\(error)", "the error")
    let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
    for problem in problems {
      guard case .file(path, let position) = problem.place else { continue }
      try require(
        (1...lines).contains(position.line) && position.column >= 1,
        "\(position) is no place in \(lines) lines")
    }
  }
}
