import Dispatch
import Foundation
import Synchronization

/// SIGINT, SIGTERM and SIGHUP: the first asks for an end, a second SIGINT ends the program at once.
///
/// SIGHUP, which a terminal sends that is closed, is left ignored where `nohup` had it ignored.
/// Records are written whole or not at all, so nothing is lost either way.
final class Interruption {
  /// What the signals set and the sweep's threads read.
  let flag = InterruptionFlag()
  private let numbers: [Int32]
  private let sources: [any DispatchSourceSignal]

  /// Listens from here on, until `end`.
  ///
  /// - Parameters:
  ///   - console: where the message goes.
  ///   - consequence: what happens now, as the message says it.
  init(
    _ console: Console,
    consequence: String = "giving up the runs in hand; the same command goes on later"
  ) {
    let queue = DispatchQueue(label: "interruption")
    numbers = [SIGINT, SIGTERM] + (Self.isIgnored(SIGHUP) ? [] : [SIGHUP])
    sources = numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
    for (number, source) in zip(numbers, sources) {
      signal(number, SIG_IGN)
      source.setEventHandler { [flag] in
        if flag.request(), number == SIGINT {
          _exit(ExitCode.interrupted.rawValue)
        }
        console.note("\ninterrupted: \(consequence)")
      }
      source.resume()
    }
  }

  /// Gives the signals back to the system.
  func end() {
    for source in sources { source.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
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
