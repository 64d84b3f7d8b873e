import Datasets
import Foundation
import Testing

@testable import Study

/// A change of a manifest's JSON, and the difference that is to be named.
struct VerificationEdit: CustomTestStringConvertible, Sendable {
  let name: String
  let place: String
  let field: String
  let edit: @Sendable (inout JSONValue) -> Void

  init(
    _ name: String, _ place: String, _ field: String,
    _ edit: @escaping @Sendable (inout JSONValue) -> Void
  ) {
    self.name = name
    self.place = place
    self.field = field
    self.edit = edit
  }

  var testDescription: String { name }
}

@Suite("The first difference of two manifests")
struct VerificationTests {
  private func manifest() throws -> Manifest { try Self.made.get() }

  private static let made = Result {
    var fixture = try AnalysisFixture { $0.repetitions = 2 }
    fixture.hasWeights = true
    try fixture.fill { $0.test == "all" ? 9000 : 4500 }
    return try Manifest(
      Manifest.Source(digest: Digest(of: "protocol"), overrides: []), dataset: fixture.dataset,
      results: fixture.results())
  }

  private func edited(
    _ manifest: Manifest, _ edit: (inout JSONValue) -> Void
  ) throws -> Manifest {
    var value = try JSONValue(encoding: manifest)
    edit(&value)
    return try value.decoded()
  }

  private static let digest = JSONValue.string(String(repeating: "0", count: 64))
  private static let rotation = "rotation, 10 labels, seed 101"

  static let edits: [VerificationEdit] = [
    .init("engine version", "manifest", "engineVersion") { $0["engineVersion"] = .integer(99) },
    .init("data", "data", "train-labels-idx1-ubyte") { $0["data", 1, "digest"] = digest },
    .init("name of data", "data", "train-images-idx3-ubyte") {
      $0["data", 0, "name"] = .string("other")
    },
    .init("data left out", "data", "t10k-labels-idx1-ubyte") { $0.remove("data", 3) },
    .init("pretraining's weights", "pretraining rotation, seed 101", "weights") {
      $0["records", 0, "attachments", "weights"] = digest
    },
    .init("arm", rotation, "run") { $0["records", 2, "arm"] = .string("supervised") },
    .init("labels", rotation, "run") { $0["records", 2, "labels"] = .integer(20) },
    .init("seed", rotation, "run") { $0["records", 2, "seed"] = .string("102") },
    .init("repetition", rotation, "repetition") { $0["records", 2, "repetition"] = .integer(2) },
    .init("specification", rotation, "specification") { $0["records", 2, "record"] = digest },
    .init("epochs", rotation, "result.epochs") {
      $0["records", 2, "result", "epochs"] = .integer(4)
    },
    .init("log", rotation, "result.log") { $0["records", 2, "result", "log"] = digest },
    .init("right answers", rotation, "result.tests[1].correct") {
      $0["records", 2, "result", "tests", 1, "correct"] = .integer(4501)
    },
    .init("loss", rotation, "result.tests[0].loss") {
      $0["records", 2, "result", "tests", 0, "loss"] = .number(0.25)
    },
    .init("tests left out", rotation, "result.tests") {
      $0["records", 2, "result", "tests"] = .array([])
    },
    .init("another figure", rotation, "result.extra") {
      $0["records", 2, "result", "extra"] = .integer(1)
    },
    .init("weights", rotation, "weights") {
      $0["records", 2, "attachments", "weights"] = digest
    },
    .init("another file", rotation, "more") { $0["records", 2, "attachments", "more"] = digest },
    .init("record's digest", rotation, "record") { $0["records", 2, "digest"] = digest },
    .init("a record left out", rotation, "run") { $0.remove("records", 2) },
    .init("the last record left out", "random, 10 labels, seed 102", "record") {
      $0.remove("records", 7)
    },
  ]

  @Test("It names the run and the field, seen from either side", arguments: edits)
  func edit(_ edit: VerificationEdit) throws {
    let manifest = try manifest()
    let other = try edited(manifest, edit.edit)
    let found = try #require(manifest.firstDifference(from: other))
    #expect(found.place == edit.place)
    #expect(found.field == edit.field)
    #expect(found.expected != found.found)
    let back = try #require(other.firstDifference(from: manifest))
    #expect(back.expected == found.found)
    #expect(back.found == found.expected)
  }

  @Test("Equal manifests have none, whatever their files and source")
  func equal() throws {
    let manifest = try manifest()
    #expect(manifest.firstDifference(from: manifest) == nil)
    let other = try edited(manifest) { value in
      value["files"] = .array([])
      value["source", "overrides"] = .array([.string("Something is different.")])
    }
    #expect(manifest.firstDifference(from: other) == nil)
  }

  @Test("Of several differences the first run's is named, and of a run's its figures first")
  func first() throws {
    let manifest = try manifest()
    let other = try edited(manifest) { value in
      value["records", 6, "result", "epochs"] = .integer(1)
      value["records", 3, "digest"] = Self.digest
      value["records", 3, "attachments", "weights"] = Self.digest
      value["records", 3, "result", "updates"] = .integer(1)
    }
    let found = try #require(manifest.firstDifference(from: other))
    #expect(
      found.description
        == "random, 10 labels, seed 101: result.updates: the report has 6, this run gave 1")
  }

  @Test("A manifest's JSON gives it back")
  func roundTrip() throws {
    let manifest = try manifest()
    #expect(try edited(manifest) { _ in } == manifest)
    #expect(manifest.planned == 8)
    #expect(manifest.records.map(\.label).first == "pretraining rotation, seed 101")
    #expect(manifest.records[1].result["log"] == .string(Digest(of: "[]").hexadecimal))
  }
}
