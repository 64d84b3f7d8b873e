import Foundation
import Testing

@testable import Datasets

@Suite("Listing and checking")
struct LibraryCheckTests {
  @Test("The list tells what is there, what is incomplete and what is absent")
  func status() throws {
    try TestFiles.withFolder { folder in
      try TestFiles.write([1], "mnist/t10k-labels-idx1-ubyte.gz", in: folder)
      let states = DataLibrary(searchPath: [folder]).status().map(\.state)
      #expect(states.count == 6)
      #expect(
        states[0]
          == .incomplete(
            folder: folder.appendingPathComponent("mnist").path,
            missing: DataPart.allCases.dropLast().map(\.fileName)))
      #expect(states[1] == .absent(remedy: Catalogue.fashionMNIST.remedy))
      #expect(states[4] == .builtIn && states[5] == .builtIn)
    }
  }

  @Test("A check reports every file, with its digest or with what is wrong")
  func check() throws {
    try TestFiles.withFolder { folder in
      let place = folder.appendingPathComponent("mnist")
      try TestFiles.writeSet(in: place)
      let checks = DataLibrary(searchPath: [folder]).check()
      #expect(checks.map(\.passed) == [false, false, false, false, true, true])
      #expect(checks.first?.path == place.appendingPathComponent("train-images-idx3-ubyte").path)
      guard case .failure(.digestDiffers(_, _, let found))? = checks.first?.result else {
        Issue.record("the digest of the first file differs")
        return
      }
      #expect(found == Digest(of: TestFiles.content(.trainingImages)))
    }
  }

  @Test("A check of a folder gives one digest for the four files")
  func folder() throws {
    try TestFiles.withFolder { folder in
      try TestFiles.writeSet(in: folder)
      let first = DataLibrary(searchPath: []).check([folder.path])
      try TestFiles.writeSet(
        in: folder, replacing: [.testLabels: TestFiles.labels(3, classCount: 1)])
      let second = DataLibrary(searchPath: []).check([folder.path])
      #expect(first.map(\.passed) == [true])
      #expect(try first[0].result.get() != second[0].result.get())
    }
  }
}
