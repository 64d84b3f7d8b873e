import Network
import Synchronization

/// Features of frozen encoders, computed once for an encoder and a set of images, however many heads
/// are trained on them and on however many threads.
///
/// Keeps the last few, since the runs of one repetition follow one another.
final class FeatureCache: Sendable {
  /// Which features.
  struct Key: Equatable, Sendable {
    /// The pretraining's record, or the seed of a random encoder.
    let encoder: String
    /// Which images, and in which order.
    let images: String
  }

  /// Entries that an executor keeps: those of a repetition's arms, of which each has two.
  static let capacity = 24

  private let capacity: Int
  private let entries = Mutex<[(key: Key, features: Lazily<Features>)]>([])

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The features of a key, computed by the first who asks; others wait.
  func features(
    _ key: Key, _ compute: () throws -> Features
  ) throws -> Features {
    let entry = entries.withLock { entries in
      if let place = entries.firstIndex(where: { $0.key == key }) {
        let found = entries.remove(at: place)
        entries.append(found)
        return found.features
      }
      let new = Lazily<Features>()
      entries.append((key, new))
      if entries.count > capacity { entries.removeFirst() }
      return new
    }
    return try entry.value(compute)
  }
}

/// A value that is computed once, by the first thread that asks.
private final class Lazily<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)

  func value(_ compute: () throws -> Value) throws -> Value {
    try stored.withLock { stored in
      if let stored { return stored }
      let value = try compute()
      stored = value
      return value
    }
  }
}
