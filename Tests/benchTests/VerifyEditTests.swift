import Foundation
import Testing

@Suite("Manifests of which a digit was edited")
struct VerifyEditTests {
  static let edits: [(old: String, new: String, code: Int32, text: String)] = [
    (
      "\"engineVersion\": 2", "\"engineVersion\": 9", 1,
      "differs: manifest: engineVersion: the report has 9, this run gave 2"
    ),
    (
      "\"planned\": 14", "\"planned\": 15", 1,
      "differs: manifest: planned: the report has 15, this run gave 14"
    ),
    (
      "\"updates\":20,\"validationFraction\"", "\"updates\":99999999,\"validationFraction\"", 1,
      "differs: supervised, 20 labels, seed 11: specification: the report has "
    ),
    ("\"batchSize\":16", "\"batchSize\":0", 65, "batchSize: 0 is too small"),
    ("\"images\":[0,40]", "\"images\":[0,49]", 65, "[0, 49] exceeds the 40 test images"),
    ("\"format\": 2", "\"format\": 7", 65, "has format 7, and this program reads format 2"),
  ]

  @Test("What a report was made from is compared before anything is run, and nothing crashes")
  func input() throws {
    let workspace = try SweepWorkspace()
    #expect(try workspace.run("sweep", "tiny", "--quiet").code == 0)
    let path = "reports/tiny/manifest.json"
    let whole = try String(contentsOf: workspace.file(path), encoding: .utf8)
    for (old, new, code, text) in Self.edits {
      try workspace.edit(path, old, new)
      let result = try workspace.run("verify", "reports/tiny")
      #expect(result.code == code, "\(new): \(result.err)")
      #expect((result.out + result.err).contains(text), "\(new): \(result.out)\(result.err)")
      #expect(!result.err.contains("to do"), "\(new) is found before anything is run")
      try whole.write(to: workspace.file(path), atomically: true, encoding: .utf8)
    }
  }

  @Test(
    "A digit of a record's digests is named with its run", arguments: ["weights", "predictions"])
  func digest(name: String) throws {
    let workspace = try SweepWorkspace()
    #expect(try workspace.run("sweep", "tiny", "--quiet").code == 0)
    let file = workspace.file("reports/tiny/manifest.json")
    var text = try String(contentsOf: file, encoding: .utf8)
    let run = try #require(text.range(of: "{\"arm\":\"rotation\""))
    let key = try #require(
      text.range(of: "\"\(name)\":\"", range: run.lowerBound..<text.endIndex))
    let digit = key.upperBound..<text.index(after: key.upperBound)
    text.replaceSubrange(digit, with: text[digit] == "0" ? "1" : "0")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let result = try workspace.run("verify", "tiny", "--quiet")
    #expect(result.code == 1)
    #expect(
      result.out.hasPrefix(
        "reports/tiny: differs: rotation, 20 labels, seed 11: \(name): the report has "))
  }
}
