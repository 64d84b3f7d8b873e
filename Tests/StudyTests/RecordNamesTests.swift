import Datasets
import Foundation
import Testing

@testable import Study

@Suite("The names of records")
struct RecordNamesTests {
  @Test("However many runs are looked up, a folder is listed once")
  func once() throws {
    let folder = try StoreTestFolder()
    let store = try folder.store()
    let (record, attachments) = try sampleRecord()
    try store.write(record, attachments: attachments)
    var names = RecordNames(store)
    #expect(try names.contains(record.identifier))
    for number in 0..<5000 { #expect(try !names.contains(Digest(of: "\(number)"))) }
    #expect(names.listedFolders == 256)
  }

  @Test("Only a record's own file counts: no attachment, timing or unfinished file")
  func others() throws {
    let folder = try StoreTestFolder()
    let store = try folder.store()
    let (record, attachments) = try sampleRecord()
    try store.write(record, attachments: attachments)
    try store.writeTiming(.null, of: record.identifier)
    try FileIO.move(
      folder.file("json", of: record.identifier).path,
      to: folder.file("json.tmp", of: record.identifier).path)
    var names = RecordNames(store)
    #expect(try !names.contains(record.identifier))
  }
}

@Suite("A heap")
struct MinimumHeapTests {
  @Test("Elements come in ascending order, whatever the order in which they came", arguments: 0...9)
  func sorted(count: Int) {
    var heap = MinimumHeap<Int>()
    let elements = (0..<count).map { $0 * 7 % 10 / 2 }
    for element in elements { heap.insert(element) }
    var found: [Int] = []
    while let least = heap.removeMinimum() { found.append(least) }
    #expect(found == elements.sorted())
  }
}
