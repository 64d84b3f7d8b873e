import Synchronization

/// How many threads a model may use, now and at most: whoever shares the cores of a machine among
/// several models changes it while they work. It changes the speed of a result and never a bit.
public final class ThreadShare: Sendable {
  /// The most that it can ever be.
  public let limit: Int
  private let current: Atomic<Int>

  /// A share of some threads.
  ///
  /// - Parameters:
  ///   - count: threads now, the calling one included; at least 1.
  ///   - limit: threads at most; nil for those of now.
  public init(_ count: Int, limit: Int? = nil) {
    precondition(count >= 1, "at least the calling thread")
    precondition(count <= limit ?? count, "no more than at most")
    self.limit = limit ?? count
    current = Atomic(count)
  }

  /// Threads now; 1 ... `limit`.
  public var count: Int {
    get { current.load(ordering: .relaxed) }
    set {
      precondition(newValue >= 1 && newValue <= limit, "1 ... limit")
      current.store(newValue, ordering: .relaxed)
    }
  }
}
