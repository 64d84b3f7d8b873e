import Foundation

/// A pipe into which a signal's handler writes the signal's number, since a handler may do little else.
///
/// A signal counts from the moment on at which its handler is set. Dispatch's sources set theirs later, on
/// a thread of their own, and what comes in between is lost.
enum SignalPipe {
  private static let ends: (read: Int32, write: Int32) = {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }()

  /// What a signal calls: it writes one byte and leaves everything else as it was.
  static let handler: @convention(c) (Int32) -> Void = { number in
    let error = errno
    SignalPipe.put(UInt8(truncatingIfNeeded: number))
    errno = error
  }

  private static func put(_ byte: UInt8) {
    var byte = byte
    _ = Foundation.write(ends.write, &byte, 1)
  }

  /// Waits for a signal; nil after `end`.
  static func next() -> Int32? {
    var byte: UInt8 = 0
    while true {
      let count = Foundation.read(ends.read, &byte, 1)
      if count == 1 { return byte == 0 ? nil : Int32(byte) }
      if count == 0 || errno != EINTR { return nil }
    }
  }

  /// Ends a wait.
  static func end() { put(0) }

  /// Lets the calling thread be interrupted by signals.
  static func unblock(_ numbers: [Int32]) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in numbers { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
