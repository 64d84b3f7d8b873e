import Foundation
import Synchronization

/// SIGINT, SIGTERM and SIGHUP: the first asks for an end, a second SIGINT ends the program at once.
///
/// Records are written whole or not at all, so nothing is lost either way. SIGHUP, which a terminal sends
/// that is closed, is left ignored where `nohup` had it ignored.
final class Interruption {
  /// What the signals set and the sweep's threads read.
  let flag = InterruptionFlag()
  private let numbers: [Int32]

  /// Listens from here on, until `end`.
  ///
  /// - Parameters:
  ///   - console: where the message goes.
  ///   - consequence: what happens now, as the message says it.
  init(
    _ console: Console,
    consequence: String = "giving up the runs in hand; the same command goes on later"
  ) {
    numbers = [SIGINT, SIGTERM] + (Self.isIgnored(SIGHUP) ? [] : [SIGHUP])
    for number in numbers { signal(number, SignalPipe.handler) }
    Thread.detachNewThread { [flag, numbers] in
      // Whoever started the program may have had them blocked, as a thread of a pool has.
      SignalPipe.unblock(numbers)
      while let number = SignalPipe.next() {
        if flag.request(), number == SIGINT {
          _exit(ExitCode.interrupted.rawValue)
        }
        console.note("\ninterrupted: \(consequence)")
      }
    }
  }

  /// Gives the signals back to the system.
  func end() {
    for number in numbers { signal(number, SIG_DFL) }
    SignalPipe.end()
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_IGN)
    if unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { return true }
    signal(number, handler)
    return false
  }
}

/// Whether an end was asked for.
final class InterruptionFlag: Sendable {
  private let requested = Atomic<Bool>(false)

  /// Whether an end was asked for.
  var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Asks for an end; true if that was done before.
  func request() -> Bool { requested.exchange(true, ordering: .relaxed) }
}
