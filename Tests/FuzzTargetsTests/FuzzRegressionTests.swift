import Foundation
import FuzzTargets
import Testing

/// Every input that was kept, through the functions that the fuzzer calls.
@Suite("Inputs of the fuzzer")
struct FuzzRegressionTests {
  /// An input file, by its path from the folder of fuzzing.
  struct Input: CustomTestStringConvertible, Sendable {
    let folder: String
    let target: String
    let file: String

    var testDescription: String { "\(folder)/\(target)/\(file)" }
    var url: URL { FuzzRegressionTests.root.appendingPathComponent(testDescription) }
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fuzzing")

  static func names(_ folder: String) -> [String] {
    let path = root.appendingPathComponent(folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  static let inputs = ["Corpus", "Regressions"].flatMap { folder in
    names(folder).flatMap { target in
      names("\(folder)/\(target)").map { Input(folder: folder, target: target, file: $0) }
    }
  }

  @Test("An input that was kept is read without a contradiction", arguments: inputs)
  func kept(_ input: Input) throws {
    let target = try #require(FuzzTargets.named(input.target), "no target of the folder's name")
    let bytes = [UInt8](try Data(contentsOf: input.url))
    try target.check(bytes)
  }

  @Test("Every target has inputs to begin with, and an empty input is fine")
  func corpora() throws {
    #expect(Self.names("Corpus") == FuzzTargets.all.map { $0.name })
    for target in FuzzTargets.all {
      #expect(!Self.names("Corpus/\(target.name)").isEmpty, "\(target.name)")
      try target.check([])
    }
  }
}
