import Foundation
import Testing

@testable import Datasets

@Suite("Fetching")
struct FetcherTests {
  static let installed = DataPart.allCases.map { "small/" + $0.fileName }.sorted()

  private func fetch(
    _ sources: [FakeSource], to folder: URL, events: (FetchEvent) -> Void = { _ in }
  ) throws(DatasetError) -> FetchOutcome {
    var seen: [FetchEvent] = []
    let fetcher = Fetcher(library: DataLibrary(searchPath: []), sources: sources)
    defer { seen.forEach(events) }
    return try fetcher.fetch(.small, to: folder) { seen.append($0) }
  }

  @Test("What a source delivers is proven and written uncompressed", arguments: [false, true])
  func delivery(compressed: Bool) throws {
    try TestFiles.withFolder { folder in
      var events: [FetchEvent] = []
      let outcome = try fetch([.delivering("one", compressed: compressed)], to: folder) {
        events.append($0)
      }
      #expect(outcome == .fetched(folder: folder.path + "/small", source: "one"))
      #expect(TestFiles.listing(folder) == ["small"] + Self.installed)
      #expect(
        try DataLibrary(searchPath: [folder]).load(.small).files == Catalogue.Entry.small.files)
      #expect(
        events == [.trying(source: "one")] + Catalogue.Entry.small.files.map { .verified($0) })
    }
  }

  @Test("What is there and right is not fetched again")
  func present() throws {
    try TestFiles.withFolder { folder in
      try TestFiles.writeSet(in: folder.appendingPathComponent("small"), compressed: true)
      let before = TestFiles.listing(folder)
      let outcome = try fetch([.failing("never", .cancelled(name: "asked"))], to: folder)
      #expect(outcome == .alreadyPresent(folder: folder.path + "/small"))
      #expect(TestFiles.listing(folder) == before)
    }
  }

  @Test("What is there and wrong is replaced")
  func replacement() throws {
    try TestFiles.withFolder { folder in
      let torn = [DataPart.testImages: Array(TestFiles.content(.testImages).dropLast())]
      try TestFiles.writeSet(in: folder.appendingPathComponent("small"), replacing: torn)
      _ = try fetch([.delivering("one")], to: folder)
      #expect(throws: Never.self) { try DataLibrary(searchPath: [folder]).load(.small) }
    }
  }

  static let images = TestFiles.content(.trainingImages)
  static let bad: [FakeSource] = [
    .delivering("truncated", replacing: [.trainingImages: images.dropLast()]),
    .delivering("trailing", replacing: [.testLabels: TestFiles.content(.testLabels) + [0]]),
    .delivering("foreign", replacing: [.testImages: Array("<html>".utf8)]),
    .delivering("altered", replacing: [.trainingImages: images.dropLast() + [255]]),
    .failing("unreachable", .unreachable(source: "s", reason: "no such host")),
    .failing("interrupted", .interrupted(source: "s", received: 9, expected: 52)),
    .failing("incomplete", .filesMissing(folder: "f", missing: [])),
    FakeSource(name: "silent") { _ throws(DatasetError) in },
  ]

  @Test("After a bad source nothing is left and the next one is tried", arguments: 0..<bad.count)
  func failure(index: Int) throws {
    let bad = Self.bad[index]
    try TestFiles.withFolder { folder in
      let error = #expect(throws: DatasetError.self) { try fetch([bad], to: folder) }
      guard case .fetchFailed("small", let failures, _)? = error else {
        Issue.record("the fetch fails: \(String(describing: error))")
        return
      }
      #expect(failures.map(\.source) == [bad.name])
      #expect(error?.kind.exitCode == 74)
      #expect(TestFiles.listing(folder) == [])
      let outcome = try fetch([bad, .delivering("good")], to: folder)
      #expect(outcome == .fetched(folder: folder.path + "/small", source: "good"))
      #expect(TestFiles.listing(folder) == ["small"] + Self.installed)
    }
  }

  @Test("Every failure is reported, in the order of trying")
  func report() throws {
    try TestFiles.withFolder { folder in
      let sources = [Self.bad[4], Self.bad[5]]
      let error = #expect(throws: DatasetError.self) { try fetch(sources, to: folder) }
      let text = error.map { "\($0)" } ?? ""
      #expect(
        text.hasPrefix(
          "small: no source delivered it: (1) unreachable: s: cannot be reached: no such host "
            + "(2) interrupted: s: the download ended after 9 of 52 bytes; "))
    }
  }

  @Test(
    "A full disk or a request to stop ends the fetch at once, with nothing left",
    arguments: [DatasetError.diskFull(path: "p"), .cancelled(name: "small")])
  func end(error: DatasetError) throws {
    try TestFiles.withFolder { folder in
      #expect(throws: error) {
        try fetch([.failing("first", error), .delivering("second")], to: folder)
      }
      #expect(TestFiles.listing(folder) == [])
    }
  }

  @Test("A file that cannot take its name takes the others away again")
  func installation() throws {
    try TestFiles.withFolder { folder in
      let obstacle = "small/\(DataPart.testImages.fileName)/inside"
      try TestFiles.write([1], obstacle, in: folder)
      let error = #expect(throws: DatasetError.self) {
        try fetch([.delivering("one")], to: folder)
      }
      #expect(error?.kind == .inputOutput)
      #expect(
        TestFiles.listing(folder)
          == ["small", "small/t10k-images-idx3-ubyte", "small/t10k-images-idx3-ubyte/inside"])
    }
  }

  @Test("What a killed fetch left behind is removed by the next, what a live one has is not")
  func leftovers() throws {
    try TestFiles.withFolder { folder in
      try TestFiles.write([1], "small/.fetch-2147483647-1/part", in: folder)
      try TestFiles.write([1], "small/.fetch-1-1/part", in: folder)
      _ = try fetch([.delivering("one")], to: folder)
      let hidden = TestFiles.listing(folder).filter { $0.contains(".fetch") }
      #expect(hidden == ["small/.fetch-1-1", "small/.fetch-1-1/part"])
    }
  }
}

@Suite("Mirrors")
struct MirrorTests {
  let library = DataLibrary(searchPath: [])

  @Test("A mirror must be https or file", arguments: ["http://x/y/", "ftp://x/", "x/y"])
  func insecure(text: String) throws {
    let url = try #require(URL(string: text))
    #expect(throws: DatasetError.insecureMirror(url: url.absoluteString)) {
      try Fetcher(library: library, mirror: url)
    }
  }

  @Test("A folder is a mirror and is tried first")
  func folder() throws {
    try TestFiles.withFolder { folder in
      let mirror = folder.appendingPathComponent("mirror")
      try TestFiles.writeSet(in: mirror, compressed: true)
      let outcome = try Fetcher(library: library, mirror: mirror)
        .fetch(.small, to: folder.appendingPathComponent("data"))
      #expect(outcome == .fetched(folder: folder.path + "/data/small", source: mirror.path))
    }
  }

  @Test(
    "The built-in sets and folders have nothing to fetch", arguments: ["strokes", "shapes", "./x"])
  func notFetchable(name: String) throws {
    try TestFiles.withFolder { folder -> Void in
      #expect(throws: DatasetError.notFetchable(name: name)) {
        try Fetcher(library: library, sources: []).fetch(name, to: folder)
      }
    }
  }
}
