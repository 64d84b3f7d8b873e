import Dispatch
import Foundation
import Synchronization

/// SIGINT and SIGTERM: the first asks for an end, a second SIGINT ends the program at once.
///
/// Records are written whole or not at all, so nothing is lost either way.
final class Interruption {
  /// What the signals set and the sweep's threads read.
  let flag = InterruptionFlag()
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
    sources = [SIGINT, SIGTERM].map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
    for (number, source) in zip([SIGINT, SIGTERM], sources) {
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
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
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
