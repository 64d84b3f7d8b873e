import Dispatch
import Network
import Synchronization
import Testing

@testable import Study

@Suite("What runs share", .timeLimit(.minutes(10)))
struct RunCacheTests {
  /// Features that tell by their number which call made them.
  private func features(_ images: Int) throws -> Features {
    let shape = Shape(rows: 1, columns: 1, channels: 1)
    let model = Model(try Architecture(input: shape, layers: [.relu]), level: .portable)
    return model.features(
      of: ImageSource(
        pixels: [7], labels: [0], indices: [Int](repeating: 0, count: images), shape: shape,
        scale: .raw))
  }

  private func key(_ name: String) -> RunCache<Features>.Key {
    RunCache<Features>.Key(maker: name, images: "test")
  }

  @Test("Whoever asks second gets what the first computed")
  func twice() throws {
    let cache = RunCache<Features>(capacity: 2)
    #expect(try cache.value(key("a")) { try features(1) }.count == 1)
    #expect(try cache.value(key("a")) { try features(2) }.count == 1)
  }

  @Test("Another encoder and other images are other features")
  func keys() throws {
    let cache = RunCache<Features>(capacity: 4)
    let other = RunCache<Features>.Key(maker: "a", images: "labelled")
    #expect(try cache.value(key("a")) { try features(1) }.count == 1)
    #expect(try cache.value(key("b")) { try features(2) }.count == 2)
    #expect(try cache.value(other) { try features(3) }.count == 3)
    #expect(try cache.value(key("a")) { try features(4) }.count == 1)
  }

  @Test("The one that was used the longest ago makes room")
  func eviction() throws {
    let cache = RunCache<Features>(capacity: 2)
    #expect(try cache.value(key("a")) { try features(1) }.count == 1)
    #expect(try cache.value(key("b")) { try features(2) }.count == 2)
    #expect(try cache.value(key("a")) { try features(3) }.count == 1)
    #expect(try cache.value(key("c")) { try features(4) }.count == 4)
    #expect(try cache.value(key("a")) { try features(5) }.count == 1)
    #expect(try cache.value(key("b")) { try features(6) }.count == 6)
  }

  @Test("A computation that failed is tried again")
  func failing() throws {
    let cache = RunCache<Features>(capacity: 2)
    #expect(throws: MockFailure.self) {
      try cache.value(key("a")) { throw MockFailure(description: "no luck") }
    }
    #expect(try cache.value(key("a")) { try features(2) }.count == 2)
  }

  @Test("Many threads that ask at once get one computation")
  func contention() throws {
    let cache = RunCache<Features>(capacity: 2)
    let computed = Mutex(0)
    let key = key("a")
    let features = try features(3)
    let counts = Mutex<[Int]>([])
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      let found = try? cache.value(key) {
        computed.withLock { $0 += 1 }
        return features
      }
      counts.withLock { $0.append(found?.count ?? -1) }
    }
    #expect(computed.withLock { $0 } == 1)
    #expect(counts.withLock { $0 } == [Int](repeating: 3, count: 16))
  }

  @Test("Who asks for other features does not wait for those that are being computed")
  func independent() throws {
    let cache = RunCache<Features>(capacity: 2)
    let (a, b) = (key("a"), key("b"))
    let (one, two) = (try features(1), try features(2))
    let (started, done) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let finished = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      _ = try? cache.value(a) {
        started.signal()
        done.wait()
        return one
      }
      finished.signal()
    }
    started.wait()
    #expect(try cache.value(b) { two }.count == 2)
    done.signal()
    finished.wait()
    #expect(try cache.value(a) { two }.count == 1)
  }
}
