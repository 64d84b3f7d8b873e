import Foundation

/// The end of what a program says on its standard error, kept in memory: a file might not be had
/// when the reason of a failure is a full disk.
struct LastWords {
  static let limit = 1 << 16

  let pipe = Pipe()
  private var bytes: [UInt8] = []

  init() {
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Takes what has been said since, without waiting for more.
  mutating func drain() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(pipe.fileHandleForReading.fileDescriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
    }
    if bytes.count > Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
  }

  /// The last line that calls itself an error, else the last line.
  var reason: String? {
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return (lines.last { $0.lowercased().hasPrefix("error") } ?? lines.last).map { String($0) }
  }
}
