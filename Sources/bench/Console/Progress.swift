/// How far some work is. Completed and total are in any one unit: runs, images, operations.
struct Progress: Equatable, Sendable {
  /// The work that is done, what was found done at the beginning included.
  var completed: Double
  /// All of the work.
  var total: Double
  /// How many pieces are in hand now.
  var running: Int
  /// What is in hand, or was done last.
  var label: String

  /// The part that is done, in 0 … 1; 1 where there is nothing to do.
  var fraction: Double { total > 0 ? min(1, max(0, completed / total)) : 1 }
}

extension Progress {
  /// The seconds that the rest takes at the speed so far; nil before anything was done.
  ///
  /// - Parameters:
  ///   - initial: the work that was found done; it took none of the time.
  ///   - elapsed: the seconds since.
  /// - Returns: 0 where all is done.
  func remaining(since initial: Double, elapsed: Double) -> Double? {
    let done = completed - initial
    guard done > 0, elapsed > 0, total > completed else { return total > completed ? nil : 0 }
    return elapsed * (total - completed) / done
  }

  /// `4:07`, `1:02:03`.
  static func clock(_ seconds: Double) -> String {
    guard seconds < 1e8 else { return "…" }
    let whole = Int(seconds.rounded(.up))
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    let rest = padded(whole % 60)
    return hours > 0 ? "\(hours):\(padded(minutes)):\(rest)" : "\(minutes):\(rest)"
  }
}
