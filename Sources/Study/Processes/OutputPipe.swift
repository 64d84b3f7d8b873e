import CProcesses
import Foundation

/// What a child writes, of which the end is kept and the rest read and dropped: a child that writes
/// without end is never held up, and fills no memory.
struct OutputPipe {
  private let ends: Ends
  private let limit: Int
  /// The last bytes so far.
  private(set) var kept = Data()
  private var isOpen = true

  /// Both descriptors, which are closed with their last holder.
  private final class Ends {
    let readEnd: Int32
    var writeEnd: Int32?

    init(_ numbers: [Int32]) {
      readEnd = numbers[0]
      writeEnd = numbers[1]
    }

    func closeWriteEnd() {
      if let writeEnd { close(writeEnd) }
      writeEnd = nil
    }

    deinit {
      closeWriteEnd()
      close(readEnd)
    }
  }

  /// A new pipe.
  ///
  /// - Parameter limit: how many bytes are kept.
  /// - Throws: `ProcessError.noPipe`.
  init(keeping limit: Int) throws(ProcessError) {
    var numbers: [Int32] = [0, 0]
    guard pipe2(&numbers, O_CLOEXEC) == 0 else {
      throw .noPipe(reason: String(cString: strerror(errno)))
    }
    ends = Ends(numbers)
    self.limit = limit
    _ = fcntl(ends.readEnd, F_SETFL, O_NONBLOCK)
  }

  /// The descriptor that the child writes to.
  var writeEnd: Int32 { ends.writeEnd ?? -1 }

  /// Leaves the end that is written to the child.
  func closeWriteEnd() { ends.closeWriteEnd() }

  /// Waits until one of some pipes has something to read, or a time has passed.
  static func wait(for pipes: [OutputPipe], milliseconds: Int32) {
    var descriptors = pipes.filter(\.isOpen).map {
      pollfd(fd: $0.ends.readEnd, events: Int16(POLLIN), revents: 0)
    }
    // Also a bare pause where both ends are closed.
    poll(&descriptors, nfds_t(descriptors.count), milliseconds)
  }

  /// Reads what is there, at most a few megabytes at a time, so that a flood leaves time to look at the
  /// clock.
  mutating func drain() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    for _ in 0..<64 where isOpen {
      let count = read(ends.readEnd, &buffer, buffer.count)
      if count == 0 { isOpen = false }
      guard count > 0 else { break }
      kept.append(contentsOf: buffer[..<count])
      if kept.count > 2 * limit { kept = Data(kept.suffix(limit)) }
    }
    if kept.count > limit { kept = Data(kept.suffix(limit)) }
  }
}
