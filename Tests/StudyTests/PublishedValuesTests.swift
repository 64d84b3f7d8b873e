import Foundation
import Testing

@testable import Study

@Suite("Published values")
struct PublishedValuesTests {
  static let library = PublishedLibrary(
    beside: ProtocolLibrary(environment: ["BENCH_HOME": ReportRoot.path], executable: nil))

  @Test("The files that come with the program are right, and belong to protocols that do")
  func shipped() throws {
    let files = Self.library.list()
    #expect(files.map(\.name) == ["lecture-rotnet-mnist", "rotnet-cifar10"])
    for file in files {
      let published = try PublishedValues.read(path: file.path)
      let study = try ProtocolLoader.load(
        path: "\(ReportRoot.path)/protocols/\(published.study).json5"
      ).study
      for value in published.values {
        guard let arm = value.arm else { continue }
        #expect(study.arms.contains { $0.name == arm }, "\(arm)")
        #expect(study.labels.contains(value.labels), "\(value.labels)")
        for test in value.tests ?? [] {
          #expect(study.tests.contains { $0.name == test }, "\(test)")
        }
      }
    }
  }

  @Test("The lecture's figures are 86.33 and 75.00 percent")
  func lecture() throws {
    let published = try #require(try Self.library.values(of: "lecture-rotnet-mnist").first)
    #expect(published.values.map(\.accuracy) == [0.8633, 0.75])
    #expect(published.values.map(\.images) == [300, 300])
  }

  static let wrong: [(text: String, message: String)] = [
    ("{", "p.json5:1: the { opened at 1:1 is never closed; close it"),
    (
      "{ study: \"s\",\n title: 5, source: \"x\", valuse: [] }",
      """
      p.json5:1: values: the key is missing; add values: [ { name: "supervised", labels: 1000, … } ]
      p.json5:2: title: expected a string, found the number 5; write text in quotation marks
      p.json5:2: valuse: unknown key "valuse"; did you mean "values"?
      """
    ),
    (
      """
      { study: "s", title: "t", source: "x", values: [
        { name: "a", labels: 0, accuracy: 86.33, images: 10, runs: 1, arm: "b" },
      ] }
      """,
      """
      p.json5:2: values[0].accuracy: 86.33 is not from 0 to 1; write 0.8633 for 86.33 %
      p.json5:2: values[0].labels: 0 is below 1; give at least 1
      p.json5:2: values[0].tests: the value has an arm and no test sets; add tests: [ "test" ]
      """
    ),
  ]

  @Test("What is wrong is told with its line and key", arguments: wrong)
  func refused(text: String, message: String) {
    let error = #expect(throws: ResultsError.self) {
      try PublishedValues.read(Data(text.utf8), path: "p.json5")
    }
    #expect(error?.description == message)
  }

  @Test("A name that is not there is told with the likeliest one")
  func unknown() {
    let error = #expect(throws: ResultsError.self) { try Self.library.load("rotnet-cifar") }
    #expect(error?.description.contains("did you mean \"rotnet-cifar10\"?") == true)
  }
}

/// The package's root, found from this file.
enum ReportRoot {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
