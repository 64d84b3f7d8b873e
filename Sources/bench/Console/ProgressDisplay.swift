import Synchronization

/// Shows progress on standard error: one line that is drawn again on a terminal, a plain line now and
/// then elsewhere.
///
/// Any thread may report; nothing is shown more often than a person can read.
final class ProgressDisplay: Sendable {
  /// Seconds between two drawings on a terminal.
  static let drawingInterval = 0.1
  /// Seconds between two plain lines.
  static let lineInterval = 15.0

  private struct State {
    var start: Double
    var initial: Double?
    var last: Double?
    var isDrawn = false
    var isFinished = false
  }

  private let console: Console
  private let now: @Sendable () -> Double
  private let state: Mutex<State>

  /// A display that shows nothing yet; the time begins to count here.
  ///
  /// - Parameters:
  ///   - console: whose standard error is used; a quiet one stays quiet.
  ///   - now: seconds since some moment.
  init(console: Console, now: @escaping @Sendable () -> Double = ProgressDisplay.monotonic) {
    self.console = console
    self.now = now
    state = Mutex(State(start: now()))
  }

  /// Seconds of the clock that never goes back.
  @Sendable static func monotonic() -> Double {
    let elapsed = origin.duration(to: .now).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
  }

  private static let origin = ContinuousClock.now
}

extension ProgressDisplay {
  /// Tells how far the work is.
  func update(_ progress: Progress) {
    guard !console.isQuiet else { return }
    state.withLock { state in
      guard !state.isFinished else { return }
      let initial = state.initial ?? progress.completed
      state.initial = initial
      let time = now()
      let isTerminal = console.errTerminal.isTerminal
      let interval = isTerminal ? Self.drawingInterval : Self.lineInterval
      let since = state.last ?? (isTerminal ? -.infinity : state.start)
      guard time - since >= interval else { return }
      state.last = time
      let remaining = progress.remaining(since: initial, elapsed: time - state.start)
      if isTerminal {
        console.err.write("\r\u{1B}[K" + Self.bar(progress, remaining, console.errTerminal.width))
        state.isDrawn = true
      } else {
        console.err.write(Self.line(progress, remaining) + "\n")
      }
    }
  }

  /// Prints a message where the bar is; the bar comes back with the next update.
  func note(_ text: String) {
    state.withLock { state in
      erase(&state)
      console.note(text)
    }
  }

  /// Takes the bar away; nothing is shown afterwards.
  func finish() {
    state.withLock { state in
      erase(&state)
      state.isFinished = true
    }
  }

  private func erase(_ state: inout State) {
    if state.isDrawn { console.err.write("\r\u{1B}[K") }
    state.isDrawn = false
    if console.errTerminal.isTerminal { state.last = nil }
  }
}

extension ProgressDisplay {
  /// `[#########-----------]  45 %  2 running  3:12 left  rotation, 1000 labels`, cut to the width.
  static func bar(_ progress: Progress, _ remaining: Double?, _ width: Int) -> String {
    let cells = 20
    let full = Int(progress.fraction * Double(cells))
    let bar = String(repeating: "#", count: full) + String(repeating: "-", count: cells - full)
    let number = "\(percent(progress))"
    let padding = String(repeating: " ", count: 3 - number.count)
    let time = remaining.map { "  \(Progress.clock($0)) left" } ?? ""
    let text =
      "[\(bar)] \(padding)\(number) %  \(progress.running) running\(time)  \(progress.label)"
    // A line as wide as the terminal would wrap on some.
    return String(text.prefix(max(0, width - 1)))
  }

  /// `45 % done, 2 running, 3:12 left: rotation, 1000 labels`
  static func line(_ progress: Progress, _ remaining: Double?) -> String {
    let time = remaining.map { ", \(Progress.clock($0)) left" } ?? ""
    let label = progress.label.isEmpty ? "" : ": \(progress.label)"
    return "\(percent(progress)) % done, \(progress.running) running\(time)\(label)"
  }

  /// Rounded down: 100 means done.
  private static func percent(_ progress: Progress) -> Int { Int(progress.fraction * 100) }
}
