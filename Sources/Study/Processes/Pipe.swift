import CProcesses
import Foundation

/// What a child writes, of which the end is kept and the rest read and dropped: a child that writes without
/// end is never held up, and fills no memory.
struct Pipe {
  private let readEnd: Int32
  private(set) var writeEnd: Int32
  private let limit: Int
  private let owner: Descriptor
  /// The last bytes so far.
  private(set) var kept = Data()
  private var isOpen = true

  /// Closes the end that is read when the last copy goes.
  private final class Descriptor: Sendable {
    let number: Int32
    init(_ number: Int32) { self.number = number }
    deinit { close(number) }
  }

  /// A new pipe.
  init(keeping limit: Int) throws(ProcessError) {
    var ends: [Int32] = [0, 0]
    guard pipe2(&ends, O_CLOEXEC) == 0 else {
      throw ProcessError(program: "pipe", reason: String(cString: strerror(errno)))
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
    self.limit = limit
    owner = Descriptor(readEnd)
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
  }

  /// Leaves the end that is written to the child.
  mutating func closeWriteEnd() {
    close(writeEnd)
  }

  /// Waits until one of some pipes has something to read, or a time has passed.
  static func wait(for pipes: [Pipe], milliseconds: Int32) {
    var descriptors = pipes.filter(\.isOpen).map {
      pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0)
    }
    // Also a bare pause where both ends are closed.
    poll(&descriptors, nfds_t(descriptors.count), milliseconds)
  }

  /// Reads what is there, at most a few megabytes at a time so that a flood leaves time to look at the clock.
  mutating func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<64 where isOpen {
      let count = read(readEnd, &buffer, buffer.count)
      if count == 0 { isOpen = false }
      guard count > 0 else { return }
      kept.append(contentsOf: buffer[..<count])
      if kept.count > 2 * limit { kept = Data(kept.suffix(limit)) }
    }
    if kept.count > limit { kept = Data(kept.suffix(limit)) }
  }
}
