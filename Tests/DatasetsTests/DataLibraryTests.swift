import Foundation
import Images
import Testing

@testable import Datasets

@Suite("Looking data sets up")
struct DataLibraryTests {
  @Test("Folders are looked at in order: --data, BENCH_DATA, the user's, the system's")
  func searchPath() {
    let path = DataLibrary.searchPath(
      dataOption: "/chosen",
      environment: ["BENCH_DATA": "/variable", "XDG_DATA_HOME": "/xdg", "HOME": "/home/me"])
    #expect(
      path.map(\.path) == [
        "/chosen", "/variable", "/xdg/bench", "/usr/share/datasets", "/usr/local/share/bench",
      ])
  }

  @Test(
    "Without XDG_DATA_HOME, or with a relative one, the user's folder is below home",
    arguments: [[:], ["XDG_DATA_HOME": "relative"], ["XDG_DATA_HOME": "", "BENCH_DATA": ""]])
  func userFolder(variables: [String: String]) {
    let environment = variables.merging(["HOME": "/home/me"]) { first, _ in first }
    let path = DataLibrary.searchPath(dataOption: nil, environment: environment)
    #expect(path.first?.path == "/home/me/.local/share/bench")
    #expect(path.count == 3)
    let target = DataLibrary.fetchFolder(dataOption: nil, environment: environment)
    #expect(target.path == "/home/me/.local/share/bench")
  }

  @Test("A set is read from a subfolder or from the folder itself", arguments: ["small", "."])
  func reading(place: String) throws {
    try TestFiles.withFolder { folder in
      try TestFiles.writeSet(in: folder.appendingPathComponent(place), compressed: place == ".")
      let dataset = try DataLibrary(searchPath: [folder]).load(.small)
      #expect(dataset.training.classCounts == [2, 2, 2])
      #expect(dataset.test.labels == [0, 1, 2])
      #expect(Array(dataset.training.image(1)) == Array(6..<12))
      #expect(dataset.files == Catalogue.Entry.small.files)
    }
  }

  @Test("The first folder that has a set is taken")
  func order() throws {
    try TestFiles.withFolder { folder in
      let second = folder.appendingPathComponent("b/small")
      try TestFiles.writeSet(in: second)
      try TestFiles.writeSet(in: folder.appendingPathComponent("c/small"))
      let path = ["a", "b", "c"].map { folder.appendingPathComponent($0) }
      #expect(try DataLibrary(searchPath: path).load(.small).origin == second.path)
    }
  }

  @Test("Files of another set right in a folder are passed over, a wrong subfolder is not")
  func otherSet() throws {
    try TestFiles.withFolder { folder in
      let (first, second) = (
        folder.appendingPathComponent("a"), folder.appendingPathComponent("b")
      )
      let other = [DataPart.trainingImages: TestFiles.images(6, rows: 3, columns: 2)]
      try TestFiles.writeSet(in: first, replacing: other)
      try TestFiles.writeSet(in: second.appendingPathComponent("small"))
      let library = DataLibrary(searchPath: [first, second])
      #expect(try library.load(.small).origin == second.appendingPathComponent("small").path)
      try TestFiles.writeSet(in: first.appendingPathComponent("small"), replacing: other)
      let path = first.appendingPathComponent("small/train-images-idx3-ubyte").path
      #expect(
        throws: DatasetError.digestDiffers(
          file: path, expected: Catalogue.Entry.small.files[0].digest,
          found: Digest(of: TestFiles.images(6, rows: 3, columns: 2)))
      ) { try library.load(.small) }
    }
  }

  @Test("What is nowhere is reported with every place and the remedy")
  func notFound() {
    let library = DataLibrary(searchPath: ["/a", "/b"].map { URL(fileURLWithPath: $0) })
    let error = DatasetError.notFound(
      name: "mnist", places: ["/a/mnist", "/b/mnist"], remedy: "run: bench data fetch mnist")
    #expect(throws: error) { try library.load(DatasetRequest("mnist")) }
    #expect(error.kind.exitCode == 66)
    #expect("\(error)" == "mnist: not found in /a/mnist, /b/mnist; run: bench data fetch mnist")
  }

  @Test("A folder with some of the files names the others")
  func incomplete() throws {
    try TestFiles.withFolder { folder in
      let place = folder.appendingPathComponent("small")
      try TestFiles.writeSet(in: place)
      try FileManager.default.removeItem(
        at: place.appendingPathComponent(DataPart.testLabels.fileName))
      let expected = DatasetError.filesMissing(
        folder: place.path, missing: ["t10k-labels-idx1-ubyte"])
      #expect(throws: expected) { try DataLibrary(searchPath: [folder]).load(.small) }
    }
  }
}

@Suite("Folders of the user's")
struct UserFolderTests {
  let library = DataLibrary(searchPath: [])

  @Test("A folder is read by its path and named after its last part", arguments: [false, true])
  func reading(compressed: Bool) throws {
    try TestFiles.withFolder { folder in
      let place = folder.appendingPathComponent("mine")
      try TestFiles.writeSet(in: place, compressed: compressed)
      let dataset = try library.load(DatasetRequest(place.path))
      #expect(dataset.name == "mine")
      #expect(dataset.training.classCount == 3)
      #expect(dataset.files == Catalogue.Entry.small.files)
    }
  }

  static let wrong: [([DataPart: [UInt8]], @Sendable (String) -> DatasetError)] = [
    (
      [.trainingLabels: TestFiles.labels(5)],
      {
        .countMismatch(
          imagesFile: $0 + "/train-images-idx3-ubyte", images: 6,
          labelsFile: $0 + "/train-labels-idx1-ubyte", labels: 5)
      }
    ),
    (
      [.testImages: TestFiles.images(3, rows: 3, columns: 3)],
      { .sizeMismatch(folder: $0, training: [2, 3], test: [3, 3]) }
    ),
    (
      [.testLabels: TestFiles.labels(3).dropLast() + [7]],
      {
        .labelOutOfRange(
          file: $0 + "/t10k-labels-idx1-ubyte", index: 2, label: 7, classCount: 3)
      }
    ),
  ]

  @Test("Parts that do not fit together are refused", arguments: 0..<3)
  func parts(index: Int) throws {
    let (replacing, expected) = Self.wrong[index]
    try TestFiles.withFolder { folder in
      try TestFiles.writeSet(in: folder, replacing: replacing)
      #expect(throws: expected(folder.path)) { try library.load(DatasetRequest(folder.path)) }
    }
  }

  @Test("An empty folder is no data set")
  func empty() throws {
    try TestFiles.withFolder { folder in
      let error = #expect(throws: DatasetError.self) {
        try library.load(DatasetRequest(folder.path + "/"))
      }
      #expect(error?.kind == .noInput)
    }
  }
}
