import Images
import Testing

@testable import Datasets

@Suite("Requests")
struct DatasetRequestTests {
  static let refused: [(DatasetRequest, String)] = [
    (
      DatasetRequest("imagenet"),
      "imagenet: no data set of that name; known: mnist, fashion-mnist, cifar10, cifar100, strokes, "
        + "shapes, or a folder such as ./imagenet"
    ),
    (
      DatasetRequest("mnits"),
      "mnits: no data set of that name; did you mean mnist?; known: mnist, fashion-mnist, "
        + "cifar10, cifar100, strokes, shapes, or a folder such as ./mnits"
    ),
    (
      DatasetRequest("mnist", training: 5),
      "mnist: training is fixed by its files; only strokes and shapes take it"
    ),
    (
      DatasetRequest("./x", seed: 5),
      "./x: seed is fixed by its files; only strokes and shapes take it"
    ),
    (DatasetRequest("strokes", test: 0), "test: 0 images; must be 1 to 1000000"),
    (DatasetRequest("shapes", training: 0), "training: 0 images; must be 1 to 1000000"),
  ]

  @Test("A request that cannot be met is refused before anything is read", arguments: refused)
  func refusal(request: DatasetRequest, text: String) {
    let error = #expect(throws: DatasetError.self) { try request.validate() }
    #expect(error.map { "\($0)" } == text)
    #expect(error?.kind == .usage)
  }

  @Test("The names of the catalogue, folders, and sizes of the built-in sets are accepted")
  func accepted() throws {
    for name in Catalogue.names + ["./x", "/x", "x/"] {
      #expect(throws: Never.self) { try DatasetRequest(name).validate() }
    }
    for set in BuiltInSet.allCases {
      try DatasetRequest(set.name, training: 1, test: 1_000_000, seed: .max).validate()
    }
  }

  @Test("Every file of the catalogue has a digest")
  func digests() {
    for entry in Catalogue.entries {
      #expect(DataPart.allCases.allSatisfy { entry.digest(of: $0) != nil })
    }
  }
}
