import Foundation
import Synchronization

/// Where text goes.
protocol TextSink: Sendable {
  /// Writes a text; a failure is kept, not thrown, and silences what follows.
  func write(_ text: String)
  /// The number of the error that ended the writing; `EPIPE` where the reader went away.
  var failure: Int32? { get }
}

/// A file descriptor, written to without a buffer.
final class DescriptorSink: TextSink {
  let descriptor: Int32
  private let state = Mutex<Int32?>(nil)

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  var failure: Int32? { state.withLock { $0 } }

  func write(_ text: String) {
    state.withLock { failure in
      guard failure == nil else { return }
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        if count >= 0 {
          bytes = bytes.dropFirst(count)
        } else if errno == EAGAIN {
          // Somebody made the descriptor non-blocking: wait until the reader has read.
          var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&place, 1, -1)
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
  }
}
