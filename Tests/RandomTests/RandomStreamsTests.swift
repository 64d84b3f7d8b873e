import Testing

@testable import Random

@Suite("Streams by index")
struct RandomStreamsTests {
  @Test(
    "A stream of a purpose is the one that its purpose and index name",
    arguments: [0, 1, 65_536, UInt64.max])
  func sameStream(index: UInt64) {
    for purpose in ["", "dropout/downstream"] {
      var named = RandomStream(seed: 0x0123_4567_89AB_CDEF, purpose: purpose, index: index)
      var found = RandomStreams(seed: 0x0123_4567_89AB_CDEF, purpose: purpose).stream(index)
      for _ in 0..<9 { #expect(found.next() == named.next()) }
    }
  }

  @Test("The blocks of a stream hold its words in order, and taking one moves nothing")
  func blocks() {
    var stream = RandomStream(seed: 7, purpose: "test", index: 3)
    let fixed = stream
    for place in UInt64(0)..<5 {
      let block = fixed.block(at: place)
      for word in 0..<4 { #expect(stream.next() == block[word]) }
    }
    #expect(fixed.block(at: 1 << 32) != fixed.block(at: 0))
  }
}
