import Testing

@testable import Study

@Suite("Work by all cores")
struct ConcurrentTests {
  @Test("Results are in the order of the elements", arguments: [1, 3, 16, 1000])
  func order(piece: Int) throws {
    let elements = Array(0..<101)
    #expect(try Concurrent.map(elements, piece: piece) { $0 * $0 } == elements.map { $0 * $0 })
    #expect(try Concurrent.map([Int](), piece: piece) { $0 } == [])
  }

  @Test("Of several errors the first element's is thrown")
  func failure() {
    struct Fault: Error, Equatable { let number: Int }
    #expect(throws: Fault(number: 7)) {
      try Concurrent.map(Array(0..<100), piece: 4) { number in
        if number % 10 == 7 { throw Fault(number: number) }
        return number
      }
    }
  }
}
