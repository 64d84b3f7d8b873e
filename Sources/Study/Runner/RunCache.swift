import Synchronization

/// What several runs need, computed once: the features of frozen encoders, however many heads are trained
/// on them and on however many threads, and the scenes of downstream tasks.
///
/// Keeps the last few, since the runs of one repetition follow one another.
final class RunCache<Value: Sendable>: Sendable {
  /// Which value.
  struct Key: Equatable, Sendable {
    /// Who makes it: an encoder by its pretraining's record or its seed, or a task.
    let maker: String
    /// Which images, and in which order.
    let images: String
  }

  private let capacity: Int
  private let entries = Mutex<[(key: Key, value: Lazily<Value>)]>([])

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The value of a key, computed by the first who asks; others wait.
  func value(_ key: Key, _ compute: () throws -> Value) throws -> Value {
    let entry = entries.withLock { entries in
      if let place = entries.firstIndex(where: { $0.key == key }) {
        let found = entries.remove(at: place)
        entries.append(found)
        return found.value
      }
      let new = Lazily<Value>()
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
